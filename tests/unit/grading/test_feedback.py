import pytest

from simulator.domain.reading import ActKind
from simulator.domain.rubric import Rubrics
from simulator.grading.dossier import Dossier
from simulator.grading.grade import grade
from simulator.grading.rewriting import rewritten
from tests.builders import Log, a_case
from tests.unit.grading.conftest import Grading, steady_tone


def line(text: str, acts: dict, *, lang: str = "en", seen: bool = True) -> tuple[Dossier, str]:
    log = Log(a_case(lang=lang))
    if seen:
        log.runs("opsview lb lb-31c")
    log.says(text, acts=acts)
    return Dossier.of(log.case, log.events), text


def test_a_formula_is_replaced_by_what_this_customer_loses() -> None:
    d, _ = line(
        "Sorry for any inconvenience. I'm looking at lb-31c.",
        {ActKind.ACKNOWLEDGE_FORMULA: "Sorry for any inconvenience"},
    )
    better = rewritten(d, "T1", d.replies[0])
    assert better is not None
    assert "400 people" in better
    assert "inconvenience" not in better
    assert "I'm looking at lb-31c." in better


def test_a_vague_promise_becomes_a_time() -> None:
    d, _ = line("Мы скоро вернёмся.", {ActKind.PROMISE_VAGUE: "Мы скоро вернёмся."}, lang="ru")
    assert rewritten(d, "T5", d.replies[0]) == "В 10:19 напишу, даже если новостей ещё не будет."


def test_a_rewriting_shows_only_what_had_been_seen() -> None:
    d, _ = line("The problem is yours.", {ActKind.BLAME: "The problem is yours."}, seen=False)
    better = rewritten(d, "T2", d.replies[0])
    assert better is not None
    assert "8080" not in better
    d, _ = line("The problem is yours.", {ActKind.BLAME: "The problem is yours."})
    assert "8080" in (rewritten(d, "T2", d.replies[0]) or "")


def test_a_cause_named_too_soon_becomes_a_request_for_the_key_check() -> None:
    log = Log(a_case())
    log.says("The balancer is broken.", causes=[("W1", "The balancer is broken")])
    d = Dossier.of(log.case, log.events)
    assert rewritten(d, "D4", d.replies[0]) == "Run ss -lntp."


def test_feedback_is_one_strength_one_change_one_link(graded: Grading) -> None:
    log = Log(a_case())
    log.runs("crm lb-31c")
    log.says(
        "Sorry for any inconvenience. All visitors get 502 since 10:03 in your launch.",
        acts={ActKind.ACKNOWLEDGE_FORMULA: "Sorry for any inconvenience"},
    )
    made = graded(log.case, log.events).feedback
    assert made.strength is not None
    assert made.change is not None
    assert made.link is not None
    assert made.change.quote
    assert made.strength.quote


def test_a_critical_fail_comes_first(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Send me your private key. I'm on it.", acts={ActKind.ASK_SECRET: "Send me your private key"})
    change = graded(log.case, log.events).feedback.change
    assert change is not None
    assert (change.criterion, change.quote) == ("CF-01", "Send me your private key")
    assert change.rewritten == "I'm on it."


def test_a_perfect_tone_is_never_the_change(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.says("Hello")
    change = grade(log.case, log.events, rubrics, message=steady_tone(4)).feedback.change
    assert change is not None
    assert not change.criterion.startswith("T")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_remarks_are_written_in_both_languages(graded: Grading, lang: str) -> None:
    log = Log(a_case(lang=lang))
    log.says("Hello")
    change = graded(log.case, log.events).feedback.change
    assert change is not None
    assert change.text.en != change.text.ru
