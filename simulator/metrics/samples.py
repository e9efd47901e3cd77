"""Statistics of samples from their sums: intervals of means, correlation, the median of what is not over yet."""

import math
from collections.abc import Sequence

from simulator.domain.analytics import Sum

Z = 1.96
"""Normal quantile of 95 % intervals."""
ENOUGH = 10
"""Values from which an interval of a mean is given."""


def deviation(one: Sum) -> float | None:
    """Return the sample standard deviation (n − 1); None below two values."""
    if one.n < 2:
        return None
    return math.sqrt(max(0.0, (one.squares - one.total**2 / one.n) / (one.n - 1)))


def mean_interval(one: Sum) -> tuple[float, float] | None:
    """Return the 95 % interval of a mean by the normal approximation; None below ``ENOUGH`` values."""
    spread, mean = deviation(one), one.mean
    if one.n < ENOUGH or spread is None or mean is None:
        return None
    half = Z * spread / math.sqrt(one.n)
    return mean - half, mean + half


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's r; None below ``ENOUGH`` pairs or where one side does not vary."""
    if len(pairs) < ENOUGH:
        return None
    mean_x, mean_y = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    shared = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = math.sqrt(sum((x - mean_x) ** 2 for x, _y in pairs) * sum((y - mean_y) ** 2 for _x, y in pairs))
    return shared / spread if spread > 1e-12 else None


def median_reached(days: Sequence[int | None]) -> float | None:
    """Return the median day when some have not arrived yet (None): known as soon as half of all have.

    The Kaplan–Meier median without drop-outs: whoever has not arrived stands behind everybody who has.
    """
    known = sorted(day for day in days if day is not None)
    count = len(days)
    if not count or 2 * len(known) < count:
        return None
    if count % 2 or 2 * len(known) == count:
        return float(known[(count - 1) // 2])
    return (known[count // 2 - 1] + known[count // 2]) / 2
