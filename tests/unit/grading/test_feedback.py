"""One strength, one change, one link: true, whole and from this run."""

import pytest

from simulator.domain.reading import ActKind
from simulator.domain.rubric import Rubrics
from simulator.grading.grade import grade
from simulator.grading.practice import CARDS
from tests.builders import Log, a_case
from tests.unit.grading.conftest import Grading, steady_tone

OPENER = "Sorry for any inconvenience. All visitors get 502 since 10:03 in your launch."


def test_feedback_is_one_strength_one_change_one_link(graded: Grading) -> None:
    log = Log(a_case())
    log.runs("crm lb-31c")
    log.says(OPENER, acts={ActKind.ACKNOWLEDGE_FORMULA: "Sorry for any inconvenience"})
    made = graded(log.case, log.events).feedback
    assert made.strength is not None
    assert made.change is not None
    assert made.link is not None
    assert made.strength.quote == "All visitors get 502 since 10:03 in your launch."


def test_a_poor_run_is_praised_for_nothing(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.says(
        "Your problem, not ours at all.", acts={ActKind.NOT_OUR_PROBLEM: "Your problem, not ours at all."}
    )
    assert grade(log.case, log.events, rubrics, message=steady_tone(2)).feedback.strength is None


def test_a_faulty_sentence_is_never_the_strength(graded: Grading) -> None:
    log = Log(a_case())
    words = "It is your own fault that visitors get 502."
    log.says(words, acts={ActKind.BLAME: "your own fault"})
    assert graded(log.case, log.events).feedback.strength is None


def test_a_single_word_is_never_the_strength(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Resolved.")
    assert graded(log.case, log.events).feedback.strength is None


def test_a_critical_fail_comes_first_and_its_message_is_written_anew(graded: Grading) -> None:
    log = Log(a_case())
    log.says("Send me your private key. I'm on it.", acts={ActKind.ASK_SECRET: "Send me your private key"})
    change = graded(log.case, log.events).feedback.change
    assert change is not None
    assert (change.criterion, change.quote) == ("CF-01", "Send me your private key.")
    assert change.rewritten is not None
    assert "key" not in change.rewritten
    assert "Run ss -lntp" in change.rewritten


def test_the_loss_is_shown_in_the_first_message(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.says("Hello and good morning, we look at it.")
    log.says("Goodbye and have a nice day, please.")
    change = grade(log.case, log.events, rubrics, message=steady_tone(0)).feedback.change
    assert change is not None
    assert change.criterion[0] in "TD"
    if change.criterion == "T1":
        assert change.event == log.events[1].n


def test_a_perfect_tone_is_never_the_change(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.says("Hello")
    change = grade(log.case, log.events, rubrics, message=steady_tone(4)).feedback.change
    assert change is not None
    assert not change.criterion.startswith("T")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_remarks_are_written_in_both_languages_with_every_slot_filled(graded: Grading, lang: str) -> None:
    log = Log(a_case(lang=lang))
    log.says("Hello")
    change = graded(log.case, log.events).feedback.change
    assert change is not None
    assert change.text.en != change.text.ru
    assert "{" not in change.text.en + change.text.ru


def test_nobody_is_sent_to_the_card_just_played(rubrics: Rubrics) -> None:
    log = Log(a_case())
    log.says("Hello")
    link = grade(log.case, log.events, rubrics, message=steady_tone(0)).feedback.link
    assert link is not None
    assert link.id != log.case.scenario.id


def test_every_card_to_practise_on_exists(root) -> None:  # type: ignore[no-untyped-def]
    there = {path.stem for path in (root / "scenarios" / "cards").glob("*.yaml")}
    assert {card for row in CARDS.values() for card in row} <= there
