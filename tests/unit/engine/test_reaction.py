"""What the customer does once his service is back."""

from dataclasses import replace

import pytest

from simulator.content.library import Library
from simulator.domain.action import Say
from simulator.domain.case import Case
from simulator.domain.reading import Act, ActKind, Reading
from simulator.domain.run import Run
from simulator.engine import play
from simulator.engine.turn import Turn, Understood, answer


def asked(**data: str) -> Reading:
    return Reading(acts=(Act(kind=ActKind.QUESTION, start=0, end=4, quote="text", data=data),))


def turn(case: Case, run: Run, reading: Reading) -> Turn:
    run = run.after(*play.act(case, run, Say(text="some text")))
    return answer(case, run, run.replies[-1].n, Understood(reading, 2.0))


def moves(case: Case, run: Run, reading: Reading) -> list[str]:
    act = turn(case, run, reading).act
    assert act is not None
    return [move.kind.value for move in act.moves]


@pytest.fixture
def restored(opened: Run) -> Run:
    return replace(opened, anger=20, restored_at=opened.opened.at)


def test_whoever_is_asked_a_yes_or_no_question_after_the_fix_says_whether_it_works(
    office: Case, restored: Run, opened: Run
) -> None:
    assert "confirm" in moves(office, restored, asked(polar="1"))
    assert "confirm" not in moves(office, opened, asked(polar="1"))
    assert moves(office, restored, asked()) == ["dont-know"]


def test_he_confirms_again_when_he_is_asked_again(office: Case, restored: Run) -> None:
    again = replace(restored, confirmed_at=restored.opened.at)
    confirm = Reading(acts=(Act(kind=ActKind.CONFIRM_ASKED, start=0, end=4, quote="text"),))
    assert "confirm" in moves(office, again, confirm)


def test_a_content_customer_whose_service_is_back_does_not_press_on(office: Case, restored: Run) -> None:
    assert moves(office, restored, Reading()) == ["thank"]
    assert "demand" in moves(office, replace(restored, restored_at=None), Reading())


def test_what_could_have_helped_is_not_volunteered_after_the_fix(library: Library) -> None:
    launch = library.case("SC-07", "en", 1, "practice")
    calm = replace(Run.of(play.begin(launch)), anger=20)
    restored = replace(calm, restored_at=calm.opened.at)
    assert "unlocked" in [event.kind for event in turn(launch, calm, Reading()).events]
    assert "unlocked" not in [event.kind for event in turn(launch, restored, Reading()).events]
