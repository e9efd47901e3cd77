"""Statistics of agreement against independent implementations and published examples."""

import pytest
from hypothesis import given, strategies as st
from sklearn.metrics import cohen_kappa_score

from simulator.calibration.agreement import agreement, counts, icc, weighted_kappa
from simulator.domain.review import Automation

LEVELS = st.integers(0, 4)
PAIRS = st.lists(st.tuples(LEVELS, LEVELS), min_size=2, max_size=60)
RULE = Automation(kappa=0.6, pairs=5, random_share=0.1, unsure=0.5)

SHROUT_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
"""Table 2 of Shrout and Fleiss 1979: six targets, four judges; ICC(2,1) = .29."""


@given(PAIRS)
def test_kappa_equals_the_reference_on_whole_levels(pairs: list[tuple[int, int]]) -> None:
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    ours = weighted_kappa(pairs)
    if ours is None:
        assert len(set(a + b)) == 1
        return
    theirs = cohen_kappa_score(a, b, labels=[0, 1, 2, 3, 4], weights="quadratic")
    assert ours == pytest.approx(theirs, abs=1e-9)


@given(PAIRS)
def test_agreement_is_bounded_and_does_not_depend_on_order(pairs: list[tuple[int, int]]) -> None:
    found, turned = agreement(pairs), agreement([(b, a) for a, b in pairs])
    assert 0 <= found.exact <= found.adjacent <= 1
    assert found.bias == pytest.approx(-turned.bias)
    if found.kappa is not None:
        assert -1 - 1e-9 <= found.kappa <= 1 + 1e-9
        assert found.kappa == pytest.approx(turned.kappa)


def test_perfect_agreement_is_one_and_the_interval_holds_it() -> None:
    found = agreement([(float(n % 5), float(n % 5)) for n in range(20)])
    assert (found.kappa, found.low, found.high, found.exact) == (1.0, 1.0, 1.0, 1.0)


def test_the_same_pairs_give_the_same_interval_around_kappa() -> None:
    pairs = [(1.0, 2.0), (3.0, 3.0), (2.0, 2.0), (4.0, 3.0), (0.0, 1.0), (2.5, 2.0)]
    found = agreement(pairs)
    assert found == agreement(pairs)
    assert found.low is not None
    assert found.high is not None
    assert found.kappa is not None
    assert found.low <= found.kappa <= found.high


def test_nothing_to_compare_is_unknown_and_never_zero() -> None:
    assert agreement([]).kappa is None
    assert agreement([(3.0, 3.0), (3.0, 3.0)]).kappa is None


def test_icc_equals_the_published_example() -> None:
    assert icc(SHROUT_FLEISS) == pytest.approx(0.2897, abs=1e-3)
    assert icc([[1.0, 2.0]]) is None


def test_a_grader_counts_only_with_enough_agreement_on_enough_pairs() -> None:
    good = [(float(n % 5), float(n % 5)) for n in range(10)]
    assert counts(agreement(good), RULE)
    assert not counts(agreement(good[:4]), RULE)
    assert not counts(agreement([(a, 4 - b) for a, b in good]), RULE)
