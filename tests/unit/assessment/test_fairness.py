"""Rates, ratios and their uncertainty, beside independent implementations; small groups stay hidden."""

import itertools
import math

import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats
from scipy.stats.contingency import relative_risk

from simulator.assessment.fairness import FOUR_FIFTHS, SMALLEST, Count, fisher, katz, report, wilson

TABLES = [
    (Count(8, 20), Count(15, 20)), (Count(1, 9), Count(11, 12)), (Count(3, 10), Count(30, 60)),
    (Count(0, 7), Count(5, 9)), (Count(7, 7), Count(5, 9)), (Count(0, 5), Count(0, 6)),
    (Count(5, 5), Count(6, 6)), (Count(40, 100), Count(55, 110)), (Count(2, 200), Count(9, 180)),
    (Count(10, 10), Count(0, 10)), (Count(6, 12), Count(6, 12)), (Count(99, 400), Count(151, 420)),
    (Count(3, 5), Count(4, 5)), (Count(17, 31), Count(22, 29)),
]  # fmt: skip
BOTH = [(one, other) for one, other in TABLES if one.selected and other.selected]
COUNTS = st.integers(1, 40).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("one", "other"), TABLES)
def test_fisher_agrees_with_an_independent_implementation(one: Count, other: Count) -> None:
    table = [[one.selected, one.of - one.selected], [other.selected, other.of - other.selected]]
    assert fisher(one, other) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("count", [count for pair in TABLES for count in pair])
def test_wilson_agrees_with_an_independent_implementation(count: Count) -> None:
    expected = stats.binomtest(count.selected, count.of).proportion_ci(0.95, method="wilson")
    assert wilson(count.selected, count.of) == pytest.approx((expected.low, expected.high), abs=1e-6)


@pytest.mark.parametrize(("one", "other"), [*BOTH, *((other, one) for one, other in BOTH)])
def test_katz_agrees_with_an_independent_implementation(one: Count, other: Count) -> None:
    risk = relative_risk(one.selected, one.of, other.selected, other.of)
    expected = risk.confidence_interval(0.95)
    assert katz(one, other) == pytest.approx((expected.low, expected.high), rel=1e-5)


def test_enough_cases_were_compared() -> None:
    assert len(TABLES) >= 12
    assert 2 * len(BOTH) >= 12


@given(COUNTS, COUNTS)
@settings(max_examples=60)
def test_fisher_is_a_probability_and_knows_no_order(one: Count, other: Count) -> None:
    assert 0 < fisher(one, other) <= 1
    assert fisher(one, other) == pytest.approx(fisher(other, one))


@given(COUNTS)
@settings(max_examples=60)
def test_an_interval_holds_its_rate_and_lies_between_nothing_and_all(count: Count) -> None:
    low, high = wilson(count.selected, count.of)
    assert 0 <= low <= count.selected / count.of + 1e-12
    assert count.selected / count.of - 1e-12 <= high <= 1


def test_of_nobody_nothing_is_known() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert katz(Count(0, 9), Count(3, 9)) is None


@given(st.dictionaries(st.sampled_from("abcdef"), COUNTS, max_size=6), st.integers(0, 9))
@settings(max_examples=80)
def test_small_groups_are_hidden_and_cannot_be_computed_from_the_rest(
    counts: dict[str, Count], unknown: int
) -> None:
    made = report(counts, unknown)
    shown = {one.group for one in made.groups}
    assert shown | set(made.hidden) == set(counts)
    assert not shown & set(made.hidden)
    assert all(counts[group].of >= SMALLEST for group in shown)
    # One hidden group alone is the total less what is shown.
    assert len(made.hidden) != 1 or not shown
    assert made.unknown == unknown


def test_the_next_smallest_group_is_hidden_beside_a_single_small_one() -> None:
    made = report({"a": Count(1, 3), "b": Count(4, 9), "c": Count(10, 30)})
    assert made.hidden == ("a", "b")
    assert [one.group for one in made.groups] == ["c"]


def test_two_small_groups_hide_each_other_and_no_third() -> None:
    made = report({"a": Count(1, 3), "b": Count(2, 4), "c": Count(10, 30), "d": Count(10, 20)})
    assert made.hidden == ("a", "b")
    assert [one.group for one in made.groups] == ["c", "d"]


def test_with_nobody_to_show_there_is_no_reference() -> None:
    made = report({"a": Count(1, 3), "b": Count(4, 4)}, unknown=6)
    assert (made.groups, made.reference, made.hidden, made.unknown) == ((), None, ("a", "b"), 6)


def test_the_highest_rate_is_the_reference_and_is_compared_with_nobody() -> None:
    made = report({"a": Count(8, 20), "b": Count(15, 20)})
    below, top = made.groups
    assert made.reference == "b"
    assert (top.ratio, top.ratio_interval, top.p, top.alarm, top.by_one) == (None, None, None, False, False)
    assert below.ratio == pytest.approx(8 / 15)
    assert below.alarm
    assert below.p == fisher(Count(8, 20), Count(15, 20))


@given(COUNTS, COUNTS)
@settings(max_examples=120)
def test_one_person_is_named_exactly_when_he_turns_the_alarm(one: Count, other: Count) -> None:
    made = report({"a": one, "b": other})
    rate = max((count.selected / count.of for count in (one, other)), default=0)
    for impact in made.groups:
        if impact.ratio is None:
            assert not impact.by_one
            continue
        n = impact.count.of
        alarms = {
            selected / n / rate < FOUR_FIFTHS
            for selected in range(impact.count.selected - 1, impact.count.selected + 2)
            if 0 <= selected <= n
        }
        assert impact.alarm == (impact.ratio < FOUR_FIFTHS)
        assert impact.by_one == (len(alarms) == 2)


def test_where_nobody_was_selected_there_is_no_ratio_and_no_alarm() -> None:
    made = report({"a": Count(0, 8), "b": Count(0, 12)})
    assert all(one.ratio is None and not one.alarm and not one.by_one for one in made.groups)


def test_the_order_of_groups_changes_nothing() -> None:
    counts = {"a": Count(5, 11), "b": Count(2, 4), "c": Count(9, 14), "d": Count(7, 9)}
    made = {report(dict(order), 2) for order in itertools.permutations(counts.items())}
    assert len(made) == 1
    assert all(math.isfinite(one.rate) for one in made.pop().groups)
