import pytest

from simulator.domain.reading import ActKind
from tests.builders import ESCALATION, FULL_PACK, Log, a_case
from tests.unit.grading.conftest import Grading, criterion


def escalated(team: str = "L2-NET", *, wait: float = 4, pack: dict[str, str] | None = None) -> Log:
    log = Log(a_case(outcome="escalate", escalation=ESCALATION))
    log.runs("opsview lb lb-31c")
    log.classifies("network", "H", "H")
    log.escalates(team, FULL_PACK if pack is None else pack, after=wait)
    return log


@pytest.mark.parametrize(("wait", "level"), [(4, 4), (14, 3), (18, 2), (35, 1), (90, 0)])
def test_time_from_the_criteria_decides_the_moment(graded: Grading, wait: float, level: int) -> None:
    log = escalated(wait=wait)
    assert criterion(graded(log.case, log.events), "E1").level == level


def test_a_hand_over_before_the_evidence_is_half_right(graded: Grading) -> None:
    log = Log(a_case(outcome="escalate", escalation=ESCALATION))
    log.escalates("L2-NET", FULL_PACK)
    assert criterion(graded(log.case, log.events), "E1").level == 2


@pytest.mark.parametrize(("team", "level"), [("L2-NET", 4), ("L2-GEN", 2), ("L2-COMPUTE", 0)])
def test_the_team_is_right_near_or_wrong(graded: Grading, team: str, level: int) -> None:
    log = escalated(team)
    assert criterion(graded(log.case, log.events), "E2").level == level


def test_a_wrong_team_first_and_the_right_one_later_makes_up_for_half(graded: Grading) -> None:
    log = escalated("L2-COMPUTE")
    log.escalates("L2-NET", FULL_PACK)
    assert criterion(graded(log.case, log.events), "E2").level == 2


def test_a_full_pack_is_worth_four_and_names_nothing_missing(graded: Grading) -> None:
    log = escalated()
    assert criterion(graded(log.case, log.events), "E3").level == 4


def test_filler_does_not_fill_a_pack(graded: Grading) -> None:
    log = escalated(pack=dict.fromkeys(FULL_PACK, "see ticket"))
    assert criterion(graded(log.case, log.events), "E3").level == 0


def test_half_a_pack_is_under_sixty_percent(graded: Grading) -> None:
    log = escalated(pack=dict(list(FULL_PACK.items())[:6]))
    grade = criterion(graded(log.case, log.events), "E3")
    assert grade.level == 1
    assert grade.because
    assert "consent" in grade.because.en or "request" in grade.because.en


@pytest.mark.parametrize(
    ("request_", "level"),
    [
        ("Please look", 0),
        ("Re-attach target group tg-web to lb-31c by 11:00", 4),
        ("Look at the balancer; restart vm-a1; check the logs; tell the customer", 2),
    ],
)
def test_one_deed_is_a_request_and_a_wish_is_not(graded: Grading, request_: str, level: int) -> None:
    log = escalated(pack={**FULL_PACK, "request": request_})
    assert criterion(graded(log.case, log.events), "E4").level == level


def test_the_priority_needs_its_impact(graded: Grading) -> None:
    assert criterion(graded((log := escalated()).case, log.events), "E5").level == 4
    bare = escalated(pack={**FULL_PACK, "priority": "P1"})
    assert criterion(graded(bare.case, bare.events), "E5").level == 3


def test_the_customer_is_told_who_when_and_that_nothing_need_be_repeated(graded: Grading) -> None:
    log = escalated()
    assert criterion(graded(log.case, log.events), "E6").level == 0
    text = "The network team has it with all the outputs, you won't have to repeat anything. I'll write at 10:40."
    log.says(text, acts={ActKind.ROUTE: "The network team has it", ActKind.PROMISE: "I'll write at 10:40."})
    assert criterion(graded(log.case, log.events), "E6").level == 4


def test_a_kept_a_late_and_a_forgotten_update(graded: Grading) -> None:
    levels = []
    for ending in ("kept", "late", "forgotten"):
        log = escalated()
        said = log.says("I'll write at 10:40.", acts={ActKind.PROMISE: "I'll write at 10:40."})
        due = log.promises(said, "I'll write at 10:40.", 20)
        if ending == "kept":
            log.says("News: the team works on it and will re-attach the group.", after=15)
            log.settles(due, kept=True)
        else:
            log.settles(due, kept=False, after=40)
            if ending == "late":
                log.says("Sorry, here is the late update on the team's work.")
        levels.append(criterion(graded(log.case, log.events), "E7").level)
    assert levels == [4, 2, 0]


def test_no_hand_over_where_one_is_due_is_zero(graded: Grading) -> None:
    log = Log(a_case(outcome="escalate", escalation=ESCALATION))
    log.says("I'm on it")
    grade = graded(log.case, log.events)
    assert [criterion(grade, f"E{i}").level for i in range(1, 5)] == [0, 0, 0, 0]


def test_an_unneeded_hand_over_is_seen(graded: Grading) -> None:
    log = Log(a_case())
    log.escalates("L2-NET", FULL_PACK)
    assert criterion(graded(log.case, log.events), "E1").level == 0
