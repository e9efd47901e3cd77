"""How well a stretch of a reply fits each target of a group."""

from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from simulator.understanding.group import SHORTEST_TYPO, Array, Group
from simulator.understanding.lexicon import concepts, weights
from simulator.understanding.words import Word, is_russian

EXACT, SYNONYM, WIDER = 1.0, 0.8, 0.45
TYPO_RATIO, LONGEST_GAP = 80.0, 3
COMMON = 0.3
REMEMBERED = 4000


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
    alike: Array
    """Per phrase: F1 of phrase covered and text covered."""
    hits: Array
    """Weight of the target's words met by the text (how much evidence there is)."""


def similarity(words: tuple[Word, ...], group: Group, *, synonyms: bool = True, typos: bool = True) -> Array:
    """Return words × vocabulary likeness, 0–1."""
    met = concepts().of(words) if synonyms else [set() for _ in words]
    result = np.zeros((len(words), len(group.vocabulary)))
    for row, word in enumerate(words):
        key = (word.stem, frozenset(met[row]), synonyms, typos)
        known = group.memory.get(key)
        if known is None:
            if len(group.memory) >= REMEMBERED:
                group.memory.clear()
            known = group.memory[key] = _likeness(word.stem, met[row], group, typos=typos)
        result[row] = known
    return result


def _likeness(stem: str, met: set[str], group: Group, *, typos: bool) -> Array:
    """Compare one word with the vocabulary."""
    row = np.zeros(len(group.vocabulary))
    place = group.index.get(stem)
    if weights().get(stem, 1.0) >= COMMON:
        for name in met:
            wider = concepts().wider.get(name)
            if wider is not None:
                columns = group.columns.get(wider, [])
                row[columns] = np.maximum(row[columns], WIDER)
        for name in met:
            row[group.columns.get(name, [])] = SYNONYM
        if typos and place is None and len(stem) >= SHORTEST_TYPO:
            _add_typos(stem, group, row)
    if place is not None:
        row[place] = EXACT
    return row


def _add_typos(stem: str, group: Group, row: Array) -> None:
    columns, others = group.spelt[is_russian(stem)]
    for _, ratio, number in process.extract(
        stem, others, scorer=fuzz.ratio, processor=None, score_cutoff=TYPO_RATIO, limit=None
    ):
        if abs(len(others[number]) - len(stem)) <= LONGEST_GAP:
            row[columns[number]] = max(row[columns[number]], 0.9 * ratio / 100)


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
        return Fit(empty, empty, empty, empty, empty, empty)
    own = text_weights(words, group, likeness)
    best = likeness.max(axis=0)
    covered = group.phrase_words @ best / np.maximum(group.phrase_totals, 0.35)
    explained = _explained(own, likeness, group.phrase_has)
    both = 2 * covered * explained / np.maximum(covered + explained, 1e-9)
    target_hits = group.target_words @ best
    return Fit(
        phrase=_best(covered, group, count),
        both=_best(both, group, count),
        core=np.minimum(target_hits / np.maximum(group.typical, 1e-9), 1.0),
        told=_explained(own, likeness, group.target_has),
        alike=both,
        hits=target_hits,
    )


def nearest(fitted: Fit, group: Group, number: int) -> int:
    """Return the row of the phrase of target ``number`` which the text is most like (0 when it has none)."""
    first, after = group.bounds[number]
    return first + int(fitted.alike[first:after].argmax()) if first < after else 0


def _explained(own: Array, likeness: Array, has: Array) -> Array:
    """Share of the text's weight met by the words of each row; ``has`` is vocabulary × rows of 0 and 1."""
    met = np.zeros(has.shape[1])
    for weight, like in zip(own.tolist(), likeness, strict=True):
        columns = like.nonzero()[0]
        if weight > 0 and len(columns) == 1:
            met += weight * (like[columns[0]] * has[columns[0]])
        elif weight > 0 and len(columns):
            met += weight * (has[columns] * like[columns, None]).max(axis=0)
    return np.asarray(met / max(float(own.sum()), 0.5))


def _best(values: Array, group: Group, count: int) -> Array:
    result = np.zeros(count)
    np.maximum.at(result, group.phrase_target, values)
    return result
