"""The two moments a candidate is asked about come out of his own run and are never the same one."""

from datetime import timedelta

import pytest

from simulator.assessment.moments import moments
from simulator.domain.case import Case
from simulator.domain.event import CommandRun, Event, Said, ToolRun
from simulator.domain.grade import CriterionGrade, Evidence, Grade, RubricGrade
from simulator.domain.run import Run
from simulator.rehearsal.exemplars import QUALITIES, exemplar_file
from simulator.rehearsal.replay import read_script, replay
from tests.shelves import LIBRARY

CASE = LIBRARY.case("SC-02", "en", 1, "exam")
KEY = next(tool.cmd for tool in CASE.scenario.tools if tool.key)
OTHER = "status --zone ru-9z"
PLAYED = [
    (card, quality, lang)
    for card in ("SC-02", "SC-13", "SC-06")
    for quality in QUALITIES
    for lang in ("en", "ru")
]


def run_of(*made: str) -> Run:
    """Return a run of commands; a word that is none of them is a reply."""
    events: list[Event] = []
    for n, what in enumerate(made, start=1):
        at = CASE.scenario.starts + timedelta(minutes=n)
        if what.startswith("say "):
            events.append(Said(n=n, at=at, text=what[4:]))
        elif what.startswith("his "):
            events.append(CommandRun(n=n, at=at, command=what[4:], of=1, result="done"))
        else:
            events.append(ToolRun(n=n, at=at, command=what, output="", minutes=1))
    return Run(events=tuple(events))


def grade_of(*levels: tuple[str, float | None, int, str | None]) -> Grade:
    criteria = tuple(
        CriterionGrade(id=name, level=level, evidence=(Evidence(event=event, quote=quote),))
        for name, level, event, quote in levels
    )
    return Grade(
        total=50, result="pass", band="pass", rubrics=(RubricGrade(id="T", score=50, criteria=criteria),)
    )


@pytest.mark.parametrize(("card", "quality", "lang"), PLAYED)
def test_moments_of_recorded_runs_are_two_events_of_that_run(card: str, quality: str, lang: str) -> None:
    file = exemplar_file(LIBRARY, card, quality, "ru" if lang == "ru" else "en")
    played = replay(LIBRARY, read_script(file.name, file.read_text(encoding="utf-8").splitlines()))
    run = Run.of(played.events)
    good, weak = moments(played.case, run, played.grade)
    assert good is not None
    assert weak is None or weak.event != good.event
    for moment in (good, weak):
        if moment is not None:
            event = run.events[moment.event - 1]
            assert event.n == moment.event
            assert any(moment.shown in str(value) for value in event.model_dump().values())


def test_the_first_telling_check_is_the_good_moment_and_a_repeated_one_the_weak() -> None:
    good, weak = moments(CASE, run_of(OTHER, KEY, "his ip a", "his ip a"), None)
    assert good is not None
    assert weak is not None
    assert (good.event, good.shown) == (2, KEY)
    assert (weak.event, weak.shown) == (4, "ip a")


def test_without_a_telling_check_the_best_and_the_worst_words_are_taken() -> None:
    grade = grade_of(("T1", 1.0, 1, "calm down"), ("T2", 4.0, 2, "I see the loss"), ("T3", None, 1, "x"))
    good, weak = moments(CASE, run_of("say calm down", "say I see the loss"), grade)
    assert good is not None
    assert weak is not None
    assert (good.event, good.shown, good.criterion) == (2, "I see the loss", "T2")
    assert (weak.event, weak.shown, weak.criterion) == (1, "calm down", "T1")


def test_one_graded_moment_is_the_good_one_and_never_both() -> None:
    good, weak = moments(CASE, run_of("say hello"), grade_of(("T1", 2.0, 1, "hello")))
    assert good is not None
    assert weak is None


def test_levels_without_a_quote_are_no_moment() -> None:
    assert moments(CASE, run_of("say hello"), grade_of(("T1", 2.0, 1, None))) == (None, None)


def test_an_empty_run_has_no_moments() -> None:
    case: Case = CASE
    assert moments(case, Run(), None) == (None, None)
