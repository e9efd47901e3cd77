"""Which steps, findings, causes and pitfalls a reply states."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from simulator.domain.reading import Match
from simulator.understanding.bearing import Bearing, bearings, is_refused
from simulator.understanding.force import has_verb
from simulator.understanding.group import Group, Target
from simulator.understanding.lexicon import enriched
from simulator.understanding.matching import fit, nearest, similarity
from simulator.understanding.sentence import Piece, Sentence
from simulator.understanding.words import Word, plain, words_of

LEAST = {"step": 0.56, "finding": 0.62, "trigger": 0.72, "pitfall": 0.74, "cause": 0.62, "wrong-cause": 0.8}
"""What a sentence must score: harm and wrong causes need more than what speaks for the writer."""
ELLIPTIC = 0.7
"""From here on a few words without a verb are taken as the step they name."""
MOST = 2
TRUE_CAUSE = "CAUSE"
_DENIES = re.compile(
    r"\b(?:not|no|never|nobody|nothing|cannot|without|rather than|instead of|neither|nor)\b|n't\b|\b(?:не|нет|ни|без|нельзя|никогда|никто|ничего|вместо|исключен\w*)\b"
)
_EXCLUDES = re.compile(
    r"\b(?:excluded?|excludes|ruled? out|rules out|eliminated|innocent|unrelated|dismissed|not the (?:cause|reason|culprit)|nothing to do with|hypothes[ei]s|(?:is|it's|was|are) not (?:the|your|a|in|on|about|because))\b|\bisn't (?:the|your|a|in|about)\b"
    r"|\b(?:исключ\w+|отпада\w+|ни при чем|не причин\w+|не из-за|не связан\w*|не виноват\w*|гипотез\w+|дело не|это не|не подтвердил\w*)\b"
)
_FENCE = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_O, _A, _T, _W, _N = Bearing.ORDER, Bearing.ASK, Bearing.TELL, Bearing.WILL, Bearing.NOT
ACCEPTS: dict[str, dict[Bearing, frozenset[Bearing]]] = {
    "step": {
        _O: frozenset({_O}), _A: frozenset({_A, _O}), _T: frozenset({_T, _W, _O}),
        _W: frozenset({_W, _T, _O}), _N: frozenset({_N}),
    },
    "ours": {
        _O: frozenset({_O, _W, _T}), _A: frozenset({_A, _O}), _T: frozenset({_T, _W, _O}),
        _W: frozenset({_W, _T, _O}), _N: frozenset({_N, _T}),
    },
    "harm": {
        _O: frozenset({_O, _W}), _A: frozenset({_A, _O}), _T: frozenset({_T, _W}),
        _W: frozenset({_W, _O}), _N: frozenset({_N}),
    },
    "said": {
        _O: frozenset({_O, _W, _T}), _A: frozenset({_A, _O}), _T: frozenset({_T, _W, _O}),
        _W: frozenset({_W, _T, _O}), _N: frozenset({_N, _T}),
    },
}  # fmt: skip
"""By kind: what a phrase does, and what a sentence must do to mean the same."""


@dataclass(frozen=True)
class Stretch:
    """A part of the reply that is compared, and what it does."""

    start: int
    end: int
    words: tuple[Word, ...]
    bearings: frozenset[Bearing]
    around: str
    """The whole sentence, where a denial may stand."""
    verbless: bool = False
    """Without a verb, as one writes in a hurry: “New VM from yesterday's backup”."""


def told(text: str, parts: Sequence[Sentence], group: Group, *, plainly: bool = False) -> tuple[Match, ...]:
    """Return the targets which sentences of the reply state, in order of appearance; ``plainly``: a bare noun will do."""
    found: dict[str, Match] = {}
    if not group.targets:
        return ()
    kind = group.targets[0].kind
    for stretches in _sentences(text, parts, parted=kind in ("cause", "step")):
        heard = [
            (target, score, one)
            for one in stretches
            if plainly or one.bearings
            for target, score in _told_in(one, group, plainly=plainly)
        ]
        right = max((score for target, score, _ in heard if target == TRUE_CAUSE), default=0.0)
        for target, score, one in heard:
            # Where a step was given most clearly counts; a cause is told where it is told first.
            known = found.get(target)
            clearer = known is not None and kind == "step" and score > known.confidence
            if (known is None or clearer) and not (target.startswith("W") and score < right):
                found[target] = Match(
                    target=target,
                    confidence=score,
                    start=one.start,
                    end=one.end,
                    quote=text[one.start : one.end],
                )
    if kind == "cause" and TRUE_CAUSE not in found:
        joined = _over_two(text, parts, group)
        if joined is not None:
            found[TRUE_CAUSE] = joined
    return tuple(found.values())


def _over_two(text: str, parts: Sequence[Sentence], group: Group) -> Match | None:
    """Return the true cause when two neighbouring sentences tell it together: what happened, and what it led to.

    Only the true cause is looked for this way: two sentences hold enough words to resemble a wrong one by chance.
    """
    best: Match | None = None
    for first, second in pairwise(parts):
        does = [bearings(part, fenced=False) - {Bearing.NOT, Bearing.ASK} for part in (first, second)]
        if not all(does):
            continue
        words = tuple(
            word
            for part in (first, second)
            for piece in part.pieces
            if not is_refused(piece)
            for word in words_of(piece.text)
        )
        stretch = Stretch(first.start, second.end, words, does[0] | does[1], f"{first.text} {second.text}")
        for target, score in _told_in(stretch, group, plainly=False):
            if target == TRUE_CAUSE and (best is None or score > best.confidence):
                best = Match(
                    target=target,
                    confidence=score,
                    start=stretch.start,
                    end=stretch.end,
                    quote=text[stretch.start : stretch.end],
                )
    return best


def _sentences(text: str, parts: Sequence[Sentence], *, parted: bool) -> Iterator[list[Stretch]]:
    """Yield what is compared of each sentence and of each block of code."""
    fences = [(found.start(), found.end()) for found in _FENCE.finditer(text)]
    for start, end in fences:
        inside = [part for part in parts if start <= part.start < end]
        if len(inside) > 1:
            words = tuple(word for part in inside for word in words_of(part.text))
            yield [Stretch(start, end, words, frozenset({Bearing.ORDER}), "")]
    for part in parts:
        fenced = any(start <= part.start < end for start, end in fences)
        if not part.text.strip("` "):
            continue
        does = bearings(part, fenced=fenced)
        yield list(_stretches(part, does, parted=parted))


def _stretches(part: Sentence, does: frozenset[Bearing], *, parted: bool) -> Iterator[Stretch]:
    """Yield the sentence without what it refuses, and its parts: a cause or a step often stands beside something else."""
    kept = [piece for piece in part.pieces if not is_refused(piece)]
    if len(kept) < len(part.pieces):
        refused = tuple(word for piece in part.pieces if is_refused(piece) for word in words_of(piece.text))
        yield Stretch(part.start, part.end, refused, frozenset({Bearing.NOT}), part.text)
    does -= {Bearing.NOT}
    words = tuple(word for piece in kept for word in words_of(piece.text))
    yield Stretch(part.start, part.end, words, does, part.text, _is_verbless(kept, part))
    if parted and len(kept) > 1:
        for first, second in pairwise(kept):
            both = (*words_of(first.text), *words_of(second.text))
            yield Stretch(first.start, second.end, both, does, part.text, _is_verbless((first, second), part))
        for piece in kept:
            own = words_of(piece.text)
            yield Stretch(piece.start, piece.end, own, does, part.text, _is_verbless((piece,), part))


def _is_verbless(pieces: Sequence[Piece], part: Sentence) -> bool:
    return not part.is_question and not any(has_verb(piece.text) for piece in pieces)


def _told_in(stretch: Stretch, group: Group, *, plainly: bool) -> Iterator[tuple[str, float]]:
    words = enriched(stretch.words)
    fitted = fit(words, group, similarity(words, group))
    score = 0.4 * fitted.phrase + 0.4 * fitted.both + 0.2 * fitted.core
    for number in np.argsort(-score)[:MOST]:
        target = group.targets[int(number)]
        if score[number] < _least(target) or score[number] < 0.85 * score.max():
            break
        row = nearest(fitted, group, int(number))
        said = stretch.bearings
        if stretch.verbless and target.kind == "step" and score[number] >= ELLIPTIC:
            said = said | {Bearing.ORDER}
        if not plainly and not _means_it(target, group.bearings[row], said):
            continue
        if not _is_denied(stretch, target, row, group):
            yield target.id, round(float(min(score[number], 1.0)), 3)


def _least(target: Target) -> float:
    """Return what a sentence must score to count as this target."""
    return LEAST["wrong-cause" if target.id.startswith("W") else target.kind]


def _means_it(target: Target, phrase: frozenset[Bearing], said: frozenset[Bearing]) -> bool:
    """Tell whether a sentence does what the phrase nearest to it does: gives an order, asks, states."""
    if target.kind in ("cause", "finding"):
        return bool(said - {Bearing.ASK, Bearing.NOT}) or bool(said & phrase)
    kind = "step" if target.kind == "step" else "harm"
    if target.kind == "step" and target.ours:
        kind = "ours"
    if target.id.startswith("L"):
        kind = "said"
    return any(ACCEPTS[kind][one] & said for one in phrase)


def _is_denied(stretch: Stretch, target: Target, row: int, group: Group) -> bool:
    """Tell a sentence that denies what the phrasing nearest to it affirms: “I can't decide on losses”."""
    if target.kind not in ("pitfall", "cause", "trigger") or target.id.startswith("L"):
        return False
    said = " ".join(word.text for word in stretch.words)
    phrase = plain(group.texts[row])
    if target.id.startswith("W") and _EXCLUDES.search(stretch.around) and not _EXCLUDES.search(phrase):
        return True
    return bool(_DENIES.search(said)) and not _DENIES.search(phrase)
