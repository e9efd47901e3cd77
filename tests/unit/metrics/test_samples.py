"""Statistics from sums against a library that reads the values themselves."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from simulator.domain.analytics import Sum
from simulator.metrics.samples import correlation, deviation, mean_interval, median_reached

values = st.lists(st.floats(0, 100, allow_subnormal=False), min_size=2, max_size=60)


def summed(found):
    return Sum(len(found), sum(found), sum(one * one for one in found))


@settings(deadline=None, max_examples=60)
@given(values)
def test_deviation_and_interval_are_those_of_the_values(found):
    one = summed(found)
    assert deviation(one) == pytest.approx(np.std(found, ddof=1), abs=1e-4)
    interval = mean_interval(one)
    if len(found) < 10:
        assert interval is None
    else:
        error = np.std(found, ddof=1) / np.sqrt(len(found))
        low, high = (
            stats.norm.interval(0.95, loc=np.mean(found), scale=error)
            if error > 1e-6
            else (np.mean(found),) * 2
        )
        assert interval == pytest.approx((low, high), abs=1e-3)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=10, max_size=50))
def test_correlation_is_pearsons(pairs):
    xs, ys = zip(*pairs, strict=True)
    found = correlation(pairs)
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(stats.pearsonr(xs, ys).statistic, abs=1e-9)


def test_few_values_give_no_correlation_and_no_spread():
    assert correlation([(1.0, 2.0)] * 9) is None
    assert deviation(Sum(1, 5, 25)) is None
    assert Sum(0, 0, 0).mean is None


@settings(deadline=None, max_examples=100)
@given(st.lists(st.none() | st.integers(1, 90), max_size=20))
def test_the_median_of_days_is_known_once_half_have_arrived(days):
    found = median_reached(days)
    late = [day if day is not None else 10_000 for day in days]
    if not days or (np.median(late) >= 5_000 and sum(day is not None for day in days) * 2 < len(days)):
        assert found is None
    elif sum(day is not None for day in days) * 2 > len(days):
        middle = sorted(late)[(len(late) - 1) // 2 : len(late) // 2 + 1]
        assert found == (np.median(late) if max(middle) < 10_000 else min(middle))
