"""How a persona types: lower case, missing full stops, capitals, slips. Never inside pasted output."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from simulator.domain.persona import Habits

_ANGRY = 4
_CARELESSNESS = {"chat": 1.0, "portal": 0.5, "ticket": 0.5, "phone": 0.0}
"""How much of a habit shows: a call is written down by the desk, without slips."""
_WORTH_A_STOP = 3
"""Words from which even careful people end a chat line with a full stop."""
_LONG_WORD = re.compile(r"\b[a-zа-яё]{6,}\b")
_STARTS = re.compile(r"(^|[.!?…]\s+)([A-ZА-ЯЁ])(?=[a-zа-яё’']*(?:[\s,.!?…:]|$))")
_QUESTION = re.compile(
    r"(when|who|how|why|which|where|is it|are you|can (you|i)|what(?! (you|i) ))\b"
    r"|(когда|сколько|кто|где|зачем|почему|как(ой|ие|ая)?(?! (было|есть|и)\b)|кому|что(?! в)|чего|чем)\b",
    re.IGNORECASE,
)
"""Questions that hurried people write without a mark; in mid-message it would be hard to read."""
_LOWER_STARTS = re.compile(r"(^|[.!?]\s+)([a-zа-яё])")
_SENTENCES = re.compile(r"[^.!?…]+[.!?…]*")


@dataclass(frozen=True)
class Piece:
    """A part of a message."""

    text: str
    kind: Literal["voice", "content", "output"]
    """``voice``: the persona's own words; ``content``: words of the card; ``output``: pasted, untouched."""


def typed(pieces: Sequence[Piece], habits: Habits, band: int, channel: str, rng: Random) -> str:
    """Return the message as this persona would type it."""
    careful = _CARELESSNESS[channel]
    done = list(pieces)
    if rng.random() < habits.capitals and band >= _ANGRY:
        done = _loud(done, rng)
    if rng.random() < habits.typo * careful:
        done = _slip(done, rng)
    if rng.random() < habits.lower_start * careful:
        done = [piece if piece.kind == "output" else replace(piece, text=_low(piece.text)) for piece in done]
    elif channel != "chat":
        done = [replace(piece, text=_upper(piece.text)) if piece.kind == "voice" else piece for piece in done]
    text = joined(done)
    if done[-1].kind == "output":
        return text
    return _ended(text, careless=rng.random() < habits.no_full_stop * careful)


def _ended(text: str, *, careless: bool) -> str:
    """Return ``text`` with or without its last full stop; a question typed without a mark keeps none."""
    if careless:
        return re.sub(r"(?<![.…])\.$", "", text)
    last = _last_sentence(text)
    if re.search(r"[\w»%]$", last) and len(last.split()) >= _WORTH_A_STOP:
        return _closed(text)
    return text


def _closed(text: str) -> str:
    return text + ("?" if _QUESTION.match(_last_sentence(text)) else ".")


def _last_sentence(text: str) -> str:
    return re.split(r"[.!?…\n]\s*", text)[-1]


def joined(pieces: Sequence[Piece]) -> str:
    """Return the pieces as one text: sentences on a line, output on lines of its own."""
    text = ""
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        part = piece.text.strip("\n") if piece.kind == "output" else piece.text.strip()
        if piece.kind != "output" and not re.search(r"[.!?…:,)»]$", part) and _goes_on(following):
            part = _closed(part)
        near_output = piece.kind == "output" or text.endswith("\n")
        text += ("\n" if near_output and text and not text.endswith("\n") else "") or (
            " " if text and not text.endswith("\n") else ""
        )
        text += part + ("\n" if piece.kind == "output" and following else "")
    return text


def _goes_on(following: Piece | None) -> bool:
    return following is not None and following.kind != "output"


def _low(text: str) -> str:
    def lower(found: re.Match[str]) -> str:
        rest = text[found.end() :]
        alone = found.group(2) == "I" and (not rest or not rest[0].isalpha())
        return found.group(0) if alone else found.group(1) + found.group(2).lower()

    return _STARTS.sub(lower, text)


def _upper(text: str) -> str:
    return _LOWER_STARTS.sub(lambda found: found.group(1) + found.group(2).upper(), text)


def _loud(pieces: list[Piece], rng: Random) -> list[Piece]:
    places = [n for n, piece in enumerate(pieces) if piece.kind == "voice"]
    if not places:
        return pieces
    place = rng.choice(places)
    parts = _SENTENCES.findall(pieces[place].text)
    if not parts:
        return pieces
    loud = rng.randrange(len(parts))
    parts[loud] = parts[loud].upper()
    return [replace(piece, text="".join(parts)) if n == place else piece for n, piece in enumerate(pieces)]


def _slip(pieces: list[Piece], rng: Random) -> list[Piece]:
    """Swap two inner letters of one long word of the persona's own."""
    places = [
        (n, word.start(), word.group())
        for n, piece in enumerate(pieces)
        if piece.kind == "voice"
        for word in _LONG_WORD.finditer(piece.text)
    ]
    if not places:
        return pieces
    place, start, word = rng.choice(places)
    at = rng.randrange(1, len(word) - 2)
    wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    text = pieces[place].text
    slipped = text[:start] + wrong + text[start + len(word) :]
    return [replace(piece, text=slipped) if n == place else piece for n, piece in enumerate(pieces)]
