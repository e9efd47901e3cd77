"""Four weeks of a sample trainee, played through the same doors as a person's, on the days they happened."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Literal

from simulator.clock import Clock
from simulator.domain.coaching import Order, TalkForm
from simulator.domain.person import Person
from simulator.domain.quiz import Item, Quiz
from simulator.domain.text import Language
from simulator.services import Services
from simulator.services.demo.playing import play_exemplar

WHO = "daria"
LANGUAGE: Language = "ru"


@dataclass(frozen=True)
class Moment:
    """Something that happened some days before today."""

    days: int
    kind: Literal["ticket", "quiz", "lab", "gate", "talk", "task"]
    item: str
    how: str = ""
    """Of a ticket the quality of its recorded run, of a quiz how many answers are wrong."""

    @property
    def key(self) -> str:
        """What makes the moment happen once."""
        return f"demo-{WHO}-{self.item}-{self.days}"


# Short on purpose: what a visitor does first is graded after it.
STORY: tuple[Moment, ...] = (
    Moment(22, "quiz", "QZ-15", "0"),
    Moment(21, "ticket", "SC-55", "average"),
    Moment(21, "lab", "LAB-10"),
    Moment(19, "quiz", "QZ-09", "1"),
    Moment(18, "gate", "G0"),
    Moment(16, "lab", "LAB-01"),
    Moment(15, "ticket", "SC-01", "average"),
    Moment(14, "quiz", "QZ-05", "1"),
    Moment(13, "ticket", "SC-13", "poor"),
    Moment(12, "talk", "SC-13"),
    Moment(9, "lab", "LAB-04"),
    Moment(8, "ticket", "SC-02", "excellent"),
    Moment(8, "quiz", "QZ-02", "0"),
    Moment(6, "ticket", "SC-10", "excellent"),
    Moment(3, "ticket", "SC-23", "excellent"),
    Moment(2, "quiz", "QZ-06", "1"),
    Moment(1, "task", "SC-29"),
)
HOUR = 10
TALK = TalkForm(
    happened="Причина была названа до проверки, и клиент услышал «откройте порт всем».",
    agreed="Сначала проверка, потом причина: в каждом ответе одна фраза о том, чем это видно.",
    strongest="Признала ошибку сразу и сама предложила, что поменять.",
    change="Не советовать 0.0.0.0/0 даже на минуту.",
)


def happen(services: Services, person: Person, lead: Person, moment: Moment) -> None:
    """Let a moment of the story happen, on its day. Safe to repeat."""
    day = services.clock().replace(hour=HOUR, minute=0, second=0, microsecond=0)
    past = services.at(_running(day - timedelta(days=moment.days)))
    try:
        _HOW[moment.kind](past, person, lead, moment)
    finally:
        past.close()


def _running(start: datetime) -> Clock:
    """Return a clock that goes on a little whenever it is looked at."""
    looks = count()
    return lambda: start + timedelta(seconds=5 * next(looks))


def _ticket(past: Services, person: Person, _lead: Person, moment: Moment) -> None:
    play_exemplar(past, person, (moment.item, moment.how, LANGUAGE), key=moment.key)


def _quiz(past: Services, person: Person, _lead: Person, moment: Moment) -> None:
    attempt_id = past.quizzes.begin(person, moment.item, LANGUAGE, moment.key)
    attempt = past.quizzes.attempt(person, attempt_id)
    if attempt.result is not None:
        return
    wrong = {one.item for one in attempt.shown[len(attempt.shown) - int(moment.how) :]}
    answers: dict[str, Sequence[str]] = {}
    for one in attempt.shown:
        answers |= {} if one.item in wrong else _answered(attempt.quiz, one.item)
    past.quizzes.hand_in(person, attempt_id, answers)


def _answered(quiz: Quiz, item_id: str) -> Mapping[str, Sequence[str]]:
    """Return the right answer to an item, as its form sends it."""
    item = quiz.item(item_id)
    assert isinstance(item, Item)
    if item.kind == "order":
        return {f"{item_id}:{option.id}": [str(place)] for place, option in enumerate(item.options, 1)}
    return {item_id: list(item.accept[:1]) or [option.id for option in item.options if option.right]}


def _lab(past: Services, person: Person, _lead: Person, moment: Moment) -> None:
    attempt_id = past.labs.begin(person, moment.item, LANGUAGE, moment.key)
    attempt = past.labs.attempt(person, attempt_id)
    if attempt.is_over:
        return
    way = attempt.lab.right[0]
    for number, (machine, line) in enumerate(way.commands(attempt.lab.first)):
        past.labs.type(person, attempt_id, machine, line, f"{moment.key}-{number}")
    past.labs.hand_in(person, attempt_id, way.answers)


def _gate(past: Services, person: Person, lead: Person, moment: Moment) -> None:
    state = next(one for one in past.onboarding.progress(lead, person.id).gates if one.id == moment.item)
    if not state.signatures:
        past.gates.sign(lead, person.id, moment.item, "passed", "Правила безопасности знает назубок.", None)


def _talk(past: Services, person: Person, lead: Person, moment: Moment) -> None:
    past.coaching.hold(lead, person.id, TALK, None, moment.key)


def _task(past: Services, person: Person, lead: Person, moment: Moment) -> None:
    due = past.clock().date() + timedelta(days=6)
    past.assignments.assign(
        lead, Order((person.id,), (moment.item,), due, why="Злой клиент и терпение."), moment.key
    )


_HOW: dict[str, Callable[[Services, Person, Person, Moment], None]] = {
    "ticket": _ticket, "quiz": _quiz, "lab": _lab, "gate": _gate, "talk": _talk, "task": _task,
}  # fmt: skip
