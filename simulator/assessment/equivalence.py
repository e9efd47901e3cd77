"""Whether a twin is as hard as its parent: by its level from the start, by what came out once enough people had both."""

from dataclasses import dataclass
from math import sqrt

LEVEL = 10.0
"""Points of a total that one level of difficulty is taken for. A convention: cards are levelled by hand."""
TOLERANCE = 0.3
"""Levels by which two tasks may differ that stand for each other."""
ENOUGH = 20
"""Graded runs of each without which nothing is said."""
SURE = 1.96
"""Standard errors beyond which a difference is no accident."""


@dataclass(frozen=True)
class Totals:
    """Totals of a task: how many, their sum and the sum of their squares."""

    n: int
    sum: float
    squares: float

    @property
    def mean(self) -> float:
        """Points on average."""
        return self.sum / self.n

    @property
    def error(self) -> float:
        """Squared standard error of the mean."""
        return max(0.0, self.squares - self.sum**2 / self.n) / (self.n - 1) / self.n


def equivalent(one: Totals, other: Totals) -> bool:
    """Tell whether nothing speaks against two tasks being alike within the tolerance."""
    if min(one.n, other.n) < ENOUGH:
        return True
    apart = abs(one.mean - other.mean) - SURE * sqrt(one.error + other.error)
    return apart / LEVEL <= TOLERANCE
