"""Does a procedure select people of some groups less often? Rates, ratios and how sure one can be of them.

Groups are declared voluntarily and stored apart. The report warns; it says nothing about a single person.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST = 5
"""People in a cell below which nothing is shown of it."""
FOUR_FIFTHS = 0.8
"""Ratio of selection rates below which an alarm is raised (the four-fifths rule of the US Uniform Guidelines, 1978)."""
Z = 1.959964
"""Normal quantile of 95 % intervals."""


@dataclass(frozen=True)
class Count:
    """People of one group, and how many of them were selected."""

    selected: int
    of: int


@dataclass(frozen=True)
class Impact:
    """One group beside the one with the highest rate."""

    group: str
    count: Count
    rate: float
    interval: tuple[float, float]
    """Wilson score interval of the rate."""
    ratio: float | None
    """Rate divided by the highest group's; None for that group itself and where its rate is 0."""
    ratio_interval: tuple[float, float] | None
    """Katz log interval of the ratio; None with a zero cell."""
    p: float | None
    """Fisher's exact test, two-sided, against the highest group."""
    alarm: bool
    by_one: bool
    """Whether one person more or less selected would change the alarm: then it says little."""


@dataclass(frozen=True)
class Report:
    """The impact of one procedure on the groups of one question."""

    groups: tuple[Impact, ...]
    reference: str | None
    hidden: tuple[str, ...]
    """Groups too small to be shown, and one more where it could be computed from the rest."""
    unknown: int
    """People who did not say."""


def report(counts: Mapping[str, Count], unknown: int = 0) -> Report:
    """Return the report. Cells below ``SMALLEST`` are hidden, with the next smallest if only one would be."""
    small = sorted(
        (name for name, count in counts.items() if count.of < SMALLEST), key=lambda name: counts[name].of
    )
    rest = sorted((name for name in counts if name not in small), key=lambda name: (counts[name].of, name))
    if len(small) == 1 and rest and counts[small[0]].of:
        small.append(rest.pop(0))
    shown = {name: counts[name] for name in counts if name in rest}
    if not shown:
        return Report((), None, tuple(sorted(small)), unknown)
    top = max(shown, key=lambda name: (_rate(shown[name]), shown[name].of))
    groups = tuple(
        _impact(name, count, shown[top], is_top=name == top) for name, count in sorted(shown.items())
    )
    return Report(groups, top, tuple(sorted(small)), unknown)


def _impact(name: str, count: Count, top: Count, *, is_top: bool) -> Impact:
    rate, best = _rate(count), _rate(top)
    ratio = None if is_top or best == 0 else rate / best
    alarm = ratio is not None and ratio < FOUR_FIFTHS
    return Impact(
        group=name, count=count, rate=rate, interval=wilson(count.selected, count.of), ratio=ratio,
        ratio_interval=None if is_top else katz(count, top), p=None if is_top else fisher(count, top), alarm=alarm,
        by_one=not is_top and best > 0 and _changes(count, top, alarm=alarm),
    )  # fmt: skip


def _changes(count: Count, top: Count, *, alarm: bool) -> bool:
    """Tell whether one person more or less selected in the group turns the alarm."""
    for selected in (count.selected - 1, count.selected + 1):
        if 0 <= selected <= count.of and (selected / count.of / _rate(top) < FOUR_FIFTHS) != alarm:
            return True
    return False


def _rate(count: Count) -> float:
    return count.selected / count.of if count.of else 0.0


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927), 95 %."""
    if n == 0:
        return 0.0, 1.0
    share, square = hits / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def katz(one: Count, other: Count) -> tuple[float, float] | None:
    """Return the log interval of the ratio of two rates (Katz et al. 1978), 95 %; None with a zero cell."""
    if not one.selected or not other.selected:
        return None
    ratio = _rate(one) / _rate(other)
    spread = math.sqrt(1 / one.selected - 1 / one.of + 1 / other.selected - 1 / other.of)
    return ratio * math.exp(-Z * spread), ratio * math.exp(Z * spread)


def fisher(one: Count, other: Count) -> float:
    """Return the two-sided p of Fisher's exact test: all tables at most as likely as the one that was seen."""
    selected, n = one.selected + other.selected, one.of + other.of
    low, high = max(0, selected - other.of), min(selected, one.of)
    logs = {
        k: _log_choose(one.of, k) + _log_choose(other.of, selected - k) - _log_choose(n, selected)
        for k in range(low, high + 1)
    }
    seen = logs[one.selected] + 1e-7
    return min(1.0, math.fsum(math.exp(value) for value in logs.values() if value <= seen))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
