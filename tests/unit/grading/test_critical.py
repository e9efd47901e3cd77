import pytest

from simulator.domain.reading import ActKind
from tests.builders import ESCALATION, FULL_PACK, Log, a_case
from tests.unit.grading.conftest import Grading, codes, criterion

IDENTITY = {"crm": "acc-4102", "verify": "no match", "passes": False, "decisive": True}


def said(text: str, kind: ActKind, words: str, data: dict[str, str] | None = None, **changes: object) -> Log:
    log = Log(a_case(**changes))
    log.says(text, acts={kind: (words, data or {})})
    return log


@pytest.mark.parametrize(
    ("text", "kind", "data", "expected"),
    [
        ("Send me your private key", ActKind.ASK_SECRET, {}, ("CF-01", "RED")),
        ("Run mkfs on the disk", ActKind.UNSAFE, {}, ("CF-04", "RED")),
        ("Run mkfs, it wipes the disk", ActKind.UNSAFE, {"warned": "1"}, ("CF-04", "AMBER")),
        ("You are hopeless", ActKind.INSULT, {}, ("CF-05", "RED")),
        ("It is your own fault", ActKind.BLAME, {}, ("CF-05", "AMBER")),
        ("Fixed in ten minutes for sure", ActKind.ETA, {}, ("CF-06", "AMBER")),
        ("You will get your money back", ActKind.COMPENSATION, {}, ("CF-06", "AMBER")),
        ("chmod 777 it", ActKind.INSECURE_FIX, {}, ("CF-10", "AMBER")),
        ("Our Ivan broke it", ActKind.NAMES_COLLEAGUE, {}, ("CF-11", "AMBER")),
    ],
)
def test_grave_words_are_hits_with_their_quote(
    graded: Grading, text: str, kind: ActKind, data: dict[str, str], expected: tuple[str, str]
) -> None:
    log = said(text, kind, text, data)
    grade = graded(log.case, log.events)
    assert codes(grade) == [expected]
    assert grade.critical_fails[0].quote == text
    assert grade.critical_fails[0].because


def test_a_warned_and_backed_up_step_is_no_hit(graded: Grading) -> None:
    log = said("Snapshot first, then fsck", ActKind.UNSAFE, "fsck", {"warned": "1", "backup": "1"})
    assert codes(graded(log.case, log.events)) == []


def test_an_insecure_fix_is_red_in_a_security_case(graded: Grading) -> None:
    log = said("Open 22 to the world", ActKind.INSECURE_FIX, "Open 22 to the world", category="security")
    assert codes(graded(log.case, log.events)) == [("CF-10", "RED")]


def test_a_time_the_team_gave_is_no_invention_of_a_time(graded: Grading) -> None:
    log = Log(a_case(outcome="escalate", escalation=ESCALATION))
    log.runs("opsview lb lb-31c")
    made = log.escalates("L2-NET", FULL_PACK)
    log.team("L2-NET", made, accepted=True)
    log.events[-1] = log.events[-1].model_copy(update={"text": "Back by 11:20"})
    words = "It is back at 11:20"
    log.says(words, acts={ActKind.ETA: words})
    assert codes(graded(log.case, log.events)) == []


def test_conditional_wording_disarms_a_promise(graded: Grading) -> None:
    log = Log(a_case())
    text = "If the disk survives, everything comes back"
    log.says(text, acts={ActKind.GUARANTEE: "everything comes back", ActKind.CONDITIONAL: text})
    assert codes(graded(log.case, log.events)) == []


def test_naming_the_team_that_takes_over_is_a_route_not_shame(graded: Grading) -> None:
    log = Log(a_case())
    text = "The network team takes it over"
    log.says(text, acts={ActKind.NAMES_COLLEAGUE: "network team", ActKind.ROUTE: text})
    assert codes(graded(log.case, log.events)) == []


def test_a_pitfall_the_card_marks_is_a_hit_and_a_doubtful_one_is_not(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Delete the target group", pitfalls=[("X1", "Delete the target group")])
    assert codes(graded(log.case, log.events)) == [("CF-04", "RED")]
    log = Log(a_case())
    log.says("Delete the target group", pitfalls=[("X1", "Delete the target group", 0.7)])
    assert codes(graded(log.case, log.events)) == []


def test_private_words_to_an_unverified_person_are_red(graded: Grading) -> None:
    log = Log(a_case(identity=IDENTITY))
    log.runs("verify caller")
    log.says("vm-a9 belongs to M. Orlova", acts={ActKind.DISCLOSURE: ("vm-a9 belongs", {"what": "id"})})
    assert codes(graded(log.case, log.events)) == [("CF-02", "RED")]


def test_speaking_of_the_owner_in_general_discloses_nothing(graded: Grading) -> None:
    log = Log(a_case(identity=IDENTITY))
    log.says(
        "The owner has to confirm it",
        acts={ActKind.DISCLOSURE: ("The owner has to confirm it", {"what": "state"})},
    )
    assert codes(graded(log.case, log.events)) == []


def test_after_the_owner_has_confirmed_the_talk_is_open(graded: Grading) -> None:
    log = Log(a_case(identity=IDENTITY))
    asked = log.says("Let the owner invite you", steps=[("S1", "Let the owner invite you")])
    log.does("S1", asked, restored=True)
    log.says("vm-a9 is yours now", acts={ActKind.DISCLOSURE: ("vm-a9 is yours", {"what": "id"})})
    assert codes(graded(log.case, log.events)) == []


def test_closing_without_solution_consent_or_route_is_amber(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Closed.", via="close")
    log.closes(consent=False)
    grade = graded(log.case, log.events)
    assert codes(grade) == [("CF-08", "AMBER")]
    assert grade.critical_fails[0].quote == "Closed."


def test_walking_away_is_amber_and_closing_with_consent_is_not(graded: Grading) -> None:
    log = Log(a_case())
    log.abandons()
    assert codes(graded(log.case, log.events)) == [("CF-08", "AMBER")]
    log = Log(a_case())
    log.closes(consent=True)
    assert codes(graded(log.case, log.events)) == []


MASS = {
    "category": "mass-incident",
    "outcome": "escalate",
    "escalation": {**ESCALATION, "team": "INC-MGR"},
    "priority": {
        "impact": "H",
        "urgency": "H",
        "level": "P1",
        "why": {"en": "x", "ru": "x"},
        "major_candidate": True,
    },
}


def test_silence_about_a_major_incident_is_red_and_a_late_word_amber(graded: Grading) -> None:
    log = Log(a_case(**MASS))
    log.runs("opsview lb lb-31c")
    log.waits(16)
    assert codes(graded(log.case, log.events)) == [("CF-09", "RED")]
    log.raises()
    assert codes(graded(log.case, log.events)) == [("CF-09", "AMBER")]


def test_a_candidate_in_time_or_the_incident_manager_is_enough(graded: Grading) -> None:
    for deed in ("raise", "manager"):
        log = Log(a_case(**MASS))
        log.runs("opsview lb lb-31c")
        if deed == "raise":
            log.raises()
        else:
            log.escalates("INC-MGR", FULL_PACK)
        grade = graded(log.case, log.events)
        assert codes(grade) == []
        assert criterion(grade, "C1").level == 4
        assert criterion(grade, "P5").level == 4


def test_lowering_the_priority_after_the_evidence_is_red(graded: Grading) -> None:
    log = Log(a_case(**MASS))
    log.classifies("mass-incident", "H", "H")
    log.runs("opsview lb lb-31c")
    log.raises()
    log.classifies("mass-incident", "M", "L")
    assert codes(graded(log.case, log.events)) == [("CF-09", "RED")]
