"""Classical statistics of quiz items: how hard, how telling, how often shown, and what needs a look."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

MIN_FOR_DIFFICULTY = 10
MIN_FOR_DISCRIMINATION = 30
"""Fewer answers than these, and a figure says more about chance than about the item: it is not shown."""
TOO_EASY = 0.95
TOO_HARD = 0.30
WEAK = 0.10
OVEREXPOSED = 0.95
"""Share of attempts of its quiz; critical items, which are always drawn, are excepted by the caller."""


@dataclass(frozen=True)
class Sitting:
    """One attempt: what each item was worth in it, and how long each took where that is known."""

    person: str
    shares: Mapping[str, float]
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class ItemStatistics:
    """The figures of one item; None is too few answers to say."""

    item: str
    n: int
    """People who answered it; each counts once, with the first answer."""
    difficulty: float | None
    """Mean share that was right, 0 (nobody) to 1 (everybody): the p value of classical test theory."""
    discrimination: float | None
    """Item–rest correlation, −1 to 1."""
    exposure: float
    """Share of attempts that showed it."""
    seconds: float | None
    """Median time to answer, where known."""
    flags: tuple[str, ...]


def statistics(items: Sequence[str], sittings: Sequence[Sitting]) -> tuple[ItemStatistics, ...]:
    """Return the figures of each item of one quiz. Sittings: the oldest first."""
    first: dict[str, list[tuple[float, float | None, float | None]]] = defaultdict(list)
    shown: dict[str, int] = defaultdict(int)
    met: set[tuple[str, str]] = set()
    for sitting in sittings:
        total, count = math.fsum(sitting.shares.values()), len(sitting.shares)
        for item, worth in sitting.shares.items():
            shown[item] += 1
            if (sitting.person, item) in met:
                continue
            met.add((sitting.person, item))
            rest = (total - worth) / (count - 1) if count > 1 else None
            first[item].append((worth, rest, sitting.seconds.get(item)))
    return tuple(_of(item, first[item], shown[item] / len(sittings) if sittings else 0.0) for item in items)


def _of(
    item: str, answers: Sequence[tuple[float, float | None, float | None]], exposure: float
) -> ItemStatistics:
    n = len(answers)
    difficulty = (
        math.fsum(worth for worth, _rest, _seconds in answers) / n if n >= MIN_FOR_DIFFICULTY else None
    )
    pairs = [(worth, rest) for worth, rest, _seconds in answers if rest is not None]
    discrimination = item_rest(pairs) if len(pairs) >= MIN_FOR_DISCRIMINATION else None
    seconds = [one for _worth, _rest, one in answers if one is not None]
    return ItemStatistics(
        item=item, n=n, difficulty=_rounded(difficulty), discrimination=_rounded(discrimination),
        exposure=round(exposure, 4), seconds=median(seconds) if len(seconds) >= MIN_FOR_DIFFICULTY else None,
        flags=_flags(difficulty, discrimination, exposure if n >= MIN_FOR_DIFFICULTY else 0.0),
    )  # fmt: skip


def item_rest(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return the correlation of an item with the rest of its attempt; None where one of them never varies.

    The point-biserial correlation corrected for the item itself (Henrysson, 1963): Pearson's r between the item's
    share and the mean share of the *other* items of the same attempt; for shares of 0 and 1 alone it is the
    point-biserial. The mean, not the sum, because attempts draw different items.
    """
    n = len(pairs)
    if n < 2:
        return None
    own_mean = math.fsum(own for own, _rest in pairs) / n
    rest_mean = math.fsum(rest for _own, rest in pairs) / n
    own_spread = math.fsum((own - own_mean) ** 2 for own, _rest in pairs)
    rest_spread = math.fsum((rest - rest_mean) ** 2 for _own, rest in pairs)
    if own_spread <= 1e-12 or rest_spread <= 1e-12:
        return None
    shared = math.fsum((own - own_mean) * (rest - rest_mean) for own, rest in pairs)
    return max(-1.0, min(1.0, shared / math.sqrt(own_spread * rest_spread)))


def _flags(difficulty: float | None, discrimination: float | None, exposure: float) -> tuple[str, ...]:
    found = []
    if difficulty is not None and difficulty > TOO_EASY:
        found.append("too-easy")
    if difficulty is not None and difficulty < TOO_HARD:
        found.append("too-hard")
    if discrimination is not None and discrimination < 0:
        found.append("negative")
    elif discrimination is not None and discrimination < WEAK:
        found.append("weak")
    if exposure > OVEREXPOSED:
        found.append("overexposed")
    return tuple(found)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
