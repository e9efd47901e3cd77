import pytest

from simulator.domain.reading import ActKind
from tests.builders import Log, a_case
from tests.unit.grading.conftest import Grading, criterion

MOVED = "The application moved to port 3000 and the balancer still uses 8080"
IDENTITY = {"crm": "acc-4102", "verify": "no match", "passes": False, "decisive": True}


def test_rights_checked_before_the_first_word_are_worth_four(graded: Grading) -> None:
    log = Log(a_case())
    check = log.runs("crm lb-31c")
    log.says("Your server vm-a1 refuses connections", acts={ActKind.DISCLOSURE: "Your server vm-a1"})
    grade = criterion(graded(log.case, log.events), "D1")
    assert (grade.level, grade.evidence[0].event) == (4, check)


def test_rights_checked_after_the_word_but_before_the_deed_are_late(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Your server vm-a1 refuses connections", acts={ActKind.DISCLOSURE: "Your server vm-a1"})
    log.runs("crm lb-31c")
    assert criterion(graded(log.case, log.events), "D1").level == 2


def test_no_check_of_rights_is_zero_and_quotes_the_words(graded: Grading) -> None:
    log = Log(a_case())
    said = log.says("Your server vm-a1 refuses connections", acts={ActKind.DISCLOSURE: "Your server vm-a1"})
    grade = criterion(graded(log.case, log.events), "D1")
    assert grade.level == 0
    assert (grade.evidence[0].event, grade.evidence[0].quote) == (said, "Your server vm-a1")


def test_where_identity_decides_crm_alone_is_not_a_check(graded: Grading) -> None:
    log = Log(a_case(identity=IDENTITY))
    log.runs("crm lb-31c")
    log.says("vm-a9 belongs to M. Orlova", acts={ActKind.DISCLOSURE: ("vm-a9 belongs", {"what": "id"})})
    assert criterion(graded(log.case, log.events), "D1").level == 0


def test_d1_counts_double_on_cards_that_turn_on_identity(graded: Grading) -> None:
    plain, decisive = Log(a_case()), Log(a_case(identity=IDENTITY))
    for log in (plain, decisive):
        log.says("vm-a9 is up", acts={ActKind.DISCLOSURE: ("vm-a9", {"what": "id"})}, steps=[("S1", "is up")])
        log.runs("opsview lb lb-31c")
    scores = [
        (graded(log.case, log.events).rubric("D") or pytest.fail("no D")).score for log in (plain, decisive)
    ]
    assert (scores[1] or 0) < (scores[0] or 0)


@pytest.mark.parametrize(("times", "level"), [(0, 3), (1, 2), (2, 1), (3, 0)])
def test_each_needless_question_costs(graded: Grading, times: int, level: int) -> None:
    log = Log(a_case())
    log.says(
        "What changed around ten?",
        asks=[("F1", "What changed")],
        acts={ActKind.QUESTION: "What changed around ten?"},
    )
    for _ in range(times):
        log.says("What is the balancer's id?", acts={ActKind.REASK: "What is the balancer's id?"})
    assert criterion(graded(log.case, log.events), "D3").level == level


def test_one_question_with_its_reason_is_worth_four(graded: Grading) -> None:
    log = Log(a_case())
    log.says(
        "What changed around ten? It tells whose port moved.",
        asks=[("F1", "What changed")],
        acts={ActKind.QUESTION: "What changed around ten?", ActKind.REASON: "It tells whose port moved"},
    )
    assert criterion(graded(log.case, log.events), "D3").level == 4


def test_asking_for_a_fact_the_customer_has_told_is_needless(graded: Grading) -> None:
    log = Log(a_case())
    first = log.says(
        "What changed?", asks=[("F1", "What changed?")], acts={ActKind.QUESTION: "What changed?"}
    )
    log.tells("F1", first)
    log.customer("We shipped at 10:02", first, "tell")
    log.says("And what changed?", asks=[("F1", "what changed?")], acts={ActKind.QUESTION: "what changed?"})
    assert criterion(graded(log.case, log.events), "D3").level == 2


def test_a_run_that_asks_nothing_has_no_economy_to_grade(graded: Grading) -> None:
    log = Log(a_case())
    log.says("I'm on it")
    assert criterion(graded(log.case, log.events), "D3").not_applicable == "nothing-asked"


def run_with_checks(*commands: str, strays: int = 0, customer_check: bool = False) -> Log:
    log = Log(a_case())
    for command in commands:
        log.runs(command)
    for i in range(strays):
        log.runs(f"opsview bucket b-{i}")
    if customer_check:
        said = log.says("Run ss -lntp", requests=[("C1", "Run ss -lntp")])
        log.shows("C1", said)
    log.says(MOVED, causes=[("CAUSE", MOVED)])
    return log


def test_all_key_evidence_before_the_cause_is_worth_four(graded: Grading) -> None:
    log = run_with_checks("opsview lb lb-31c", "curl -sI https://shop.example/", customer_check=True)
    assert criterion(graded(log.case, log.events), "D4").level == 4


def test_the_formula_of_d4_takes_key_share_and_wandering(graded: Grading) -> None:
    # 0.6 × 1/3 + 0.4 × 1/(1+2) = 0.333: under a half
    log = run_with_checks("opsview lb lb-31c", strays=5)
    assert criterion(graded(log.case, log.events), "D4").level == 2
    # three strays are free: 0.6 × 1/3 + 0.4 = 0.6: under 80 %
    log = run_with_checks("opsview lb lb-31c", strays=3)
    assert criterion(graded(log.case, log.events), "D4").level == 3


def test_a_cause_before_any_evidence_is_random(graded: Grading) -> None:
    log = Log(a_case())
    said = log.says(MOVED, causes=[("CAUSE", MOVED)])
    log.runs("opsview lb lb-31c")
    grade = criterion(graded(log.case, log.events), "D4")
    assert grade.level == 0
    assert grade.evidence[0].event == said


def test_an_equal_check_stands_for_the_key_one(graded: Grading) -> None:
    base = a_case().scenario.model_dump(mode="json")
    tools = [{**tool, "equals": ["K1", "K2"]} if tool["id"] == "K3" else tool for tool in base["tools"]]
    commands = [{**command, "key": False} for command in base["commands"]]
    log = Log(a_case(tools=tools, commands=commands))
    log.runs("status --zone ru-1a")
    log.says(MOVED, causes=[("CAUSE", MOVED)])
    assert criterion(graded(log.case, log.events), "D4").level == 4


@pytest.mark.parametrize(
    ("before", "after", "level"),
    [
        ((), (), 0),
        ((), ("status",), 1),
        (("incidents",), (), 2),
        (("incidents", "changes"), (), 3),
        (("status", "incidents", "changes"), (), 4),
    ],
)
def test_the_pattern_check_counts_what_was_seen_before_the_cause(
    graded: Grading, before: tuple[str, ...], after: tuple[str, ...], level: int
) -> None:
    tools = [tool for tool in a_case().scenario.model_dump(mode="json")["tools"] if tool["id"] != "K3"]
    log = Log(a_case(pattern_check=True, tools=tools))
    for command in before:
        log.runs(command)
    log.says(MOVED, causes=[("CAUSE", MOVED)])
    for command in after:
        log.runs(command)
    grade = criterion(graded(log.case, log.events), "D6")
    assert grade.level == level


def test_a_card_that_needs_no_pattern_check_does_not_grade_it(graded: Grading) -> None:
    log = Log(a_case())
    log.runs("status --zone ru-1a")
    assert criterion(graded(log.case, log.events), "D6").not_applicable
