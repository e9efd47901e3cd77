"""Ten short items for hiring: by blueprint, adaptive, reproducible, within the cap of exposure."""

from collections import Counter

import pytest

from simulator.domain.exposure import overexposed
from simulator.domain.quiz import Item
from simulator.exercises.foundations import (
    AREA_OF,
    BLUEPRINT,
    Answered,
    floor,
    next_item,
    pool,
    slots,
    wanted_difficulty,
)
from tests.shelves import LIBRARY

POOL = pool(LIBRARY.quizzes)
AREA = {item.id: area for area, many in POOL.items() for item in many}


def session(seed: int, worth: float = 1.0, capped: frozenset[str] = frozenset()) -> list[Item]:
    answers: list[Answered] = []
    items = []
    while (item := next_item(POOL, seed, answers, capped)) is not None:
        items.append(item)
        answers.append(Answered(item.id, worth))
    return items


def test_every_session_follows_the_blueprint_and_shows_nothing_twice() -> None:
    for seed in range(1, 60):
        items = session(seed, worth=float(seed % 2))
        assert Counter(AREA[item.id] for item in items) == Counter(BLUEPRINT)
        assert len({item.id for item in items}) == 10
        assert [AREA[item.id] for item in items] == list(slots(seed))


def test_the_same_seed_and_answers_give_the_same_session() -> None:
    assert session(7) == session(7)
    assert len({tuple(item.id for item in session(seed)) for seed in range(1, 21)}) == 20


@pytest.mark.parametrize(
    ("worths", "level"),
    [([], 2), ([1], 3), ([0], 1), ([0, 0], 1), ([1] * 9, 5), ([1, 0.5], 2), ([0, 1, 1], 3)],
)
def test_difficulty_goes_one_step_up_or_down(worths: list[float], level: int) -> None:
    assert wanted_difficulty([Answered("x", worth) for worth in worths]) == level


def test_who_answers_right_meets_harder_items() -> None:
    hard = [item.difficulty for seed in range(1, 30) for item in session(seed, 1.0)]
    easy = [item.difficulty for seed in range(1, 30) for item in session(seed, 0.0)]
    assert sum(hard) / len(hard) > 3.5
    assert sum(easy) / len(easy) < 1.8


def test_items_shown_too_often_are_left_out_while_their_area_has_others() -> None:
    shown = [[item.id for item in session(seed)] for seed in range(1, 8)]
    capped = overexposed(shown)
    assert capped
    for seed in range(1, 30):
        assert not {item.id for item in session(seed, capped=capped)} & capped
    all_english = frozenset(item.id for item in POOL["english"])
    assert Counter(AREA[item.id] for item in session(3, capped=all_english)) == Counter(BLUEPRINT)
    assert overexposed(shown[:4]) == frozenset()


def test_an_empty_area_ends_the_session_instead_of_breaking_it() -> None:
    assert next_item({**POOL, slots(1)[0]: ()}, 1, []) is None


def test_the_floor_counts_what_was_right_and_names_critical_misses() -> None:
    items = session(1)
    critical = next(item for item in POOL["keys"] if item.critical)
    answers = [Answered(item.id, 0.5) for item in items[:9]] + [
        Answered(critical.id, 0.0),
        Answered("gone", 1.0),
    ]
    found = floor(POOL, answers)
    assert (found.right, found.of) == (4.5, 10)
    assert found.missed_critical == (critical.id,)


def test_the_pool_holds_neutral_items_of_every_area_and_enough_difficulties() -> None:
    assert set(POOL) == set(BLUEPRINT) == set(AREA_OF.values())
    assert sum(map(len, POOL.values())) >= 120
    for area, items in POOL.items():
        assert len(items) >= 12 * BLUEPRINT[area] / max(BLUEPRINT.values()), area
        assert len({item.difficulty for item in items}) >= 4, area
        plain = " ".join(f"{item.stem.en} {item.figure or ''}" for item in items)
        assert "opsview" not in plain


def test_items_for_training_alone_never_reach_a_candidate() -> None:
    assert all(item.use != "training" for many in POOL.values() for item in many)
