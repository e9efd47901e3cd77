from simulator.domain.reading import ActKind
from tests.builders import ESCALATION, Log, a_case
from tests.unit.grading.conftest import Grading, criterion

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


def told(text: str, acts: dict, **targets: list) -> Log:
    log = Log(a_case(**MASS))
    log.runs("opsview lb lb-31c")
    log.runs("status --zone ru-1a")
    log.raises()
    log.says(text, acts=acts, **targets)
    return log


GOOD = (
    "Your launch has stood still since 10:03 in ru-1a. Both servers refuse connections. We don't know the cause yet. "
    "Please leave the servers alone for now. I'll write at 10:40."
)


def good() -> Log:
    return told(
        GOOD,
        {
            ActKind.ACKNOWLEDGE: "Your launch has stood still",
            ActKind.FINDING: "Both servers refuse connections",
            ActKind.UNKNOWN_STATED: "We don't know the cause yet",
            ActKind.OPTION: "Please leave the servers alone for now",
            ActKind.PROMISE: "I'll write at 10:40.",
        },
    )


def test_a_good_message_is_good_on_every_count(graded: Grading) -> None:
    log = good()
    made = graded(log.case, log.events)
    assert {f"C{i}": criterion(made, f"C{i}").level for i in range(1, 8)} == dict.fromkeys(
        (f"C{i}" for i in range(1, 8)), 4
    )
    assert criterion(made, "C8").not_applicable == "not-closed"


def test_a_stated_guess_is_zero_and_a_hedged_one_is_half(graded: Grading) -> None:
    text = "The balancer is broken."
    stated = told(text, {ActKind.CAUSE: (text, {})}, causes=[("W1", "The balancer is broken")])
    hedged = told(text, {ActKind.CAUSE: (text, {"hedged": "1"})}, causes=[("W1", "The balancer is broken")])
    assert criterion(graded(stated.case, stated.events), "C4").level == 0
    assert criterion(graded(hedged.case, hedged.events), "C4").level == 2


def test_an_update_time_that_was_missed_is_half(graded: Grading) -> None:
    log = good()
    due = log.promises(5, "I'll write at 10:40.", 20)
    log.settles(due, kept=False, after=40)
    made = graded(log.case, log.events)
    assert criterion(made, "C6").level == 2
    assert criterion(made, "C1").level == 2


def test_a_late_candidate_is_half_and_none_is_zero(graded: Grading) -> None:
    log = Log(a_case(**MASS))
    log.runs("opsview lb lb-31c")
    log.raises(after=10)
    assert criterion(graded(log.case, log.events), "C1").level == 2
    log = Log(a_case(**MASS))
    log.runs("opsview lb lb-31c")
    assert criterion(graded(log.case, log.events), "C1").level == 0
