"""Which steps, findings, causes and pitfalls a reply states."""

from collections.abc import Iterable

import numpy as np

from simulator.domain.reading import Match
from simulator.understanding.force import Force, Sentence
from simulator.understanding.matching import fit, similarity
from simulator.understanding.targets import Group
from simulator.understanding.words import words_of

THRESHOLD = 0.62
MOST = 2


def told(text: str, parts: Iterable[Sentence], group: Group, *, plainly: bool = False) -> tuple[Match, ...]:
    """Return the targets which sentences of the reply state, in order of appearance."""
    found: dict[str, Match] = {}
    if not group.targets:
        return ()
    for part in parts:
        if not plainly and all(piece.force is Force.NEGATED for piece in part.pieces):
            continue
        words = words_of(part.text)
        fitted = fit(words, group, similarity(words, group))
        score = 0.4 * fitted.phrase + 0.4 * fitted.both + 0.2 * fitted.core
        for number in np.argsort(-score)[:MOST]:
            if score[number] < THRESHOLD or score[number] < 0.85 * score.max():
                break
            target = group.targets[int(number)].id
            if target not in found:
                found[target] = Match(
                    target=target,
                    confidence=round(float(min(score[number], 1.0)), 3),
                    start=part.start,
                    end=part.end,
                    quote=text[part.start : part.end],
                )
    return tuple(found.values())
