"""Bringing a model's levels onto people's: a shift while labels are few, a quantile map once they are many.

With fewer than 10 pairs the mean difference is moved by n/(n+10) of itself; from 30 pairs on, a level goes to the
people's level of the same quantile; in between the two are blended in proportion.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from simulator.calibration.agreement import Pair

FEW, MANY = 10, 30


def calibrated(level: float, pairs: Sequence[Pair]) -> float:
    """Return a model's ``level`` as people would have given it, from (person, model) ``pairs`` of its criterion."""
    n = len(pairs)
    if not n:
        return level
    shifted = _shifted(level, pairs)
    if n < FEW:
        return shifted
    mapped = _mapped(level, pairs)
    share = min(1.0, (n - FEW) / (MANY - FEW))
    return round(_bounded((1 - share) * shifted + share * mapped), 2)


def _shifted(level: float, pairs: Sequence[Pair]) -> float:
    n = len(pairs)
    difference = sum(person - model for person, model in pairs) / n
    return round(_bounded(level + difference * n / (n + FEW)), 2)


def _mapped(level: float, pairs: Sequence[Pair]) -> float:
    model = sorted(given for _person, given in pairs)
    people = sorted(person for person, _given in pairs)
    # The middle of the places a level holds among the model's: many levels are equal.
    place = (bisect_left(model, level) + bisect_right(model, level)) / 2
    position = min(max(place - 0.5, 0.0), len(people) - 1.0)
    low = int(position)
    high = min(low + 1, len(people) - 1)
    return people[low] + (people[high] - people[low]) * (position - low)


def _bounded(level: float) -> float:
    return min(4.0, max(0.0, level))
