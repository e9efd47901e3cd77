"""Reads a reply: everything it does, with the words that show it."""

import re
from collections.abc import Iterable, Sequence

from simulator.domain.reading import Match, Reading
from simulator.domain.text import Language
from simulator.understanding.asking import Hit, hits
from simulator.understanding.gathering import gather
from simulator.understanding.force import Sentence, sentences
from simulator.understanding.targets import Group, Targets
from simulator.understanding.telling import told
from simulator.understanding.words import plain


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
    asks, requests = _asked(text, parts, targets)
    acts = gather(text, lowered, parts, targets.background if targets else None, tech, previous)
    reading = Reading(language=language_of(text, language), asks=asks, requests=requests, acts=acts)
    if targets is None:
        return reading
    return reading.model_copy(update={name: told(text, parts, group) for name, group in targets.told.items()})


def read_cause(text: str, targets: Targets) -> Reading:
    """Return which cause a text names: for the cause field of a resolution, where a bare noun phrase counts."""
    parts = sentences(plain(text))
    return Reading(
        language=language_of(text, None),
        causes=told(text, parts, targets.told["causes"], plainly=True),
    )


def language_of(text: str, fallback: Language | None) -> str:
    """Return ``en``, ``ru`` or ``mixed`` by the words of a text, commands and names left out."""
    russian = len(re.findall(r"[А-Яа-яЁё]{2,}", text))
    english = len(re.findall(r"(?<![\w./-])[A-Za-z][a-z']+(?![\w./-])", text))
    if not russian and not english:
        return fallback or "en"
    if not russian or not english:
        return "ru" if russian else "en"
    if russian >= 2 * english:
        return "ru"
    return "en" if english >= 4 * russian else "mixed"


def _asked(
    text: str, parts: Iterable[Sentence], targets: Targets | None
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    if targets is None:
        return (), ()
    asks: dict[str, Match] = {}
    requests: dict[str, Match] = {}
    for part in parts:
        for hit in hits(part, targets.asked):
            if hit.kind == "fact":
                _keep(asks, _match(text, hit))
                continue
            _keep(requests, _match(text, hit))
            for fact in targets.reveals.get(hit.target, ()):
                _keep(asks, _match(text, hit).model_copy(update={"target": fact}))
    return tuple(asks.values()), tuple(requests.values())


def _match(text: str, hit: Hit) -> Match:
    quote = text[hit.start : hit.end]
    return Match(target=hit.target, confidence=round(hit.confidence, 3), start=hit.start, end=hit.end, quote=quote)


def _keep(found: dict[str, Match], match: Match) -> None:
    known = found.get(match.target)
    if known is None or match.confidence > known.confidence:
        found[match.target] = match
