import pytest

from simulator.domain.reading import ActKind
from simulator.domain.rubric import Rubrics
from simulator.grading.grade import grade
from tests.builders import Log, a_case
from tests.unit.grading.conftest import Grading, criterion, steady_tone


@pytest.mark.parametrize(
    "kind",
    [ActKind.CALM_DOWN, ActKind.AS_I_SAID, ActKind.NOT_OUR_PROBLEM, ActKind.PER_POLICY, ActKind.SHOUTING],
)
def test_the_stop_list_caps_respect_at_one(graded: Grading, kind: ActKind) -> None:
    log = Log(a_case())
    log.says("Calm down, please", acts={kind: "Calm down"})
    found = criterion(graded(log.case, log.events), "T6")
    assert (found.level, found.grader) == (1, "rule")
    assert found.evidence[0].quote == "Calm down"


def test_a_formula_without_a_specific_caps_acknowledgement_and_with_one_it_does_not(graded: Grading) -> None:
    text = "Sorry for any inconvenience. 400 people see a dead site."
    formula = {ActKind.ACKNOWLEDGE_FORMULA: "Sorry for any inconvenience"}
    bare, specific = Log(a_case()), Log(a_case())
    bare.says(text, acts=formula)
    specific.says(text, acts={**formula, ActKind.ACKNOWLEDGE: "400 people see a dead site"})
    assert criterion(graded(bare.case, bare.events), "T1").level == 1
    assert criterion(graded(specific.case, specific.events), "T1").level == 3


def test_the_case_value_is_the_mean_and_the_worst_message_is_named(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.says("Good morning")
    worst = log.says("Bad morning")

    def moody(text: str, reading: object, **_rest: object):
        return steady_tone(1 if text.startswith("Bad") else 4)(text, reading)

    section = grade(log.case, log.events, rubrics, message=moody).rubric("T")
    assert section is not None
    assert section.worst == worst
    assert len(section.messages) == 2
    assert section.score == pytest.approx(sum(section.messages.values()) / 2, abs=0.1)


def test_a_foreign_quote_from_a_tone_grader_leaves_the_criterion_ungraded(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.says("Good morning")
    honest = steady_tone(4)

    def liar(text: str, reading: object, **rest: object):
        grades = dict(honest(text, reading, **rest))
        proof = grades["T2"].evidence[0].model_copy(update={"quote": "never said"})
        grades["T2"] = grades["T2"].model_copy(update={"evidence": (proof,)})
        return grades

    found = criterion(grade(log.case, log.events, rubrics, message=liar), "T2")
    assert found.level is None
    assert found.ungraded == "no-evidence"


def test_closure_is_not_asked_of_a_message_in_the_middle(graded: Grading) -> None:
    log = Log(a_case())
    log.says("First")
    log.says("Last")
    assert len(criterion(graded(log.case, log.events), "T10").evidence) == 1
