"""Which steps, findings, causes and pitfalls a reply states."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from simulator.domain.reading import Act, ActKind, Match
from simulator.understanding.force import Force
from simulator.understanding.lexicon import enriched
from simulator.understanding.matching import fit, similarity
from simulator.understanding.sentence import Sentence
from simulator.understanding.targets import Group, Target
from simulator.understanding.words import plain, words_of

LEAST = {"step": 0.62, "finding": 0.62, "trigger": 0.66, "pitfall": 0.72, "cause": 0.62, "wrong-cause": 0.72}
"""What a sentence must score: harm and wrong causes need more than what speaks for the writer."""
REASKED = 0.72
_DENIES = re.compile(
    r"\b(?:not|no|never|nobody|nothing|cannot|without|rather than|instead of|neither|nor)\b|n't\b|\b(?:не|нет|ни|без|нельзя|никогда|никто|ничего|вместо|исключен\w*)\b"
)
MOST = 2


def reasked(text: str, parts: Iterable[Sentence], group: Group, asks: Iterable[Match]) -> list[Act]:
    """Return questions about what is known already, unless they ask for a fact at least as clearly."""
    found: list[Act] = []
    sure = list(asks)
    for part in parts:
        pieces = [piece for piece in part.pieces if piece.force in (Force.ASK, Force.REQUEST)]
        for piece in pieces:
            words = enriched(words_of(piece.text))
            fitted = fit(words, group, similarity(words, group))
            score = 0.5 * fitted.phrase + 0.5 * fitted.both
            best = float(score.max()) if len(score) else 0.0
            rival = max(
                (one.confidence for one in sure if one.start < piece.end and one.end > piece.start),
                default=0.0,
            )
            if best >= REASKED and best > rival:
                found.append(
                    Act(
                        kind=ActKind.REASK,
                        start=piece.start,
                        end=piece.end,
                        quote=text[piece.start : piece.end],
                        data={"known": group.targets[int(score.argmax())].id.removeprefix("known-")},
                    )
                )
    return found


def told(text: str, parts: Iterable[Sentence], group: Group, *, plainly: bool = False) -> tuple[Match, ...]:
    """Return the targets which sentences of the reply state, in order of appearance."""
    found: dict[str, Match] = {}
    if not group.targets:
        return ()
    for part in parts:
        if not plainly and all(piece.force is Force.NEGATED for piece in part.pieces):
            continue
        for start, end in _stretches(part, group):
            for target, score in _told_in(text[start:end], group):
                known = found.get(target)
                if known is None:
                    found[target] = Match(
                        target=target, confidence=score, start=start, end=end, quote=text[start:end]
                    )
    return tuple(found.values())


def _stretches(part: Sentence, group: Group) -> Iterator[tuple[int, int]]:
    """Yield the whole sentence and, for causes, its halves: a cause often stands beside a consequence."""
    yield part.start, part.end
    if group.targets[0].kind == "cause" and len(part.pieces) > 1:
        for first, second in pairwise(part.pieces):
            yield first.start, second.end
        for piece in part.pieces:
            yield piece.start, piece.end


def _told_in(stretch: str, group: Group) -> Iterator[tuple[str, float]]:
    lowered = plain(stretch)
    words = enriched(words_of(lowered))
    fitted = fit(words, group, similarity(words, group))
    score = 0.4 * fitted.phrase + 0.4 * fitted.both + 0.2 * fitted.core
    for number in np.argsort(-score)[:MOST]:
        target = group.targets[int(number)]
        if score[number] < _least(target) or score[number] < 0.85 * score.max():
            break
        if not _is_denied(lowered, target, int(fitted.row[int(number)]), group):
            yield target.id, round(float(min(score[number], 1.0)), 3)


def _least(target: Target) -> float:
    """Return what a sentence must score to count as this target."""
    return LEAST["wrong-cause" if target.id.startswith("W") else target.kind]


def _is_denied(stretch: str, target: Target, row: int, group: Group) -> bool:
    """Tell a sentence that denies what the phrasing nearest to it affirms: “I can't decide on losses”."""
    if target.kind not in ("pitfall", "cause", "trigger") or target.id.startswith("L"):
        return False
    phrase = plain(group.texts[row])
    return bool(_DENIES.search(stretch)) and not _DENIES.search(phrase)
