"""The programme on the calendar: on which day of it somebody is, on which working day a gate or a week falls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from simulator.domain.onboarding import Programme
from simulator.domain.text import Text
from simulator.domain.workday import DAY, Workdays

Absence = tuple[date, date]
"""First and last day, both included."""


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


@dataclass(frozen=True)
class Calendar:
    """Somebody's days: those his cohort works on, and his absences."""

    workdays: Workdays = field(default_factory=Workdays)
    absences: Sequence[Absence] = ()

    @cached_property
    def _away(self) -> frozenset[date]:
        return frozenset(
            since + n * DAY for since, until in self.absences for n in range((until - since).days + 1)
        )

    def is_absent(self, day: date) -> bool:
        """Tell whether the person is away on a day."""
        return day in self._away

    def works(self, day: date) -> bool:
        """Tell whether the person works on a day."""
        return day not in self._away and self.workdays.is_workday(day)

    def counts(self, day: date) -> bool:
        """Tell whether a day is one of the programme: it stands still in absences and on days off within the week."""
        return day not in self._away and not self.workdays.stands_still(day)

    def day_of(self, starts: date, today: date) -> int:
        """Return the day of the programme, from 1."""
        return max(1, sum(map(self.counts, days_between(starts, today))))

    def date_of(self, starts: date, number: int) -> date:
        """Return the date of a day of the programme."""
        day, count = starts, 0
        while True:
            count += self.counts(day)
            if count >= number:
                return day
            day += DAY

    def due_day(self, programme: Programme, gate: str, starts: date) -> date:
        """Return the working day on which a gate is due, at or after its day of the programme."""
        day = self.date_of(starts, next(one.day for one in programme.gates if one.id == gate))
        while not self.works(day):
            day += DAY
        return day

    def milestones(self, programme: Programme, starts: date) -> tuple[Milestone, ...]:
        """Return weeks and gates in the order of their days."""
        found = [
            Milestone(
                "week", str(week.n), week.aim, (first := self.date_of(starts, 7 * week.n - 6)),
                max(first, self.date_of(starts, 7 * week.n)),
            )
            for week in programme.weeks
        ]  # fmt: skip
        for gate in programme.gates:
            day = self.due_day(programme, gate.id, starts)
            found.append(Milestone("gate", gate.id, gate.name, day, day))
        return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.ref)))


def days_between(first: date, last: date) -> Iterable[date]:
    """Yield the days from one to another, both included; none when they stand the other way round."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
