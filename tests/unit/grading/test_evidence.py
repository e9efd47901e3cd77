from hypothesis import given, strategies as st

from simulator.domain.grade import CriterionGrade, Evidence
from simulator.grading.evidence import proven

TEXTS = {3: ("I checked the balancer, both servers refuse.",)}


def level(*evidence: Evidence) -> CriterionGrade:
    return CriterionGrade(id="D5", level=4, evidence=evidence)


def test_a_quote_that_was_never_said_does_not_count() -> None:
    grade = proven(level(Evidence(event=3, quote="I checked the weather")), TEXTS, 9)
    assert grade.level is None
    assert grade.ungraded == "no-evidence"


def test_a_quote_from_another_message_does_not_count() -> None:
    grade = proven(level(Evidence(event=4, quote="I checked the balancer")), TEXTS, 9)
    assert grade.level is None


def test_an_event_that_never_happened_does_not_count() -> None:
    assert proven(level(Evidence(event=10)), TEXTS, 9).level is None
    assert proven(level(Evidence(event=0)), TEXTS, 9).level is None


def test_true_evidence_stays_and_false_evidence_is_dropped() -> None:
    true, false = Evidence(event=3, quote="both servers refuse"), Evidence(event=3, quote="nobody refuses")
    grade = proven(level(true, false), TEXTS, 9)
    assert grade.level == 4
    assert grade.evidence == (true,)


def test_what_is_not_applicable_stays_so() -> None:
    grade = CriterionGrade(id="D6", not_applicable="card-does-not-need-it")
    assert proven(grade, TEXTS, 9) == grade


@given(st.text(min_size=1, max_size=40))
def test_only_exact_substrings_hold(quote: str) -> None:
    held = proven(level(Evidence(event=3, quote=quote)), TEXTS, 9).level is not None
    assert held == (quote in TEXTS[3][0])
