from simulator.domain.reading import ActKind
from tests.builders import Log, a_case
from tests.unit.grading.conftest import Grading, criterion

MOVED = "The application moved to port 3000 and the balancer still uses 8080"
REFUSED = "Since 10:03 both servers refuse connections on 8080"
ITSELF = "the balancer itself answers"


def informed(log: Log) -> Log:
    log.runs("opsview lb lb-31c")
    log.runs("curl -sI https://shop.example/")
    said = log.says("Please run ss -lntp", requests=[("C1", "run ss -lntp")])
    log.shows("C1", said)
    return log


def test_right_reading_with_what_it_excludes_is_worth_four(graded: Grading) -> None:
    log = informed(Log(a_case()))
    text = f"{REFUSED}; {ITSELF}."
    log.says(text, findings=[("K1", REFUSED), ("K2", ITSELF)], acts={ActKind.FINDING: REFUSED})
    log.says(MOVED, causes=[("CAUSE", MOVED)])
    grade = criterion(graded(log.case, log.events), "D5")
    assert grade.level == 4
    assert grade.grader == "language"
    assert grade.confidence < 1


def test_the_wrong_cause_is_the_opposite_reading(graded: Grading) -> None:
    log = informed(Log(a_case()))
    log.says("The balancer is broken", causes=[("W1", "The balancer is broken")])
    grades = graded(log.case, log.events)
    assert criterion(grades, "D5").level == 0
    assert criterion(grades, "D7").level == 0


def test_a_wrong_cause_taken_back_by_the_right_one_is_forgiven(graded: Grading) -> None:
    log = informed(Log(a_case()))
    log.classifies("network", "H", "H")
    log.says("The balancer is broken", causes=[("W1", "The balancer is broken")])
    log.says(MOVED, causes=[("CAUSE", MOVED)])
    grades = graded(log.case, log.events)
    assert criterion(grades, "D7").level == 4
    assert criterion(grades, "D5").level is not None
    assert (criterion(grades, "D5").level or 0) >= 3


def test_a_right_cause_that_is_ahead_of_the_evidence_is_not_honest(graded: Grading) -> None:
    log = Log(a_case())
    log.classifies("network", "H", "H")
    log.says(MOVED, causes=[("CAUSE", MOVED)])
    assert criterion(graded(log.case, log.events), "D7").level == 3


def test_a_doubtful_match_is_no_cause(graded: Grading) -> None:
    log = Log(a_case())
    log.says("The balancer is broken", causes=[("W1", "The balancer is broken", 0.62)])
    assert criterion(graded(log.case, log.events), "D7").evidence[0].quote is None


def test_the_recorded_cause_counts(graded: Grading) -> None:
    log = informed(Log(a_case()))
    log.classifies("network", "H", "H")
    resolved = log.resolves(MOVED, causes=[("CAUSE", MOVED)])
    grade = criterion(graded(log.case, log.events), "D7")
    assert (grade.level, grade.evidence[0].event) == (4, resolved)


def test_framing_counts_five_parts_in_the_trainee_s_words(graded: Grading) -> None:
    log = Log(a_case())
    log.says("All visitors get 502 since 10:03, right in your launch. Did you deploy anything at ten?")
    grade = criterion(graded(log.case, log.events), "D2")
    assert grade.level == 4
    assert all(each.quote for each in grade.evidence)


def test_a_promised_time_is_not_the_onset(graded: Grading) -> None:
    log = Log(a_case())
    words = "I'll write at 13:00."
    log.says(words, acts={ActKind.PROMISE: (words, {"due_clock": "13:00"})})
    assert criterion(graded(log.case, log.events), "D2").level == 0


def test_a_restoring_step_with_prevention_is_worth_four(graded: Grading) -> None:
    log = informed(Log(a_case()))
    text = "Roll the release back. Next time change the port together."
    log.says(text, steps=[("S1", "Roll the release back"), ("S2", "change the port together")])
    assert criterion(graded(log.case, log.events), "D8").level == 4


def test_a_step_before_its_ground_is_known_is_a_guess(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Roll the release back.", steps=[("S1", "Roll the release back")])
    assert criterion(graded(log.case, log.events), "D8").level == 2


def test_harmful_advice_spoils_the_remedy_and_safety(graded: Grading) -> None:
    log = informed(Log(a_case()))
    text = "Delete the target group. Then roll the release back."
    log.says(text, steps=[("S1", "roll the release back")], pitfalls=[("X1", "Delete the target group")])
    grades = graded(log.case, log.events)
    assert criterion(grades, "D8").level == 0
    assert criterion(grades, "D9").level == 0


def test_verification_wants_an_own_probe_and_the_customer_s_word(graded: Grading) -> None:
    log = informed(Log(a_case()))
    said = log.says("Roll the release back.", steps=[("S1", "Roll the release back")])
    log.does("S1", said, restored=True)
    log.customer("done", said, "done")
    assert criterion(graded(log.case, log.events), "D10").level == 0
    asked = log.says("Does it open?", acts={ActKind.CONFIRM_ASKED: "Does it open?"})
    assert criterion(graded(log.case, log.events), "D10").level == 2
    log.runs("curl -sI https://shop.example/")
    log.customer("yes", asked, "confirm")
    assert criterion(graded(log.case, log.events), "D10").level == 4


def test_should_work_is_no_verification(graded: Grading) -> None:
    log = informed(Log(a_case()))
    log.says("It should work now.", via="resolve")
    log.resolves("release")
    assert criterion(graded(log.case, log.events), "D10").level == 1
