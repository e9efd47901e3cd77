"""Statistics of items against computations made another way."""

import math
import random
from statistics import mean, pstdev

import pytest
from hypothesis import given, settings, strategies as st

from simulator.exercises.itemstatistics import (
    MIN_FOR_DIFFICULTY,
    MIN_FOR_DISCRIMINATION,
    Sitting,
    item_rest,
    statistics,
)


def sat(shares: dict[str, float], person: str, **seconds: float) -> Sitting:
    return Sitting(person, shares, seconds)


def many(n: int, seed: int = 1) -> list[Sitting]:
    """Return attempts of people whose ability decides: a, b, c tell it, d is against it, e is a gift."""
    rng = random.Random(seed)
    found = []
    for person in range(n):
        able = rng.random()
        shares = {item: float(able > bar) for item, bar in (("a", 0.3), ("b", 0.5), ("c", 0.7))}
        found.append(sat(shares | {"d": float(able < 0.5), "e": 1.0}, str(person)))
    return found


def point_biserial(own: list[float], rest: list[float]) -> float:
    """The textbook form: (M1 − M0) / s · √(p·q)."""
    right = [r for o, r in zip(own, rest, strict=True) if o == 1]
    wrong = [r for o, r in zip(own, rest, strict=True) if o == 0]
    p = len(right) / len(own)
    return (mean(right) - mean(wrong)) / pstdev(rest) * math.sqrt(p * (1 - p))


def test_the_correlation_is_the_textbooks_point_biserial_with_the_rest() -> None:
    sittings = many(80)
    figures = {one.item: one for one in statistics(["a", "b", "c", "d", "e"], sittings)}
    for item in "abcd":
        own = [one.shares[item] for one in sittings]
        rest = [mean(worth for name, worth in one.shares.items() if name != item) for one in sittings]
        assert figures[item].discrimination == pytest.approx(point_biserial(own, rest), abs=1e-4)
        assert figures[item].difficulty == pytest.approx(mean(own), abs=1e-4)
    assert figures["e"].discrimination is None
    assert figures["e"].flags == ("too-easy", "overexposed")
    assert "negative" in figures["d"].flags
    assert "negative" not in figures["b"].flags


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=40))
def test_a_correlation_is_bounded_and_does_not_depend_on_the_order(pairs: list[tuple[float, float]]) -> None:
    found = item_rest(pairs)
    assert found is None or -1.0 <= found <= 1.0
    again = item_rest(list(reversed(pairs)))
    assert (found is None) == (again is None)
    if found is not None:
        assert found == pytest.approx(again, abs=1e-6)


def test_small_numbers_are_not_shown() -> None:
    for n, shows_difficulty, shows_discrimination in (
        (MIN_FOR_DIFFICULTY - 1, False, False), (MIN_FOR_DIFFICULTY, True, False),
        (MIN_FOR_DISCRIMINATION - 1, True, False), (MIN_FOR_DISCRIMINATION, True, True),
    ):  # fmt: skip
        one = statistics(["a"], many(n))[0]
        assert one.n == n
        assert (one.difficulty is not None, one.discrimination is not None) == (
            shows_difficulty,
            shows_discrimination,
        )
        assert not one.flags or shows_difficulty


def test_a_person_counts_once_with_the_first_answer() -> None:
    first = [sat({"a": 0.0, "b": 1.0}, str(n)) for n in range(12)]
    later = [sat({"a": 1.0, "b": 1.0}, str(n)) for n in range(12)]
    one = statistics(["a"], first + later)[0]
    assert (one.n, one.difficulty) == (12, 0.0)
    assert one.exposure == 1.0


def test_exposure_is_the_share_of_attempts_and_time_a_median_where_known() -> None:
    sittings = [sat({"a": 1.0, "b": 0.0}, str(n), a=10.0 + n) for n in range(11)]
    sittings += [sat({"b": 1.0, "c": 0.0}, f"x{n}") for n in range(11)]
    figures = {one.item: one for one in statistics(["a", "b", "c", "z"], sittings)}
    assert [figures[item].exposure for item in "abcz"] == [0.5, 1.0, 0.5, 0.0]
    assert figures["a"].seconds == 15.0
    assert figures["b"].seconds is None
    assert (figures["z"].n, figures["z"].difficulty, figures["z"].flags) == (0, None, ())
    assert statistics(["a"], [])[0].n == 0
