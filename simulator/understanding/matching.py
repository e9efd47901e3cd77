"""How well a stretch of a reply fits each target of a group."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from simulator.understanding.lexicon import concepts, weights
from simulator.understanding.targets import Array, Group
from simulator.understanding.words import Word, is_russian

EXACT, SYNONYM, WIDER = 1.0, 0.8, 0.45
SHORTEST_TYPO, TYPO_RATIO = 4, 80.0
COMMON = 0.3


@dataclass(frozen=True)
class Fit:
    """Features of one target for one stretch of text, 0–1 each."""

    phrase: Array
    """Best share of a phrase's weight that the text has."""
    both: Array
    """Best F1 of phrase covered and text covered."""
    core: Array
    """Share of the target's typical words that the text has."""
    told: Array
    """Share of the text's weight that the target's words explain."""
    row: npt.NDArray[np.int64]
    """Row of the nearest phrase."""
    hits: Array
    """Weight of the target's words met by the text (how much evidence there is)."""


def similarity(words: tuple[Word, ...], group: Group, *, synonyms: bool = True, typos: bool = True) -> Array:
    """Return words × vocabulary likeness, 0–1."""
    result = np.zeros((len(words), len(group.vocabulary)))
    met = concepts().of(words) if synonyms else [set() for _ in words]
    for row, word in enumerate(words):
        place = group.index.get(word.stem)
        common = weights().get(word.stem, 1.0) < COMMON
        if synonyms and met[row] and not common:
            wider = {concepts().wider[name] for name in met[row] if name in concepts().wider}
            for column, names in enumerate(group.groups):
                if names & met[row]:
                    result[row, column] = SYNONYM
                elif names & wider:
                    result[row, column] = WIDER
        if place is not None:
            result[row, place] = EXACT
        elif typos and len(word.stem) >= SHORTEST_TYPO and not common:
            _add_typos(word, group, result[row])
    return result


def _add_typos(word: Word, group: Group, row: Array) -> None:
    russian = is_russian(word.stem)
    for column, other in enumerate(group.vocabulary):
        if abs(len(other) - len(word.stem)) > 3 or len(other) < SHORTEST_TYPO or is_russian(other) != russian:
            continue
        ratio = fuzz.ratio(word.stem, other, score_cutoff=TYPO_RATIO)
        if ratio:
            row[column] = max(row[column], 0.9 * ratio / 100)


def text_weights(words: tuple[Word, ...], group: Group, likeness: Array) -> Array:
    """Return the weight of each word of the text: known words as in the card, new ones fully."""
    result = np.zeros(len(words))
    for row, word in enumerate(words):
        base = weights().get(word.stem, 1.0)
        place = group.index.get(word.stem)
        if place is not None:
            result[row] = group.weight[place]
        elif likeness.shape[1] and likeness[row].max() > 0:
            result[row] = base * group.weight[int(likeness[row].argmax())]
        else:
            result[row] = base * 0.8
    return result


def fit(words: tuple[Word, ...], group: Group, likeness: Array) -> Fit:
    """Compare a stretch of text with every target of ``group``."""
    count = len(group.targets)
    if not words or not count:
        empty = np.zeros(count)
        return Fit(empty, empty, empty, empty, empty.astype(np.int64), empty)
    own = text_weights(words, group, likeness)
    best = likeness.max(axis=0)
    totals = group.phrase_words.sum(axis=1)
    covered = group.phrase_words @ best / np.maximum(totals, 0.35)
    explained = _explained(own, likeness, group.phrase_words)
    both = 2 * covered * explained / np.maximum(covered + explained, 1e-9)
    typical = np.sort(group.target_words, axis=1)[:, ::-1][:, :6].sum(axis=1)
    target_hits = group.target_words @ best
    return Fit(
        phrase=_best(covered, group, count),
        both=_best(both, group, count),
        core=np.minimum(target_hits / np.maximum(typical, 1e-9), 1.0),
        told=_explained(own, likeness, group.target_words),
        row=_nearest(both, group, count),
        hits=target_hits,
    )


def _explained(own: Array, likeness: Array, rows: Array) -> Array:
    """Share of the text's weight met by the words of each row."""
    has = (rows > 0).astype(float)
    met = (
        np.einsum("t,tv,rv->rtv", own, likeness, has).max(axis=2)
        if likeness.size
        else np.zeros((len(rows), 1))
    )
    return np.asarray(met.sum(axis=1) / max(float(own.sum()), 0.5))


def _best(values: Array, group: Group, count: int) -> Array:
    result = np.zeros(count)
    np.maximum.at(result, group.phrase_target, values)
    return result


def _nearest(values: Array, group: Group, count: int) -> npt.NDArray[np.int64]:
    """Return for each target the row of its best phrase."""
    result = np.zeros(count, dtype=np.int64)
    for number in range(count):
        own = np.flatnonzero(group.phrase_target == number)
        if len(own):
            result[number] = own[values[own].argmax()]
    return result
