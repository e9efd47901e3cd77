"""The formulas of the onboarding: the worked example, and properties that hold for any proofs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from simulator.domain.onboarding import Programme
from simulator.domain.proof import Proof
from simulator.readiness.choice import Candidate, cheapest, choices
from simulator.readiness.gates import Record, gate_state
from simulator.readiness.index import expected, readiness
from simulator.readiness.levels import standing
from tests.shelves import LIBRARY

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PROGRAMME: Programme = LIBRARY.programme
COMPETENCIES = LIBRARY.career_paths[0].competencies


def proof(kind: str, score: float, days: float = 0, **parts: object) -> Proof:
    values: dict[str, object] = {
        "competency": "L1-D12", "kind": kind, "score": score, "at": NOW - timedelta(days=days), "difficulty": 3,
        "family": f"{kind}-{score}-{days}", "ref": f"{kind}-{score}-{days}",
    }  # fmt: skip
    return Proof(**{**values, **parts})  # type: ignore[arg-type]


EXAMPLE = (proof("practice", 0.80, 10), proof("exam", 0.85, 2), proof("quiz", 0.90, 20, difficulty=2))


def test_the_worked_example_to_two_decimals() -> None:
    found = standing("L1-D12", EXAMPLE, PROGRAMME, NOW)
    assert [round(part.weight, 2) for part in found.parts] == [0.25, 0.60, 0.97]
    assert (round(found.mastery, 2), found.level, round(found.confidence, 2)) == (0.69, 2, 0.45)
    more = standing("L1-D12", [*EXAMPLE, proof("exam", 0.82)], PROGRAMME, NOW)
    assert (round(more.mastery, 2), more.level) == (0.73, 3)
    lucky = standing(
        "L1-D12", [proof("practice", 0.9, family="a"), proof("practice", 0.9, family="b")], PROGRAMME, NOW
    )
    assert round(lucky.mastery, 2) == 0.70
    assert lucky.level == 2


def test_the_formula_says_its_own_figures() -> None:
    found = standing("L1-D12", EXAMPLE, PROGRAMME, NOW)
    assert found.formula(PROGRAMME) == "0.69 = (0.25·0.90 + 0.60·0.80 + 0.97·0.85 + 0.8·0.35) / (1.82 + 0.8)"


PROOFS = st.lists(
    st.builds(
        proof,
        st.sampled_from(sorted(PROGRAMME.weights)),
        st.floats(0, 1),
        st.floats(0, 120),
        difficulty=st.integers(1, 5),
        family=st.sampled_from(["SC-26", "SC-28", "LAB-01"]),
        independence=st.sampled_from(["alone", "hint", "guided"]),
        red=st.booleans(),
    ),
    max_size=12,
)


@given(PROOFS)
def test_everything_is_bounded_and_does_not_depend_on_the_order(proofs: list[Proof]) -> None:
    found = standing("L1-D12", proofs, PROGRAMME, NOW)
    assert 0 <= found.mastery <= 1
    assert 0 <= found.confidence < 1
    assert 0 <= found.level <= 4
    turned = standing("L1-D12", proofs[::-1], PROGRAMME, NOW)
    assert (turned.mastery, turned.level) == pytest.approx((found.mastery, found.level))


@given(PROOFS, st.floats(0, 1), st.floats(0, 1))
def test_a_better_score_never_gives_less_mastery(proofs: list[Proof], one: float, other: float) -> None:
    low, high = sorted((one, other))
    worse = standing("L1-D12", [*proofs, proof("exam", low)], PROGRAMME, NOW)
    better = standing("L1-D12", [*proofs, proof("exam", high)], PROGRAMME, NOW)
    assert better.mastery >= worse.mastery - 1e-12


@given(PROOFS)
def test_a_past_day_is_computed_again_as_it_was(proofs: list[Proof]) -> None:
    then = NOW - timedelta(days=30)
    known = [one for one in proofs if one.at <= then]
    assert standing("L1-D12", proofs, PROGRAMME, then) == standing("L1-D12", known, PROGRAMME, then)


def test_level_three_needs_more_than_a_high_mastery() -> None:
    runs = [proof("practice", 1.0, 1, family=f"SC-{n}", ref=f"{n}") for n in range(4)]
    assert standing("L1-D12", runs, PROGRAMME, NOW).level == 2
    assert "kinds" in standing("L1-D12", runs, PROGRAMME, NOW).lacks
    assert standing("L1-D12", [*runs, proof("exam", 1.0)], PROGRAMME, NOW).level == 3
    weak_end = [*runs, proof("exam", 0.5)]
    assert "last" in standing("L1-D12", weak_end, PROGRAMME, NOW).lacks


def test_a_red_blocks_raising_for_its_days_and_until_two_clean_runs() -> None:
    before = [proof("practice", 0.6, 40, family="a"), proof("practice", 0.6, 39, family="b")]
    level = standing("L1-D12", before, PROGRAMME, NOW - timedelta(days=30)).level
    red = proof("practice", 0.9, 20, family="c", red=True)
    good = [proof("exam", 1.0, days, family=f"d{days}") for days in (5, 4, 3)]
    blocked = standing("L1-D12", [*before, red], PROGRAMME, NOW)
    assert blocked.level <= level
    assert blocked.blocked_until is not None
    free = standing("L1-D12", [*before, red, *good], PROGRAMME, NOW)
    assert free.blocked_until is None
    assert free.level > level


def test_an_old_proof_asks_for_a_refresh() -> None:
    assert standing("L1-D12", [proof("exam", 0.9, 46)], PROGRAMME, NOW).refresh
    assert not standing("L1-D12", [proof("exam", 0.9, 44)], PROGRAMME, NOW).refresh


def every(level_proofs: list[Proof]) -> dict[str, object]:
    return {
        one.id: standing(
            one.id, [p.model_copy(update={"competency": one.id}) for p in level_proofs], PROGRAMME, NOW
        )
        for one in COMPETENCIES
    }


def test_the_index_is_hundred_at_every_target_and_names_who_is_short() -> None:
    strong = [proof("exam", 1.0, n, family=f"SC-{n}") for n in range(4)] + [proof("lab", 1.0)]
    full = readiness(COMPETENCIES, every(strong), PROGRAMME, 90)  # type: ignore[arg-type]
    assert (full.index, full.short, full.musts_met) == (100.0, (), full.musts)
    nothing = readiness(COMPETENCIES, every([]), PROGRAMME, 30)  # type: ignore[arg-type]
    assert nothing.index == 0
    assert nothing.pace == -35
    assert len(nothing.short) == nothing.musts


def test_the_curve_is_straight_between_its_points() -> None:
    assert [expected(PROGRAMME, day) for day in (0, 15, 30, 45, 90, 200)] == [0, 17.5, 35, 50, 90, 90]


def record(proofs: list[Proof], **parts: object) -> Record:
    standings = every(proofs)
    ready = readiness(COMPETENCIES, standings, PROGRAMME, 30)  # type: ignore[arg-type]
    values: dict[str, object] = {
        "competencies": COMPETENCIES, "standings": standings, "readiness": ready, "runs": (), "quizzes": {},
        "real": (), "written": 0, "has_buddy": False,
    }  # fmt: skip
    return Record(**{**values, **parts})  # type: ignore[arg-type]


def test_a_gate_without_anything_to_measure_does_not_hold() -> None:
    for gate in PROGRAMME.gates:
        state = gate_state(gate, record([]), PROGRAMME)
        assert not state.holds
        assert len(state.conditions) == len(gate.asks)


def week_order() -> list[str]:
    return [task for week in PROGRAMME.weeks[:4] for task in week.tasks if task.startswith("LAB-")]


def test_the_first_gate_asks_for_the_labs_of_its_weeks() -> None:
    gate = next(gate for gate in PROGRAMME.gates if gate.id == "G1")
    ask = next(place for place, one in enumerate(gate.asks) if one.kind == "labs")
    planned = [f"LAB-{n:02}" for n in range(1, 12)]
    for done, found, holds in (([], 0.0, False), (planned[1:], 90.9, False), (planned, 100.0, True)):
        state = gate_state(gate, record([], labs=frozenset([*done, "LAB-12", "PRAC-01"])), PROGRAMME)
        assert (state.conditions[ask].found, state.conditions[ask].holds) == (found, holds)
        assert state.conditions[ask].missing == tuple(name for name in week_order() if name not in done)


def test_the_first_gate_asks_for_every_quiz_of_its_weeks() -> None:
    gate = next(gate for gate in PROGRAMME.gates if gate.id == "G1")
    ask = next(place for place, one in enumerate(gate.asks) if one.kind == "quizzes")
    names = [15, 9, 10, 5, 2, 3, 1, 4, 6, 8, 14]
    fine = {f"QZ-{n:02}": 80.0 for n in names}
    for quizzes, found, missing in (
        ({}, 0.0, tuple(fine)),
        (fine | {"QZ-08": 79.9}, 79.9, ("QZ-08",)),
        ({name: 100.0 for name in fine if name != "QZ-02"} | {"QZ-11": 100.0}, 0.0, ("QZ-02",)),
        (fine, 80.0, ()),
    ):
        condition = gate_state(gate, record([], quizzes=quizzes), PROGRAMME).conditions[ask]
        assert (condition.found, condition.missing, condition.holds) == (found, missing, not missing)


def test_a_must_without_grace_keeps_the_last_gate_shut() -> None:
    strong = [proof("exam", 1.0, n, family=f"SC-{n}") for n in range(4)] + [proof("lab", 1.0)]
    gate = next(gate for gate in PROGRAMME.gates if gate.id == "G3")
    ask = next(place for place, one in enumerate(gate.asks) if one.kind == "target")
    fine = record(strong)
    assert gate_state(gate, fine, PROGRAMME).conditions[ask].holds
    for name, holds in (("L1-D01", True), ("L1-D03", False)):
        weak = dict(fine.standings)
        weak[name] = standing(
            name, [proof("exam", 0.9, n, competency=name, family=f"f{n}") for n in (1, 2)], PROGRAMME, NOW
        )
        assert weak[name].level == 2
        state = gate_state(gate, record(strong, standings=weak), PROGRAMME)
        assert state.conditions[ask].holds is holds
        assert state.conditions[ask].missing == (name,)


def test_what_is_needed_most_and_known_least_comes_first() -> None:
    standings = every([])
    cards = [
        Candidate("SC-01", ("L1-D12", "L1-D03"), 2, 40),
        Candidate("SC-02", ("L1-G01",), 2, 40),
        Candidate("SC-03", ("L1-D12",), 2, 70),
    ]
    found = choices(cards, COMPETENCIES, standings, {}, PROGRAMME, NOW, angry_today=3)  # type: ignore[arg-type]
    assert [choice.scenario for choice in found] == ["SC-01", "SC-02", "SC-03"]
    assert found[-1].fatigue == 0
    just = choices(cards, COMPETENCIES, standings, {"SC-01": NOW}, PROGRAMME, NOW)  # type: ignore[arg-type]
    assert just[0].scenario == "SC-03"


def test_the_cheapest_proofs_really_raise_the_level() -> None:
    base = [proof("practice", 0.8, 1, family="a")]
    now = standing("L1-D12", base, PROGRAMME, NOW).level
    for one in cheapest("L1-D12", base, PROGRAMME, NOW):
        tried = proof(one.kind, one.score, family="x", difficulty=one.difficulty)
        assert standing("L1-D12", [*base, tried], PROGRAMME, NOW).level == one.level > now
