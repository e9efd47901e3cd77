"""Things a reply may hit that compete with each other, as arrays of their words."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from simulator.understanding.bearing import Bearing, bearings
from simulator.understanding.manner import manners
from simulator.understanding.sentence import sentences
from simulator.understanding.words import is_russian, plain

Kind = Literal["fact", "command", "step", "finding", "cause", "pitfall", "trigger", "known"]
Array = npt.NDArray[np.float64]
SHORTEST_TYPO = 4


@dataclass(frozen=True)
class Target:
    """One thing a reply may hit, with all its phrasings in both languages."""

    id: str
    kind: Kind
    phrases: tuple[str, ...]
    stated: bool
    """Its phrasings are statements or offers: a reply need not ask to hit it."""
    ours: bool = False
    """A step of the first line or of a team: told rather than ordered."""


@dataclass(frozen=True)
class Group:
    """Targets that compete with each other, with their vocabulary as arrays."""

    targets: tuple[Target, ...]
    vocabulary: tuple[str, ...]
    groups: tuple[frozenset[str], ...]
    """Per vocabulary word: the synonym groups it was seen in."""
    weight: Array
    """Per vocabulary word: how much it tells the targets apart."""
    phrase_words: Array
    """Phrases × vocabulary: weight where the phrase has the word."""
    phrase_target: npt.NDArray[np.int64]
    target_words: Array
    """Targets × vocabulary: share of the target's phrases with the word, times its weight."""
    index: dict[str, int]
    texts: tuple[str, ...]
    """The phrase of each row."""
    memory: dict[object, Array] = field(default_factory=dict, compare=False, repr=False)
    """Likeness of words met before to the vocabulary."""

    @cached_property
    def bearings(self) -> tuple[frozenset[Bearing], ...]:
        """What each phrase does: whether it orders, asks or states."""
        return tuple(
            frozenset(one for part in sentences(_ended(plain(text))) for one in bearings(part))
            or frozenset({Bearing.TELL})
            for text in self.texts
        )

    @cached_property
    def phrase_has(self) -> Array:
        """Vocabulary × phrases: 1 where the phrase has the word."""
        return np.ascontiguousarray((self.phrase_words > 0).T, dtype=np.float64)

    @cached_property
    def target_has(self) -> Array:
        """Vocabulary × targets: 1 where a phrase of the target has the word."""
        return np.ascontiguousarray((self.target_words > 0).T, dtype=np.float64)

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """Per target: its first row among the phrases, and the one after its last."""
        numbers = np.arange(len(self.targets))
        first = np.searchsorted(self.phrase_target, numbers, side="left")
        after = np.searchsorted(self.phrase_target, numbers, side="right")
        return tuple(zip(first.tolist(), after.tolist(), strict=True))

    @cached_property
    def phrase_totals(self) -> Array:
        """Weight of each phrase."""
        return np.asarray(self.phrase_words.sum(axis=1))

    @cached_property
    def typical(self) -> Array:
        """Weight of the six most typical words of each target."""
        return np.asarray(np.sort(self.target_words, axis=1)[:, ::-1][:, :6].sum(axis=1))

    @cached_property
    def share(self) -> Array:
        """Targets × vocabulary: how much a word speaks for each target, the most for one being 1."""
        return np.asarray(self.target_words / np.maximum(self.target_words.max(axis=0), 1e-9))

    @cached_property
    def columns(self) -> dict[str, list[int]]:
        """Synonym group to the words of the vocabulary in it."""
        found: dict[str, list[int]] = {}
        for column, names in enumerate(self.groups):
            for name in names:
                found.setdefault(name, []).append(column)
        return found

    @cached_property
    def spelt(self) -> dict[bool, tuple[list[int], list[str]]]:
        """By alphabet (True: Cyrillic): the words that are long enough to be told from a typo."""
        found: dict[bool, tuple[list[int], list[str]]] = {True: ([], []), False: ([], [])}
        for column, word in enumerate(self.vocabulary):
            if len(word) >= SHORTEST_TYPO:
                places, words = found[is_russian(word)]
                places.append(column)
                words.append(word)
        return found

    @cached_property
    def manner(self) -> tuple[frozenset[str], ...]:
        """Per target: what its questions ask after (a time, a person, a count …)."""
        return tuple(
            frozenset(name for phrase in target.phrases for name in manners(plain(phrase)))
            for target in self.targets
        )


def _ended(phrase: str) -> str:
    """Return a phrase of a card with its full stop: without one a short statement looks like a question cut short."""
    return phrase if phrase.rstrip().endswith((".", "?", "!", "…")) else phrase + "."
