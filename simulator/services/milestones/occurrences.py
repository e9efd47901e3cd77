"""What there is to remind of on a day. Pure: everything is given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from simulator.domain.onboarding import Programme
from simulator.domain.text import Text
from simulator.readiness.calendar import Calendar

LATE = timedelta(days=7)
"""For so long after its day an occurrence is still told, as after an outage; then it is old news."""


@dataclass(frozen=True)
class Occurrence:
    """Something to remind one person of, once."""

    person_id: str
    kind: str
    ref: str
    due: date
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Course:
    """Where somebody in a cohort is: what reminders look at."""

    person_id: str
    name: str
    lead_id: str | None
    starts: date
    calendar: Calendar
    passed: frozenset[str]
    """Gates that are signed."""
    extended: Mapping[str, date]
    """Gate → until when."""


def of_gates(course: Course, programme: Programme, today: date) -> Iterator[Occurrence]:
    """Yield the next gate on the working day before, and on its day to the person and to the lead."""
    workdays = course.calendar.workdays
    if not course.calendar.works(today):
        return
    for gate in programme.gates:
        if gate.id in course.passed:
            continue
        due = course.calendar.due_day(programme, gate.id, course.starts)
        due = max(due, workdays.at_or_after(course.extended.get(gate.id, due)))
        about = {"gate": gate.id, "person": course.name}
        if workdays.before(due) <= today < due:
            yield Occurrence(course.person_id, "gate-soon", f"{gate.id}:{due}", due, about)
        elif due <= today <= due + LATE:
            yield Occurrence(course.person_id, "gate-due", f"{gate.id}:{due}", due, about)
            if course.lead_id:
                ref = f"{gate.id}:{course.person_id}:{due}"
                yield Occurrence(course.lead_id, "gate-due", ref, due, {**about, "other": course.person_id})


def said(kind: str, about: Mapping[str, str], due: date, *, own: bool) -> Text:
    """Return a reminder in words, for the page and for a letter."""
    key = f"{kind}-lead" if kind == "gate-due" and not own else kind
    values = {**about, "day": due.isoformat()}
    wording = WORDS[key]
    return Text(en=wording.en.format_map(values), ru=wording.ru.format_map(values))


WORDS: Mapping[str, Text] = {
    "gate-soon": Text(
        en="Gate {gate} is due on the next working day, {day}. Look what its conditions still lack.",
        ru="Рубеж {gate} — на следующий рабочий день, {day}. Проверьте, каких условий не хватает.",
    ),
    "gate-due": Text(
        en="Gate {gate} is due ({day}). Talk it over with your lead.",
        ru="Наступил срок рубежа {gate} ({day}). Обсудите его с руководителем.",
    ),
    "gate-due-lead": Text(
        en="Gate {gate} of {person} is due ({day}): sign it, or extend it with a date.",
        ru="{person}: наступил срок рубежа {gate} ({day}). Подпишите его или продлите с датой.",
    ),
    "repeat": Text(
        en="Questions of quiz {quiz} are due for repetition.", ru="Пора повторить вопросы теста {quiz}."
    ),
    "pledge": Text(
        en="You have promised {person} by {day}: {text}", ru="Вы обещали к {day} ({person}): {text}"
    ),
}
