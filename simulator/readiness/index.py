"""The readiness index: ``R = 100 × Σ g·min(1, level/target) / Σ g``, its confidence, and the pace against the curve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from simulator.domain.career import Competency
from simulator.domain.onboarding import Programme
from simulator.readiness.levels import Standing


@dataclass(frozen=True)
class Readiness:
    """How far a person is."""

    index: float
    confidence: float
    expected: float
    """What the curve says for the day; for orientation only."""
    musts_met: int
    musts: int
    short: tuple[str, ...]
    """Must-competencies below their target."""

    @property
    def pace(self) -> float:
        """Ahead of the curve (positive) or behind it."""
        return self.index - self.expected


def readiness(
    competencies: Sequence[Competency], standings: Mapping[str, Standing], programme: Programme, day: float
) -> Readiness:
    """Return the readiness of a person on ``day`` of the programme."""
    weights = {one.id: programme.must_weight if one.must else programme.other_weight for one in competencies}
    whole = sum(weights.values())
    reached = sum(
        weights[one.id] * min(1.0, standings[one.id].level / one.target if one.target else 1.0)
        for one in competencies
    )
    sure = sum(weights[one.id] * standings[one.id].confidence for one in competencies)
    musts = [one for one in competencies if one.must]
    short = tuple(one.id for one in musts if standings[one.id].level < one.target)
    return Readiness(
        index=round(100 * reached / whole, 1),
        confidence=round(sure / whole, 3),
        expected=round(expected(programme, day), 1),
        musts_met=len(musts) - len(short),
        musts=len(musts),
        short=short,
    )


def expected(programme: Programme, day: float) -> float:
    """Return the curve's value on ``day``, straight between its points."""
    points = sorted(programme.curve)
    if day <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if day <= right:
            return low + (high - low) * (day - left) / (right - left)
    return points[-1][1]
