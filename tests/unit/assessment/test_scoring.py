"""How a score sheet adds up: people's levels count, nothing is scored without evidence, doubts go to a second person."""

import pytest
from hypothesis import given, settings, strategies as st

from simulator.assessment.scoring import (
    Proposal,
    Results,
    Scored,
    Sheet,
    absent,
    band_of,
    may_show_machine,
    proposals,
    sheet,
)
from simulator.domain.grade import CriterionGrade, Evidence, Grade, Hit, RubricGrade
from tests.shelves import LIBRARY

L1 = LIBRARY.assessment("l1")
NAMES = [one.id for one in L1.dimensions]
FLOORS = {one.id: one.floor for one in L1.dimensions if one.floor is not None}
BY_MACHINE = {one.id for one in L1.dimensions if one.by_machine}
HALVES = st.integers(0, 8).map(lambda n: n / 2)
LEVELS = st.fixed_dictionaries(dict.fromkeys(NAMES, HALVES))
ORDER = "DCBA"


def by(author: str, levels: dict[str, float]) -> list[Scored]:
    return [Scored(name, level, author) for name, level in levels.items()]


def evenly(level: float, **changes: float) -> dict[str, float]:
    return {**dict.fromkeys(NAMES, level), **changes}


def made(levels: dict[str, float], machine: dict[str, Proposal] | None = None) -> Sheet:
    return sheet(L1, machine or {}, by("one", levels))


def grade(
    *rubrics: tuple[str, float | None],
    total: float | None = 80,
    red: tuple[str, ...] = (),
    amber: tuple[str, ...] = (),
) -> Grade:
    """Return a grade whose rubrics each have one graded criterion ``X1``."""
    hits = [(code, "RED") for code in red] + [(code, "AMBER") for code in amber]
    return Grade(
        total=total, result="pass", band="pass",
        rubrics=tuple(
            RubricGrade(
                id=name, score=score,
                criteria=(CriterionGrade(id=f"{name}4", level=2, evidence=(Evidence(event=1, quote="q"),)),),
            )
            for name, score in rubrics
        ),
        critical_fails=tuple(Hit.model_validate({"code": c, "severity": s, "event": 1}) for c, s in hits),
    )  # fmt: skip


@given(LEVELS)
@settings(max_examples=60)
def test_a_total_is_the_weighted_mean_between_nothing_and_all(levels: dict[str, float]) -> None:
    total = made(levels).total
    assert total is not None
    assert 0 <= total <= 100
    weighted = sum(one.weight * levels[one.id] for one in L1.dimensions)
    assert total == pytest.approx(weighted / 4, abs=0.01)


def test_the_ends_of_the_scale_are_reached() -> None:
    assert (made(evenly(0)).total, made(evenly(4)).total) == (0, 100)


@given(LEVELS, st.sampled_from(NAMES), HALVES)
@settings(max_examples=80)
def test_a_better_level_never_makes_total_or_band_worse(
    levels: dict[str, float], name: str, level: float
) -> None:
    lower, higher = sorted((levels[name], level))
    before, after = made({**levels, name: lower}), made({**levels, name: higher})
    assert before.total is not None
    assert after.total is not None
    assert before.total <= after.total
    assert ORDER.index(before.band or "") <= ORDER.index(after.band or "")


@pytest.mark.parametrize(
    ("total", "band"),
    [(100, "A"), (75, "A"), (74.99, "B"), (62, "B"), (61.99, "C"), (50, "C"), (49.99, "D"), (0, "D")],
)
def test_bands_begin_on_their_lines(total: float, band: str) -> None:
    assert band_of(L1, total) == band


@given(LEVELS)
@settings(max_examples=80)
def test_below_a_floor_nothing_is_better_than_c(levels: dict[str, float]) -> None:
    found = made(levels)
    assert found.total is not None
    below = {name for name, floor in FLOORS.items() if levels[name] < floor}
    assert {line.dimension.id for line in found.lines if line.below_floor} == below
    own = band_of(L1, found.total)
    assert found.band == ("C" if below and own in "AB" else own)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_a_floor_takes_the_best_band_away_and_its_own_level_does_not(name: str) -> None:
    assert made(evenly(4, **{name: FLOORS[name] - 0.5})).band == "C"
    assert made(evenly(4, **{name: FLOORS[name]})).band == "A"


@given(LEVELS, st.sets(st.sampled_from(NAMES), min_size=1))
@settings(max_examples=40)
def test_without_a_part_there_is_no_total_and_no_band(levels: dict[str, float], gone: set[str]) -> None:
    found = made({name: level for name, level in levels.items() if name not in gone})
    assert (found.total, found.band) == (None, None)
    assert set(found.missing) == gone
    assert all(
        line.final is None and not line.below_floor for line in found.lines if line.dimension.id in gone
    )


def test_the_machine_counts_alone_only_where_a_key_decides() -> None:
    found = sheet(L1, {name: Proposal(3.0) for name in NAMES}, [])
    assert {line.dimension.id for line in found.lines if line.final is not None} == BY_MACHINE
    assert found.total is None


@given(LEVELS, LEVELS)
@settings(max_examples=40)
def test_a_persons_level_stands_before_the_machines(
    levels: dict[str, float], proposed: dict[str, float]
) -> None:
    machine = {name: Proposal(level) for name, level in proposed.items()}
    assert made(levels, machine).total == made(levels).total


@given(LEVELS, LEVELS)
@settings(max_examples=40)
def test_two_assessors_are_averaged_and_their_order_does_not_matter(
    one: dict[str, float], other: dict[str, float]
) -> None:
    given_levels = by("one", one) + by("two", other)
    found = sheet(L1, {}, given_levels)
    assert {line.dimension.id: line.final for line in found.lines} == pytest.approx(
        {name: (one[name] + other[name]) / 2 for name in NAMES}
    )
    assert found == sheet(L1, {}, given_levels[::-1])


def test_a_total_at_a_line_needs_a_second_assessor_and_one_far_from_it_does_not() -> None:
    assert made(evenly(3)).second == ("borderline",)
    assert made(evenly(4)).second == ()


@given(LEVELS)
@settings(max_examples=60)
def test_borderline_is_within_the_written_distance(levels: dict[str, float]) -> None:
    found = made(levels)
    assert found.total is not None
    near = min(abs(found.total - edge) for edge in L1.bands.values()) <= L1.borderline
    assert ("borderline" in found.second) is near


def test_a_critical_fail_needs_a_second_assessor() -> None:
    assert made(evenly(4), {"security": Proposal(4.0, red=("CF-01",))}).second == ("red",)


@pytest.mark.parametrize(("level", "apart"), [(4.0, False), (3.5, False), (3.0, True), (0.0, True)])
def test_person_and_machine_far_apart_need_a_second_assessor(level: float, apart: bool) -> None:
    found = made(evenly(4), {"diagnosis": Proposal(level)})
    assert found.second == (("apart",) if apart else ())


def test_every_reason_is_named_and_two_people_settle_them() -> None:
    machine = {"security": Proposal(0.0, red=("CF-01",))}
    assert made(evenly(3), machine).second == ("borderline", "red", "apart")
    assert sheet(L1, machine, by("one", evenly(3)) + by("two", evenly(3))).second == ()


@given(st.sets(st.sampled_from(NAMES)))
@settings(max_examples=40)
def test_the_machine_is_hidden_until_the_assessor_has_scored_what_comes_first(scored: set[str]) -> None:
    own = by("me", dict.fromkeys(sorted(scored), 2.0))
    assert may_show_machine(L1, own, "me") is (set(L1.before_machine) <= scored)


def test_what_another_has_scored_opens_the_machine_to_nobody_else() -> None:
    assert may_show_machine(L1, by("other", evenly(2)), "other")
    assert not may_show_machine(L1, by("other", evenly(2)), "me")


def test_nothing_done_is_nothing_proposed() -> None:
    found = proposals(Results())
    assert set(found) == set(NAMES)
    assert all(one.level is None and not one.red for one in found.values())


@pytest.mark.parametrize(
    ("score", "level"), [(0, 0), (100, 4), (55, 2), (62.5, 2.5), (93, 3.5), (None, None)]
)
def test_a_rubric_proposes_half_levels(score: float | None, level: float | None) -> None:
    assert proposals(Results(case=grade(("D", score))))["diagnosis"].level == level


@given(st.floats(0, 1), st.integers(0, 10))
@settings(max_examples=40)
def test_keys_propose_levels_on_the_scale(triage: float, right: int) -> None:
    found = proposals(Results(triage=triage, right=right))
    for name, share in (("priority", triage), ("floor", right / 10)):
        level = found[name].level
        assert level is not None
        assert level * 2 == int(level * 2)
        assert abs(level - share * 4) <= 0.25


def test_the_hand_over_needs_both_of_its_rubrics() -> None:
    assert proposals(Results(note=grade(("E", 100), ("N", 50))))["escalation"].level == 3
    assert proposals(Results(note=grade(("E", 100))))["escalation"].level is None


def test_writing_rests_on_the_criteria_of_writing() -> None:
    found = proposals(Results(case=grade(("T", 10))))["writing"]
    assert (found.level, [one.id for one in found.criteria]) == (2, ["T4"])
    assert proposals(Results(case=grade(("D", 10))))["writing"].level is None


def test_a_red_in_the_trap_is_zero_whatever_the_total_and_an_amber_is_not() -> None:
    red = proposals(Results(trap=grade(("P", 90), total=90, red=("CF-01",))))["security"]
    assert (red.level, red.red) == (0, ("CF-01",))
    amber = proposals(Results(trap=grade(("P", 90), total=100, amber=("CF-09",))))["security"]
    assert (amber.level, amber.red) == (4, ())
    assert proposals(Results(trap=grade(("P", 90), total=None)))["security"].level is None


def test_the_turn_is_a_line_of_its_own_and_tone_stands_in_where_there_was_none() -> None:
    levels = {**evenly(3), "turn": 0.0}
    seen = made(levels)
    assert seen.total == pytest.approx(75 - 5 * 3 / 4)
    without = {name: level for name, level in levels.items() if name != "turn"}
    assert made(without).missing == ("turn",)
    nothing = sheet(L1, {}, by("one", without), absent(Results(turned=False)))
    assert nothing.total == 75
    assert [line.dimension.id for line in nothing.lines if line.absent] == ["turn"]
    assert absent(Results(turned=True)) == frozenset()


def test_a_draft_is_read_by_its_key() -> None:
    assert proposals(Results(trap_share=0.8))["security"].level == 3.0
    assert proposals(Results(trap_share=0.0))["security"].level == 0.0
