"""The programme on the calendar: on which working day a gate or a week falls, absences left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from simulator.domain.onboarding import Programme
from simulator.domain.text import Text
from simulator.domain.week import is_weekend

Absence = tuple[date, date]
"""First and last day, both included."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Milestone:
    """A gate, or the beginning of a week of the programme."""

    kind: Literal["gate", "week"]
    ref: str
    """``G1``, or the number of the week."""
    name: Text
    on: date
    until: date
    """The last day of it."""


def is_workday(day: date) -> bool:
    """Tell whether people work on a day. Holidays are not known here."""
    return not is_weekend(day)


def workday_from(day: date) -> date:
    """Return the first working day on or after ``day``."""
    while not is_workday(day):
        day += DAY
    return day


def workday_before(day: date) -> date:
    """Return the last working day before ``day``."""
    day -= DAY
    while not is_workday(day):
        day -= DAY
    return day


def date_of(starts: date, absences: Sequence[Absence], number: int) -> date:
    """Return the date of a day of the programme: calendar days from the start, without days of absence."""
    away = {since + timedelta(days=n) for since, until in absences for n in range((until - since).days + 1)}
    day, count = starts, 0
    while True:
        if day not in away:
            count += 1
            if count >= number:
                return day
        day += DAY


def milestones(programme: Programme, starts: date, absences: Sequence[Absence]) -> tuple[Milestone, ...]:
    """Return weeks and gates in the order of their days. A gate falls on a working day."""
    found = [
        Milestone(
            "week", str(week.n), week.aim, (first := date_of(starts, absences, 7 * week.n - 6)),
            max(first, date_of(starts, absences, 7 * week.n)),
        )
        for week in programme.weeks
    ]  # fmt: skip
    for gate in programme.gates:
        day = due_day(programme, gate.id, starts, absences)
        found.append(Milestone("gate", gate.id, gate.name, day, day))
    return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.ref)))


def due_day(programme: Programme, gate: str, starts: date, absences: Sequence[Absence]) -> date:
    """Return the working day on which a gate is due."""
    number = next(one.day for one in programme.gates if one.id == gate)
    day = date_of(starts, absences, number)
    away = {since + timedelta(days=n) for since, until in absences for n in range((until - since).days + 1)}
    day = workday_from(day)
    while day in away:
        day = workday_from(day + DAY)
    return day
