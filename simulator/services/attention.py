"""A lead's home: what waits for him, gathered from where it waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import coaching as find
from simulator.db.tables import SnoozeRow
from simulator.domain.person import Person, Role
from simulator.domain.progress import BoardLine
from simulator.errors import InvalidInput
from simulator.readiness.attention import Need, NeedKind, ranked
from simulator.services.access import must_lead
from simulator.services.assignments import Assignments
from simulator.services.cohorts import Cohorts
from simulator.services.disputes import Disputes
from simulator.services.opinions import Opinions
from simulator.services.reviews import Reviews
from simulator.services.writing_reviews import WritingReviews

SHOWN = 60
BEHIND = -10.0
"""Points of readiness below the curve from which somebody is behind."""
SOON = timedelta(days=1)
"""How long before its day a promise is on the list."""
SNOOZES = (1, 3, 7)
"""Days something can be put off."""
DAY = 86_400.0
KINDS: tuple[NeedKind, ...] = ("red", "apart", "answered", "ungraded", "amber", "unsure")
"""Reasons of the queue that call a lead, the gravest first."""


@dataclass(frozen=True)
class Sources:
    """Where things wait."""

    cohorts: Cohorts
    reviews: Reviews
    disputes: Disputes
    written: WritingReviews
    assignments: Assignments
    opinions: Opinions


class Attention:
    """Gathers needs. A new source is one more generator in ``needs``."""

    def __init__(self, sources: Sources, database: Database, content: Library, clock: Clock) -> None:
        self._from = sources
        self._database = database
        self._content = content
        self._clock = clock

    def needs(self, viewer: Person) -> tuple[tuple[Need, ...], int]:
        """Return what waits for the viewer, the most pressing first, and how much he has put off."""
        must_lead(viewer)
        sources = (
            self._rulings,
            self._runs,
            self._people,
            self._works,
            self._promises,
            self._tasks,
            self._asked,
        )
        found = [need for source in sources for need in source(viewer)]
        with self._database.reading() as session:
            later = find.snoozed(session, viewer.id, self._clock().date())
        now = [need for need in found if need.key not in later]
        return ranked(now, self._content.programme.attention)[:SHOWN], len(found) - len(now)

    def put_off(self, viewer: Person, key: str, days: int) -> None:
        """Put something off for some days: it comes back by itself.

        Raises:
            InvalidInput: not one of the lengths offered.
        """
        must_lead(viewer)
        if days not in SNOOZES:
            raise InvalidInput("days-unknown", name="days")
        until = self._clock().date() + timedelta(days=days)
        with self._database.writing() as session:
            session.merge(SnoozeRow(person_id=viewer.id, need=key[:120], until=until))

    def _rulings(self, viewer: Person) -> Iterator[Need]:
        for row, person, subject in self._from.disputes.waiting(viewer):
            yield Need("dispute", person, subject, {"simulation_id": row.simulation_id}, self._days(row.at))

    def _runs(self, viewer: Person) -> Iterator[Need]:
        for line in self._from.reviews.queue(viewer):
            kind = next((name for name in KINDS if name in line.reasons), None)
            if kind is not None:
                ref = {"simulation_id": line.simulation_id}
                yield Need(kind, line.person, line.subject, ref, self._days(line.ended))

    def _people(self, viewer: Person) -> Iterator[Need]:
        days: dict[str, int] = {gate.id: gate.day for gate in self._content.programme.gates}
        for cohort, _lead in self._from.cohorts.all(viewer):
            for line in self._from.cohorts.board(viewer, cohort.id).lines:
                yield from self._gates(line, line.day - days[line.gate])
                yield from self._care(line)

    def _gates(self, line: BoardLine, late: int) -> Iterator[Need]:
        ref = {"person_id": line.person_id}
        if line.gate_holds:
            yield Need("gate-ready", line.person, line.gate, ref, max(0, late))
        elif late > 0:
            yield Need("gate-late", line.person, line.gate, ref, late)
        elif line.pace < BEHIND:
            yield Need("behind", line.person, f"{line.pace:+.0f}", ref)

    def _care(self, line: BoardLine) -> Iterator[Need]:
        care, ref = self._content.programme.care, {"person_id": line.person_id}
        names = {one.id: one.name for one in self._content.career_paths[0].competencies}
        for one in line.stuck[:1]:
            yield Need("stuck", line.person, names[one], ref)
        if line.quiet >= care.quiet_days:
            yield Need("quiet", line.person, str(line.quiet), ref, line.quiet - care.quiet_days)
        if line.hard_days >= care.hard_days:
            yield Need("overload", line.person, str(line.hard_days), ref)

    def _works(self, viewer: Person) -> Iterator[Need]:
        for line in self._from.written.queue(viewer):
            if line.state == "handed-in" and not line.task.by_rule:
                yield Need("written", line.person, line.task.title, {"work_id": line.id}, self._days(line.at))

    def _promises(self, viewer: Person) -> Iterator[Need]:
        today = self._clock().date()
        with self._database.reading() as session:
            owed = find.promises(session, None if viewer.role is Role.ADMIN else viewer.id)
        for row, person in owed:
            if row.due <= today + SOON:
                ref = {"promised": row.person_id}
                yield Need("promise", person, row.text, ref, _late(row.due, today))

    def _tasks(self, viewer: Person) -> Iterator[Need]:
        today = self._clock().date()
        for one in self._from.assignments.of(viewer):
            if one.state == "late" and one.person_id != viewer.id:
                ref = {"tasks_of": one.person_id}
                yield Need("task-late", one.person, one.item.title, ref, _late(one.due, today))

    def _asked(self, viewer: Person) -> Iterator[Need]:
        for run, subject, who, _note in self._from.opinions.asked(viewer):
            yield Need("opinion", who, subject, {"simulation_id": run})

    def _days(self, since: datetime) -> float:
        return (self._clock() - since).total_seconds() / DAY


def _late(due: date, today: date) -> float:
    return float(max(0, (today - due).days))
