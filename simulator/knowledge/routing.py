"""Where a text would be routed: the centroid of each answer in the space of weighted stems, the nearest one first.

Rocchio's classifier with tf-idf weights (Manning, Raghavan, Schütze, “Introduction to Information Retrieval”, ch. 14.2).
Its figures come from leaving each text out in turn, so they are those of texts it has not seen.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.knowledge.terms import terms_of

SHOWN = 2


@dataclass(frozen=True)
class Example:
    """A text whose answer is known."""

    id: str
    text: str
    answer: str


class Routing:
    """Knows examples of one language and one question (category, team)."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Weigh the words of every example."""
        self._examples = tuple(examples)
        words = [frozenset(terms_of(one.text)) for one in examples]
        spread = Counter(word for own in words for word in own)
        self._idf = {word: math.log(1 + len(words) / (1 + count)) for word, count in spread.items()}
        self._vectors = tuple(self._unit(own) for own in words)
        self._sums: dict[str, Counter[str]] = defaultdict(Counter)
        for one, vector in zip(self._examples, self._vectors, strict=True):
            self._sums[one.answer].update(vector)
        self._figures: tuple[int, int] | None = None

    def guess(self, text: str, without: str | None = None) -> tuple[str, ...]:
        """Return the likeliest answers for a text; ``without``: an example it must not have learnt from."""
        return self._nearest(frozenset(terms_of(text)), without)[:SHOWN]

    def figures(self) -> tuple[int, int]:
        """Return how many examples are routed rightly when each is left out, and how many there are."""
        if self._figures is None:
            right = sum(
                self._nearest(frozenset(vector), one.id)[0] == one.answer
                for one, vector in zip(self._examples, self._vectors, strict=True)
            )
            self._figures = right, len(self._examples)
        return self._figures

    def _nearest(self, words: frozenset[str], without: str | None) -> tuple[str, ...]:
        out = next(
            (
                (one.answer, vector)
                for one, vector in zip(self._examples, self._vectors, strict=True)
                if one.id == without
            ),
            None,
        )
        scored = []
        for answer, whole in self._sums.items():
            own = Counter(whole)
            if out is not None and out[0] == answer:
                own.subtract(out[1])
            norm = math.sqrt(sum(value * value for value in own.values()))
            shared = sum(own[word] * self._idf.get(word, 0.0) for word in words)
            scored.append((-(shared / norm) if norm > 1e-9 else 0.0, answer))
        return tuple(answer for _score, answer in sorted(scored))

    def _unit(self, words: frozenset[str]) -> dict[str, float]:
        norm = math.sqrt(sum(self._idf[word] ** 2 for word in words)) or 1.0
        return {word: self._idf[word] / norm for word in words}
