"""What a candidate is given: by seed, of comparable difficulty, never what others of the same source had."""

import pytest
from hypothesis import given, settings, strategies as st

from simulator.assessment.drawing import (
    HIGHEST_SEED,
    History,
    Plan,
    effective,
    plan,
)
from simulator.assessment.equivalence import ENOUGH as ENOUGH_RUNS, TOLERANCE, Totals, equivalent
from simulator.domain.assessment import Played
from simulator.domain.exposure import CAP, ENOUGH, overexposed
from simulator.domain.twin import parent_of
from simulator.errors import InvalidInput
from tests.shelves import LIBRARY

L1 = LIBRARY.assessment("l1")
DIFFICULTY = {
    card.id: card.difficulty for card in (*LIBRARY.scenarios, *LIBRARY.twins) if card.state == "published"
} | {check.id: check.difficulty for check in LIBRARY.draft_checks if check.use == "hiring"}
FAMILIES = {
    "usual": L1.families.usual,
    "harder": L1.families.harder,
    "note": L1.families.note,
    "trap": L1.families.trap,
}
SEEDS = st.integers(0, 10**9)
CARDS = sorted({one.scenario for family in FAMILIES.values() for one in family})


def drawn(seed: int, history: History | None = None, *, harder: bool = False) -> Plan:
    return plan(L1, DIFFICULTY, seed, history or History(), harder=harder)


def cards(made: Plan) -> tuple[str, str, str]:
    return made.case.scenario, made.note.scenario, made.trap.scenario


def middle(family: tuple[Played, ...]) -> int:
    levels = sorted(effective(one, DIFFICULTY) for one in family)
    return levels[len(levels) // 2]


@given(SEEDS, st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_same_seed_draws_the_same(seed: int, harder: bool) -> None:
    assert drawn(seed, harder=harder) == drawn(seed, harder=harder)


@given(SEEDS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_each_part_comes_from_its_family_and_lies_within_the_tolerance(seed: int, harder: bool) -> None:
    made = drawn(seed, harder=harder)
    live = "harder" if harder else "usual"
    for family, one in ((live, made.case), ("note", made.note), ("trap", made.trap)):
        offered = FAMILIES[family]
        assert one.model_copy(update={"scenario": parent_of(one.scenario)}) in offered
        assert abs(effective(one, DIFFICULTY) - middle(offered)) <= TOLERANCE


@given(SEEDS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_card_is_drawn_twice_and_no_value_is_the_published_one(seed: int, harder: bool) -> None:
    made = drawn(seed, harder=harder)
    assert len({parent_of(one) for one in cards(made)}) == 3
    seeds = (made.seed, made.triage_seed, made.items_seed)
    assert all(2 <= one < HIGHEST_SEED for one in seeds)
    assert len(set(seeds)) == 3


def test_a_card_that_stands_in_two_families_is_still_played_once() -> None:
    twice = L1.model_copy(
        update={"families": L1.families.model_copy(update={"note": L1.families.usual[:3], "trap": L1.families.usual[:3]})}
    )  # fmt: skip
    for seed in range(80):
        made = plan(twice, DIFFICULTY, seed, History(), harder=False)
        assert len(set(cards(made))) == 3


def test_seeds_reach_every_card_of_comparable_difficulty() -> None:
    seen = {drawn(seed).case.scenario for seed in range(500)}
    usual = FAMILIES["usual"]
    alike = {one.scenario for one in usual if effective(one, DIFFICULTY) == middle(usual)}
    assert seen == {name for name in DIFFICULTY if parent_of(name) in alike}


@given(SEEDS, st.sets(st.sampled_from(CARDS), max_size=3))
@settings(max_examples=60, deadline=None)
def test_what_the_source_knows_is_drawn_only_when_nothing_comparable_is_left(
    seed: int, known: set[str]
) -> None:
    made = drawn(seed, History(by_source=known))
    for family, one in (("usual", made.case), ("note", made.note), ("trap", made.trap)):
        alike = {
            other.scenario
            for other in FAMILIES[family]
            if abs(effective(other, DIFFICULTY) - middle(FAMILIES[family])) <= TOLERANCE
        }
        if {name for name in DIFFICULTY if parent_of(name) in alike} - known:
            assert one.scenario not in known


@given(SEEDS, st.data())
@settings(max_examples=40, deadline=None)
def test_what_was_played_too_often_this_month_rests(seed: int, data: st.DataObject) -> None:
    usual = [
        one.scenario for one in FAMILIES["usual"] if effective(one, DIFFICULTY) == middle(FAMILIES["usual"])
    ]
    tired = data.draw(st.sets(st.sampled_from(usual), max_size=len(usual) - 1))
    # A card rests with its twins, when all of them were played too often.
    tired = {name for name in DIFFICULTY if parent_of(name) in tired}
    month = [tuple(tired)] * ENOUGH
    assert overexposed(month) == tired
    assert drawn(seed, History(month=month)).case.scenario not in tired


def test_of_a_tired_or_known_card_its_twin_is_drawn_and_of_a_had_one_neither() -> None:
    cases = {"SC-14", "SC-14B"}
    others = [one.scenario for one in FAMILIES["usual"] if one.scenario not in cases]
    without = {name: level for name, level in DIFFICULTY.items() if parent_of(name) not in others}

    def made(**parts: object) -> set[str]:
        history = History(**parts)  # type: ignore[arg-type]
        return {plan(L1, without, seed, history, harder=False).case.scenario for seed in range(20)}

    assert made() == cases
    assert made(month=[("SC-14",)] * ENOUGH) == {"SC-14B"}
    assert made(by_source=["SC-14B"]) == {"SC-14"}
    assert made(by_source=["SC-14"], month=[("SC-14B",)] * ENOUGH) == {"SC-14B"}
    for had in cases:
        with pytest.raises(InvalidInput, match="draw-empty"):
            made(own=[had])


def test_a_twin_that_proved_harder_rests_and_chance_does_not_make_it_so() -> None:
    def totals(mean: float, spread: float, n: int) -> Totals:
        values = [mean + spread * (1 if i % 2 else -1) for i in range(n)]
        return Totals(n, sum(values), sum(one * one for one in values))

    parent = totals(70, 10, 40)
    assert equivalent(parent, totals(50, 10, ENOUGH_RUNS - 1))
    assert equivalent(parent, totals(68, 10, 40))
    assert equivalent(parent, totals(65, 25, ENOUGH_RUNS))
    assert not equivalent(parent, totals(60, 10, 40))
    assert not equivalent(totals(60, 10, 40), parent)


def test_what_the_source_knows_weighs_more_than_what_is_tired() -> None:
    usual = [
        one.scenario for one in FAMILIES["usual"] if effective(one, DIFFICULTY) == middle(FAMILIES["usual"])
    ]
    every = [name for name in DIFFICULTY if parent_of(name) in usual]
    known = [name for name in every if name != usual[0]]
    history = History(month=[tuple(every)] * ENOUGH, by_source=known)
    assert {drawn(seed, history).case.scenario for seed in range(30)} == {usual[0]}


@pytest.mark.parametrize(("hits", "of", "tired"), [(1, 6, False), (2, 10, True), (1, 5, True), (4, 4, False)])
def test_a_share_is_spoken_of_only_with_enough_sessions(hits: int, of: int, tired: bool) -> None:
    month = [("SC-01",)] * hits + [("SC-02",)] * (of - hits)
    assert ("SC-01" in overexposed(month)) is tired
    assert tired is (of >= ENOUGH and hits / of >= CAP)


@given(SEEDS, SEEDS)
@settings(max_examples=40, deadline=None)
def test_a_second_session_shares_no_card_with_the_first(first: int, second: int) -> None:
    before = cards(drawn(first))
    try:
        after = cards(drawn(second, History(own=before)))
    except InvalidInput as problem:
        pytest.fail(f"nothing left after {before}: {problem}")
    assert not {parent_of(one) for one in before} & {parent_of(one) for one in after}


@pytest.mark.parametrize("family", ["case", "note", "trap"])
def test_an_empty_family_says_which_one_it_is(family: str) -> None:
    gone = FAMILIES["usual" if family == "case" else family]
    with pytest.raises(InvalidInput) as problem:
        drawn(7, History(own=[one.scenario for one in gone]))
    assert problem.value.code == "draw-empty"
    assert problem.value.values["family"] == family


def test_a_card_that_is_not_published_is_not_drawn() -> None:
    without = {
        card: level for card, level in DIFFICULTY.items() if card[:2] != "AI" and parent_of(card) != "SC-04"
    }
    made = [plan(L1, without, seed, History(), harder=False).trap.scenario for seed in range(30)]
    assert {parent_of(one) for one in made} == {"SC-06"}


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_four_sessions_of_one_person_get_four_traps_of_one_difficulty(seed: int) -> None:
    had: list[str] = []
    for n in range(4):
        trap = drawn(seed + n, History(own=had)).trap
        assert abs(effective(trap, DIFFICULTY) - middle(FAMILIES["trap"])) <= TOLERANCE
        had.append(trap.scenario)
    assert len({parent_of(one) for one in had}) == 4


def test_both_turns_and_both_kinds_of_trap_are_drawn() -> None:
    made = [drawn(seed) for seed in range(60)]
    assert {one.turn for one in made} == set(L1.turns)
    assert {one.trap.is_draft for one in made} == {True, False}
