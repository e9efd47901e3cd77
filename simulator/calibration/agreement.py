"""How well two raters agree: weighted kappa with an interval, exact and adjacent agreement, bias; ICC for many raters.

Levels are 0–4 and may be halves; weights are quadratic. Sources: Cohen 1968 (weighted kappa); Shrout and Fleiss 1979
(ICC(2,1), two-way random effects, absolute agreement, single rater).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.domain.review import Automation

Pair = tuple[float, float]
"""(person's level, other's level)."""
RESAMPLES = 1_000
LEAST = 3
"""Pairs below which no interval is given."""
ADJACENT = 1.0


@dataclass(frozen=True)
class Agreement:
    """What n pairs of levels say."""

    n: int
    kappa: float | None
    """Quadratic weighted kappa; None without pairs or without any difference to explain."""
    low: float | None
    high: float | None
    """95 % interval, by resampling pairs."""
    exact: float
    """Share of pairs that are equal."""
    adjacent: float
    """Share of pairs that differ by one level at most."""
    bias: float
    """Mean of the other's level minus the person's."""


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Return how well ``pairs`` agree. The same pairs give the same interval."""
    n = len(pairs)
    if not n:
        return Agreement(0, None, None, None, 0.0, 0.0, 0.0)
    differences = [other - person for person, other in pairs]
    low, high = _interval(pairs)
    return Agreement(
        n=n,
        kappa=weighted_kappa(pairs),
        low=low,
        high=high,
        exact=sum(abs(d) < 1e-9 for d in differences) / n,
        adjacent=sum(abs(d) <= ADJACENT for d in differences) / n,
        bias=sum(differences) / n,
    )


def weighted_kappa(pairs: Sequence[Pair]) -> float | None:
    """Return 1 − Σ(a−b)²/n ÷ ΣΣ(aᵢ−bⱼ)²/n²: quadratic weights need no categories."""
    a = np.array([person for person, _ in pairs], dtype=float)
    b = np.array([other for _, other in pairs], dtype=float)
    # ΣΣ(aᵢ−bⱼ)²/n² = var(a) + var(b) + (mean a − mean b)²
    expected = a.var() + b.var() + (a.mean() - b.mean()) ** 2
    if expected < 1e-12:
        return None
    return float(1 - ((a - b) ** 2).mean() / expected)


def _interval(pairs: Sequence[Pair]) -> tuple[float | None, float | None]:
    if len(pairs) < LEAST:
        return None, None
    rng = random.Random(7)  # noqa: S311 — the same figures each time, no secret
    found = sorted(
        kappa
        for _ in range(RESAMPLES)
        if (kappa := weighted_kappa(rng.choices(pairs, k=len(pairs)))) is not None
    )
    if not found:
        return None, None
    return found[int(0.025 * (len(found) - 1))], found[int(0.975 * (len(found) - 1))]


def icc(ratings: Sequence[Sequence[float]]) -> float | None:
    """Return ICC(2,1) of a table: a row a thing that was rated, a column a rater; None when it is too small."""
    table = np.array(ratings, dtype=float)
    if table.ndim != 2 or table.shape[0] < 2 or table.shape[1] < 2:
        return None
    n, k = table.shape
    mean = table.mean()
    rows = k * ((table.mean(axis=1) - mean) ** 2).sum() / (n - 1)
    columns = n * ((table.mean(axis=0) - mean) ** 2).sum() / (k - 1)
    rest = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0, keepdims=True) + mean
    error = (rest**2).sum() / ((n - 1) * (k - 1))
    whole = rows + (k - 1) * error + k * (columns - error) / n
    return float((rows - error) / whole) if abs(whole) > 1e-12 else None


def counts(found: Agreement, rule: Automation) -> bool:
    """Tell whether a grader has shown enough agreement for its levels to count rather than advise."""
    return found.kappa is not None and found.n >= rule.pairs and found.kappa >= rule.kappa
