"""Sentences of a reply, cut into pieces with one force each."""

import re
from dataclasses import dataclass
from functools import lru_cache

from simulator.understanding.force import Force, has_verb, is_elliptic, own_force, signs

_PIECE = re.compile(
    r"\s*[;:—]\s+|\s+-{1,2}\s+|,\s+|\s+(?=(?:but|and (?:then|please|also|tell|let|send|paste|run|what|which|who|where|when|how|does|do|is|are))\b)"
    r"|\s+(?=(?:но|и (?:еще|пришл|скажи|сообщ|скин|кин|напиш|покаж|посмотр|скопир|как|что|где|когда|кто|до|есть))\w*)",
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\s*\n+\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|no|т\.е|т\.д|т\.п|т\.к|др|пр|г|им|стр|напр|см)|\b[a-zа-я])\.$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence with one force."""

    start: int
    end: int
    text: str
    force: Force
    marked: bool = True
    """Its own words show the force; otherwise it took that of its neighbours."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reply, in lower case, with the forces of its pieces."""

    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]

    @property
    def is_question(self) -> bool:
        """Tell whether it ends with a question mark."""
        return self.text.rstrip("\"') ").endswith("?")


# Reading, grading and advice each split the same reply; phrases of a card come back in all its variants.
@lru_cache(maxsize=8000)
def sentences(lowered: str) -> tuple[Sentence, ...]:
    """Split a text that went through ``plain`` into sentences, and these into pieces with a force."""
    bounds, start = [], 0
    for cut in _SENTENCE.finditer(lowered):
        if "\n" not in cut.group() and _ABBREVIATION.search(lowered[start : cut.start()]):
            continue
        bounds.append((start, cut.start()))
        start = cut.end()
    bounds.append((start, len(lowered)))
    return tuple(_sentence(lowered, begin, end) for begin, end in bounds if lowered[begin:end].strip())


def _sentence(lowered: str, begin: int, end: int) -> Sentence:
    text = lowered[begin:end]
    spans, start = [], 0
    for cut in _PIECE.finditer(text):
        if text[start : cut.start()].strip():
            spans.append((start, cut.start()))
            start = cut.end()
    spans.append((start, len(text)))
    spans = [(left, right) for left, right in spans if text[left:right].strip()]
    own = [own_force(text[left:right]) for left, right in spans]
    settled = _subordinate(own, text, spans)
    marks = [force is not None for force in settled]
    forces = _settled(settled, text, spans)
    pieces = tuple(
        Piece(begin + left, begin + right, text[left:right], force, marked)
        for (left, right), force, marked in zip(spans, forces, marks, strict=True)
    )
    return Sentence(begin, end, text, pieces)


def _subordinate(own: list[Force | None], text: str, spans: list[tuple[int, int]]) -> list[Force | None]:
    """Clauses that only look like questions or orders: “I'll see which rule it is and tell you”."""
    result = list(own)
    for index, (left, right) in enumerate(spans):
        piece = text[left:right]
        if signs("courtesy").fullmatch(piece.strip(" .!")):
            result[index] = None
            if index and result[index - 1] is None and signs("please").search(piece):
                result[index - 1] = Force.REQUEST
        if signs("condition").search(piece.strip()) and Force.INTENT in own[index + 1 :]:
            result[index] = Force.REQUEST  # an offer: “if the owner confirms, we'll add it”
        headed = text[right : right + 1] == ":"  # “What happened: …” announces, it asks nothing
        if (index or headed) and result[index] is Force.ASK and "?" not in text:
            result[index] = None
        after_intent = bool(index) and (result[index - 1] is Force.INTENT or own[index - 1] is Force.INTENT)
        if after_intent and result[index] is Force.REQUEST and signs("carried_on").search(piece):
            result[index] = Force.INTENT
    return result


def _settled(own: list[Force | None], text: str, spans: list[tuple[int, int]]) -> list[Force]:
    """Give pieces without a sign of their own the force of their neighbours."""
    asked = text.rstrip("\"') ").endswith("?")
    if len(own) == 1 and own[0] is None:
        return [Force.ASK if asked or is_elliptic(text) else Force.NOTE]
    if asked and own[-1] is None and Force.NEGATED not in own:
        own[-1] = Force.ASK
    if all(force is None for force in own):
        return [Force.ASK if asked else Force.NOTE] * len(own)
    directed = [force in (Force.ASK, Force.REQUEST) for force in own]
    result: list[Force] = []
    for index, force in enumerate(own):
        if force is not None:
            result.append(force)
        elif (
            index
            and result[-1] in (Force.NEGATED, Force.INTENT)
            and not signs("turn").search(text[slice(*spans[index])])
        ) or any(directed[:index]):
            result.append(result[-1])
        elif any(directed[index:]) and not has_verb(text[spans[index][0] : spans[index][1]]):
            result.append(Force.REQUEST)
        else:
            result.append(Force.NOTE)
    return result
