"""Likeness of two people's own words: copies with edits are alike, independent answers to one task are not."""

import random

import pytest
from hypothesis import given, strategies as st

from bench.similarity import edited, measured
from simulator.assessment.similarity import SHORTEST, THRESHOLD, Trade, is_long_enough, likeness, shingles
from simulator.engine.variants import vary
from simulator.rehearsal.words import recorded, task_of, trade_of
from tests.shelves import LIBRARY

TRADE = trade_of(LIBRARY, "en")


@pytest.fixture(scope="module")
def task() -> frozenset[str]:
    return task_of(LIBRARY, LIBRARY.case("SC-07", "en", 1))


def test_at_most_one_independent_pair_in_a_hundred_is_shown() -> None:
    for lang in ("en", "ru"):
        apart, copies = measured(LIBRARY, lang)
        assert len(apart) > 140
        assert sum(one >= THRESHOLD for one in apart) / len(apart) <= 0.01
        for values in copies.values():
            assert sum(one >= THRESHOLD for one in values) / len(values) >= 0.95


def test_a_copy_is_alike_in_any_order_and_with_another_variants_values(task: frozenset[str]) -> None:
    text = recorded(LIBRARY, "SC-07", "excellent", "en")
    card, other = LIBRARY.scenario("SC-07"), vary(LIBRARY.scenario("SC-07"), 3)
    moved = text
    for one, another in zip(card.known_ids, other.known_ids, strict=True):
        moved = moved.replace(one, another)
    assert likeness(shingles(text), shingles(moved), task, TRADE) > 0.9
    copy = edited(text, 0.2, 0.1, random.Random(1))
    assert likeness(shingles(text), shingles(copy), task, TRADE) >= THRESHOLD


def test_the_words_of_the_task_make_nobody_alike(task: frozenset[str]) -> None:
    quoted = LIBRARY.scenario("SC-07").opening.en
    assert likeness(shingles(quoted), shingles(quoted), task, TRADE) == 0.0


def test_what_everybody_says_weighs_little() -> None:
    everybody, own = shingles("thank you for waiting, i am looking"), shingles("the green heron is asleep")
    trade = Trade.of(
        [everybody | shingles(f"number {word}") for word in ("one", "two", "three", "four", "five")]
    )
    assert max(trade.weight(one) for one in everybody) == 0.0
    assert min(trade.weight(one) for one in own) > 0.5


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_a_share_and_symmetric(one: str, other: str) -> None:
    a, b = shingles(one), shingles(other)
    share = likeness(a, b, frozenset(), TRADE)
    assert 0 <= share <= 1
    assert share == likeness(b, a, frozenset(), TRADE)


def test_short_texts_are_not_compared() -> None:
    assert not is_long_enough("x" * (SHORTEST - 1))
    assert not shingles("vm-6610 10:03 a@b.example")
