"""How alike two people's own words on one task are, the words of the task and of the trade aside.

A text becomes the set of its character sequences (shingles). A shingle weighs the more the fewer people use it
(inverse document frequency); one that stands in the task itself weighs nothing. Two texts are as alike as the share
of the smaller one's weight that they have in common (docs/decisions/0013-likeness.md).
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from simulator.domain.event import Escalated, Event, Noted, Resolved, Said

SIZE = 7
"""Characters of a shingle: longer than an ending, shorter than a phrase."""
SHORTEST = 200
"""Characters of own words below which nothing is said."""
THRESHOLD = 0.3
"""Likeness from which two texts are shown: at most one pair in a hundred of independent people reaches it
(docs/hiring-figures.md)."""
_VALUES = re.compile(r"\S*\d\S*|\S+@\S+")
_LETTERS = re.compile(r"[^a-zа-я]+")

Shingles = frozenset[str]


@dataclass(frozen=True)
class Trade:
    """How many texts of a pool hold each shingle: what everybody says in this work."""

    texts: int
    held: Mapping[str, int]

    @classmethod
    def of(cls, pool: Iterable[Shingles]) -> "Trade":
        """Count a pool of texts by different people."""
        held: Counter[str] = Counter()
        texts = 0
        for one in pool:
            held.update(one)
            texts += 1
        return cls(texts, held)

    def weight(self, shingle: str) -> float:
        """Return what a shingle weighs: nothing when half of the texts hold it, the most when at most two do."""
        return max(0.0, math.log((self.texts + 2) / (2 * max(2, self.held.get(shingle, 0)))))


def own_words(events: Iterable[Event]) -> str:
    """Return everything somebody wrote himself in a run: messages, notes, the pack, the cause."""
    parts: list[str] = []
    for event in events:
        if isinstance(event, Said | Noted):
            parts.append(event.text)
        elif isinstance(event, Escalated):
            parts += [event.request, *event.pack.values()]
        elif isinstance(event, Resolved):
            parts.append(event.cause)
    return "\n".join(parts)


def shingles(text: str) -> Shingles:
    """Return the shingles of a text. Values (ids, times, addresses) are left out: they come from the variant."""
    plain = _LETTERS.sub(" ", _VALUES.sub(" ", text.casefold().replace("ё", "е"))).strip()
    return frozenset(plain[at : at + SIZE] for at in range(len(plain) - SIZE + 1))


def likeness(one: Shingles, other: Shingles, task: Collection[str], trade: Trade) -> float:
    """Return how alike two texts are, 0–1. The order does not matter; a copy of a part counts as that part."""
    mine, theirs = (_weighed(text, task, trade) for text in (one, other))
    smaller = min(sum(mine.values()), sum(theirs.values()))
    if smaller <= 0:
        return 0.0
    return round(sum(weight for shingle, weight in mine.items() if shingle in theirs) / smaller, 4)


def is_long_enough(text: str) -> bool:
    """Tell whether a text holds enough own words for a comparison."""
    return len(text.strip()) >= SHORTEST


def _weighed(text: Shingles, task: Collection[str], trade: Trade) -> dict[str, float]:
    return {
        shingle: weight for shingle in text if shingle not in task and (weight := trade.weight(shingle)) > 0
    }
