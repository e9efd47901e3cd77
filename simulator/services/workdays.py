"""The working days of a cohort: by law, and as an admin has changed them. Changes are appended, so past days can be seen again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import workdays as find
from simulator.db.tables import CohortDayRow, CohortRow
from simulator.domain.person import Person, Role
from simulator.domain.text import Text
from simulator.domain.workday import DAY, Change, Holiday, Workdays
from simulator.errors import InvalidInput, NotFound
from simulator.services.access import must_administer, must_lead

CHANGES: tuple[Change, ...] = ("off", "on", "usual")
MOST_DAYS = 31
"""Days that one change may name: a slip of the year is noticed."""
SHOWN_DAYS = 366
"""How far from the first day of a cohort days by law are listed."""


@dataclass(frozen=True)
class ByLaw:
    """A day off that returns each year, within the time of a cohort."""

    day: date
    name: Text
    kept: bool
    """Whether it is a day off for the cohort as well."""


@dataclass(frozen=True)
class Changed:
    """One change, as it was made."""

    day: date
    kind: str
    note: str
    author: str
    at: datetime
    holds: bool
    """Whether no later change of the same day stands over it."""


@dataclass(frozen=True)
class CohortDays:
    """The working days of a cohort."""

    cohort_id: str
    name: str
    starts: date
    by_law: tuple[ByLaw, ...]
    changes: tuple[Changed, ...]
    """The newest first."""


class WorkdayCalendars:
    """Shows and changes the working days of cohorts."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock

    def show(self, viewer: Person, cohort_id: str) -> CohortDays:
        """Return the days of a cohort one leads; of any for an admin."""
        must_lead(viewer)
        with self._database.reading() as session:
            cohort = _cohort(session, viewer, cohort_id)
            rows = find.changes_of(session, cohort_id)
        newest = {row.day: row.id for row, _name in rows}
        changed = {row.day: row.kind for row, _name in rows}
        holidays = self._content.programme.holidays
        span = [cohort.starts + n * DAY for n in range(SHOWN_DAYS)]
        by_law = tuple(
            ByLaw(day, one.name, changed.get(day) != "on")
            for day in span
            for one in holidays
            if f"{day:%m-%d}" in one.days
        )
        changes = tuple(
            Changed(row.day, row.kind, row.note, name, row.at, newest[row.day] == row.id)
            for row, name in reversed(rows)
        )
        return CohortDays(cohort.id, cohort.name, cohort.starts, by_law, changes)

    def change(
        self, viewer: Person, cohort_id: str, days: tuple[date, date], kind: str, note: str = ""
    ) -> None:
        """Let the days from one to another (both included) be days off, working days, or what the law says again.

        Raises:
            InvalidInput: ``day-kind``; ``dates-order``; ``days-many``; ``day-far`` outside the time of the cohort.
        """
        must_administer(viewer)
        first, last = days
        known = next((one for one in CHANGES if one == kind), None)
        if known is None:
            raise InvalidInput("day-kind", name="kind")
        if last < first:
            raise InvalidInput("dates-order", name="last")
        if (last - first).days >= MOST_DAYS:
            raise InvalidInput("days-many", name="last", limit=MOST_DAYS)
        now = self._clock()
        with self._database.writing() as session:
            cohort = _cohort(session, viewer, cohort_id)
            begin, end = cohort.starts - timedelta(days=31), cohort.starts + timedelta(days=2 * SHOWN_DAYS)
            if first < begin or last > end:
                raise InvalidInput("day-far", name="first", begin=begin.isoformat(), end=end.isoformat())
            for n in range((last - first).days + 1):
                session.add(
                    CohortDayRow(
                        cohort_id=cohort.id, day=first + n * DAY, kind=known,
                        note=" ".join(note.split())[:200], author_id=viewer.id, at=now,
                    )
                )  # fmt: skip


def workdays_of(
    session: Session, holidays: Sequence[Holiday], until: datetime
) -> Mapping[str | None, Workdays]:
    """Return cohort → its working days as they were known at a moment; for any other key what the law says."""
    changed: dict[str, dict[date, Change]] = defaultdict(dict)
    for row in find.changes(session, until):
        changed[row.cohort_id][row.day] = cast("Change", row.kind)  # constrained in the schema
    usual = Workdays(tuple(holidays))
    found: dict[str | None, Workdays] = defaultdict(lambda: usual)
    return found | {cohort_id: Workdays(usual.holidays, days) for cohort_id, days in changed.items()}


def _cohort(session: Session, viewer: Person, cohort_id: str) -> CohortRow:
    row = session.get(CohortRow, cohort_id)
    if row is None or (viewer.role is not Role.ADMIN and row.lead_id != viewer.id):
        raise NotFound(cohort_id)
    return row
