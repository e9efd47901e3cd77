from tests.builders import Log, a_case
from tests.unit.grading.conftest import Grading, criterion


def levels(graded: Grading, log: Log) -> list[float | None]:
    made = graded(log.case, log.events)
    return [criterion(made, f"P{i}").level for i in range(1, 6)]


def test_right_near_and_wrong_levels(graded: Grading) -> None:
    log = Log(a_case())
    log.classifies("network", "H", "H")
    assert levels(graded, log) == [4, 4, 4, 4, 4]
    log = Log(a_case())
    log.classifies("billing-entitlement", "M", "L")
    assert levels(graded, log) == [2, 0, 0, 0, 4]


def test_setting_right_because_of_new_facts_earns_full_points(graded: Grading) -> None:
    log = Log(a_case())
    log.classifies("performance", "L", "H")
    log.runs("opsview lb lb-31c")
    log.classifies("network", "H", "H")
    assert levels(graded, log) == [4, 4, 4, 4, 4]


def test_setting_right_late_without_new_facts_earns_half(graded: Grading) -> None:
    log = Log(a_case())
    log.runs("opsview lb lb-31c")
    log.classifies("performance", "L", "H")
    log.waits(30)
    log.classifies("network", "H", "H")
    assert levels(graded, log) == [2, 4, 2, 2, 4]


def test_an_alarm_without_ground_is_wrong(graded: Grading) -> None:
    log = Log(a_case())
    log.raises()
    assert criterion(graded(log.case, log.events), "P5").level == 0


def test_no_classification_is_zero_and_rests_on_the_log(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Hello")
    found = criterion(graded(log.case, log.events), "P3")
    assert found.level == 0
    assert found.evidence[0].event == len(log.events)
