"""Reads a reply: everything it does, with the words that show it."""

from collections.abc import Iterable, Sequence
from typing import Literal

from simulator.domain.reading import ActKind, Match, Reading
from simulator.domain.text import Language
from simulator.understanding.acts import rules
from simulator.understanding.asking import Hit, hits
from simulator.understanding.force import Force
from simulator.understanding.gathering import gather
from simulator.understanding.lexicon import weights
from simulator.understanding.reasking import reasked
from simulator.understanding.sentence import Sentence, sentences
from simulator.understanding.targets import Targets
from simulator.understanding.telling import told
from simulator.understanding.words import is_russian, plain, words_of


def read(
    text: str,
    targets: Targets | None,
    *,
    tech: int = 1,
    language: Language | None = None,
    previous: Sequence[str] = (),
) -> Reading:
    """Return what ``text`` does; ``targets`` None reads only what does not depend on a scenario."""
    lowered = plain(text)
    parts = sentences(lowered)
    asks, requests = asked(text, parts, targets)
    acts = gather(text, lowered, parts, targets.background if targets else None, tech, previous)
    reading = Reading(language=language_of(text, language), asks=asks, requests=requests, acts=acts)
    if targets is None:
        return reading
    again = reasked(text, parts, targets.known, targets.scenario.known_ids, asks)
    reading = reading.model_copy(
        update={"acts": tuple(sorted((*acts, *again), key=lambda act: (act.start, act.end)))}
    )
    return reading.model_copy(update={name: told(text, parts, group) for name, group in targets.told.items()})


def read_cause(text: str, targets: Targets) -> Reading:
    """Return which cause a text names: for the cause field of a resolution, where a bare noun phrase counts."""
    parts = sentences(plain(text))
    return Reading(
        language=language_of(text, None),
        causes=told(text, parts, targets.told["causes"], plainly=True),
    )


def refused(text: str, start: int, end: int) -> bool:
    """Tell whether the words from ``start`` to ``end`` stand where the reply declines, or says what it will do itself."""
    return any(
        piece.force in (Force.NEGATED, Force.INTENT) and piece.start < end and start < piece.end
        for part in sentences(plain(text))
        for piece in part.pieces
    )


def language_of(text: str, fallback: Language | None) -> Literal["en", "ru", "mixed"]:
    """Return ``en``, ``ru`` or ``mixed``; names of programs and products say nothing, everyday words do."""
    words = words_of(plain(text))
    russian = sum(is_russian(word.text) for word in words)
    english = sum(word.text.isalpha() and not is_russian(word.text) for word in words)
    everyday = sum(word.text.isascii() and weights().get(word.stem, 1.0) < 1.0 for word in words)
    if not russian:
        return "en" if english or fallback is None else fallback
    if everyday < 2 or russian >= 5 * everyday:
        return "ru" if english <= 4 * russian else "en"
    return "en" if everyday >= 5 * russian else "mixed"


def asked(
    text: str, parts: Iterable[Sentence], targets: Targets | None
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """Return the facts a text asks for and the commands it requests; ``parts`` are its sentences."""
    if targets is None:
        return (), ()
    asks: dict[str, Match] = {}
    requests: dict[str, Match] = {}
    before: Sentence | None = None
    for part in parts:
        fishing = _is_fishing(part)
        for hit in () if fishing else hits(part, targets.asked, before=before):
            if hit.kind == "fact":
                _keep(asks, _match(text, hit))
                continue
            _keep(requests, _match(text, hit))
            for fact in targets.reveals.get(hit.target, ()):
                _keep(asks, _match(text, hit).model_copy(update={"target": fact}))
        before = part
    return tuple(asks.values()), tuple(requests.values())


def _is_fishing(part: Sentence) -> bool:
    """“Any more details?”: a net without a question unlocks nothing."""
    (rule,) = (one for one in rules("acts.toml") if one.kind is ActKind.FISHING)
    return any(
        found.end() - found.start() > 0.6 * len(part.text.strip())
        for sign in rule.signs
        for found in sign.finditer(part.text)
    )


def _match(text: str, hit: Hit) -> Match:
    quote = text[hit.start : hit.end]
    return Match(
        target=hit.target, confidence=round(hit.confidence, 3), start=hit.start, end=hit.end, quote=quote
    )


def _keep(found: dict[str, Match], match: Match) -> None:
    known = found.get(match.target)
    if known is None or match.confidence > known.confidence:
        found[match.target] = match
