import pytest

from simulator.domain.grade import CriterionGrade, Evidence, Hit
from simulator.domain.reading import ActKind
from simulator.domain.rubric import Rubrics
from simulator.grading.combine import hint_cost, section, total
from simulator.grading.grade import grade
from tests.builders import Log, a_case
from tests.unit.grading.conftest import Grading, criterion, steady_tone

FULL = {"T": 80.0, "D": 80.0, "O": 100.0, "N": 60.0, "P": 100.0}


def level(name: str, value: float | None) -> CriterionGrade:
    if value is None:
        return CriterionGrade(id=name, not_applicable="x")
    return CriterionGrade(id=name, level=value, evidence=(Evidence(event=1),))


def test_the_total_is_the_weighted_mean_of_the_profile(rubrics: Rubrics) -> None:
    made = total(rubrics.scoring.profile("resolve"), FULL, (), 0, rubrics.scoring)
    assert made.total == pytest.approx(0.30 * 80 + 0.35 * 80 + 0.15 * 100 + 0.10 * 60 + 0.10 * 100)
    assert (made.result, made.band) == ("pass", "pass")


def test_weights_are_renormalised_over_what_applies(rubrics: Rubrics) -> None:
    rubric = rubrics.rubrics["N"]
    grades = [level("N1", 4), level("N2", 0), *(level(f"N{i}", None) for i in range(3, 7))]
    assert section(rubric, grades).score == 50
    assert section(rubric, [level(f"N{i}", None) for i in range(1, 7)]).score is None


def test_floors_fail_a_good_total(rubrics: Rubrics) -> None:
    for floor in ("T", "D"):
        made = total(
            rubrics.scoring.profile("resolve"),
            {**FULL, "T": 100, "D": 100, floor: 59.9},
            (),
            0,
            rubrics.scoring,
        )
        assert made.total is not None
        assert made.total >= 70
        assert made.result == "fail"


def test_mass_incidents_have_a_floor_of_their_own(rubrics: Rubrics) -> None:
    scores = {"T": 100, "D": 100, "E": 100, "C": 59, "N": 100, "P": 100}
    assert total(rubrics.scoring.profile("mass-incident"), scores, (), 0, rubrics.scoring).result == "fail"


def test_amber_caps_and_red_ends_at_nothing(rubrics: Rubrics) -> None:
    profile, best = rubrics.scoring.profile("resolve"), dict.fromkeys(FULL, 100.0)
    amber = Hit(code="CF-08", severity="AMBER", event=1)
    red = Hit(code="CF-01", severity="RED", event=1)
    assert total(profile, best, (amber,), 0, rubrics.scoring).total == 59
    made = total(profile, best, (amber, red), 0, rubrics.scoring)
    assert (made.total, made.result, made.band) == (0, "unsafe", "unsafe")


def test_excellent_begins_at_its_line(rubrics: Rubrics) -> None:
    profile = rubrics.scoring.profile("resolve")
    assert total(profile, dict.fromkeys(FULL, 88.0), (), 0, rubrics.scoring).band == "excellent"
    assert total(profile, dict.fromkeys(FULL, 87.9), (), 0, rubrics.scoring).band == "pass"


@pytest.mark.parametrize(
    ("hints", "mode", "cost"), [(1, "practice", 0), (1, "exam", 5), (3, "exam", 15), (9, "exam", 15)]
)
def test_hints_cost_in_exams_only(rubrics: Rubrics, hints: int, mode: str, cost: float) -> None:
    assert hint_cost(hints, mode, rubrics.scoring) == cost


def test_a_run_with_no_replies_is_ungraded_never_zero_never_a_pass(graded: Grading) -> None:
    log = Log(a_case())
    log.runs("opsview lb lb-31c")
    made = graded(log.case, log.events)
    assert (made.total, made.result) == (None, "ungraded")
    assert criterion(made, "T1").ungraded == "no-reply"
    assert criterion(made, "T1").level is None


def test_every_level_of_a_grade_has_evidence_and_a_reason(graded: Grading) -> None:
    log = Log(a_case())
    log.runs("crm lb-31c")
    log.says(
        "All visitors get 502 since 10:03. I'll write at 10:40.",
        acts={ActKind.PROMISE: "I'll write at 10:40."},
    )
    log.classifies("network", "H", "M")
    log.notes("lb-31c unhealthy")
    for rubric in graded(log.case, log.events).rubrics:
        for each in rubric.criteria:
            assert (each.level is None) == bool(each.ungraded or each.not_applicable), each
            if each.level is not None:
                assert each.evidence, each
                assert each.because or rubric.id == "T", each


@pytest.mark.parametrize(
    ("confirmed", "minutes", "points"), [(True, 10, 100), (False, 10, 70), (True, 300, 80), (False, 300, 50)]
)
def test_the_outcome_is_restored_confirmed_and_in_time(
    graded: Grading, confirmed: bool, minutes: float, points: float
) -> None:
    log = Log(a_case())
    said = log.says("Roll the release back", steps=[("S1", "Roll the release back")])
    log.does("S1", said, restored=True, after=minutes)
    if confirmed:
        log.customer("works", said, "confirm")
    section_ = graded(log.case, log.events).rubric("O")
    assert section_ is not None
    assert section_.score == points


def test_right_advice_that_was_not_reached_is_forty(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Roll the release back", steps=[("S1", "Roll the release back")])
    section_ = graded(log.case, log.events).rubric("O")
    assert section_ is not None
    assert section_.score == 40


def test_the_same_run_gives_the_same_grade_bit_for_bit(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.runs("crm lb-31c")
    log.says("Please wait, I'm checking lb-31c.")
    first = grade(log.case, log.events, rubrics).model_dump_json()
    assert grade(log.case, log.events, rubrics).model_dump_json() == first


def test_rude_but_right_and_charming_but_wrong_both_fail(rubrics: Rubrics) -> None:
    moved = "The application moved to port 3000 and the balancer still uses 8080"
    right = Log(a_case())
    right.runs("crm lb-31c")
    right.runs("opsview lb lb-31c")
    right.runs("curl -sI https://shop.example/")
    asked = right.says("Run ss -lntp", requests=[("C1", "Run ss -lntp")])
    right.shows("C1", asked)
    right.says(moved, causes=[("CAUSE", moved)], steps=[("S1", moved)])
    rude = grade(right.case, right.events, rubrics, message=steady_tone(1))
    wrong = Log(a_case())
    wrong.says("The balancer is broken", causes=[("W1", "The balancer is broken")])
    charming = grade(wrong.case, wrong.events, rubrics, message=steady_tone(4))
    assert (rude.result, charming.result) == ("fail", "fail")
    assert (rude.rubric("D") or pytest.fail("no D")).score >= 60  # type: ignore[operator]
    assert (charming.rubric("T") or pytest.fail("no T")).score == 100
