"""Cohorts: who begins when, absences, what leads observe, signatures under gates."""

import secrets
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import onboarding as find, people
from simulator.db.tables import AbsenceRow, CohortRow, MemberRow, PersonRow
from simulator.domain.person import LEADS, Person, Role
from simulator.domain.progress import Board
from simulator.engine.replies import clean_text
from simulator.errors import InvalidInput, NotAllowed, NotFound
from simulator.services.access import must_lead, sees
from simulator.services.boards import Boards
from simulator.services.onboarding import Onboarding

HARDEST = 8


class Cohorts:
    """What leads and admins do for the people who begin."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock
        self._onboarding = Onboarding(database, content, clock)
        self._boards = Boards(database, content, self._onboarding, clock)

    def all(self, viewer: Person) -> tuple[tuple[CohortRow, str], ...]:
        """Return the viewer's cohorts (all for an admin), with the lead's name."""
        must_lead(viewer)
        with self._database.reading() as session:
            return tuple(find.cohorts(session, None if viewer.role is Role.ADMIN else viewer.id))

    def make(self, viewer: Person, name: str, starts: date, logins: Sequence[str]) -> str:
        """Begin a cohort with trainees the viewer leads; return its id.

        Raises:
            InvalidInput: no name, nobody in it, or ``person-unknown`` for a login that is no trainee of the viewer.
        """
        must_lead(viewer)
        title = clean_text(name, name="name")[:120]
        wanted = [login.strip().casefold() for login in logins if login.strip()]
        if not wanted:
            raise InvalidInput("nobody", name="people")
        with self._database.writing() as session:
            rows = [self._trainee(session, viewer, login) for login in wanted]
            cohort = CohortRow(
                id=secrets.token_hex(8), name=title, path=self._content.career_paths[0].id, starts=starts,
                lead_id=viewer.id, created_at=self._clock(),
            )  # fmt: skip
            session.add(cohort)
            session.flush()
            for row in rows:
                known = session.get(MemberRow, row.id)
                if known is not None:
                    session.delete(known)
                    session.flush()
                session.add(MemberRow(person_id=row.id, cohort_id=cohort.id, starts=starts))
            return cohort.id

    def _trainee(self, session: Session, viewer: Person, login: str) -> PersonRow:
        row = people.person_by_login(session, login)
        if row is None or row.role != Role.TRAINEE or not sees(session, viewer, row.id):
            raise InvalidInput("person-unknown", name="people", login=login)
        return row

    def board(self, viewer: Person, cohort_id: str) -> Board:
        """Return a cohort at a glance; lines that nothing has changed since this morning are read as they were kept."""
        with self._database.reading() as session:
            cohort = self._cohort(session, viewer, cohort_id)
            lead = session.get(PersonRow, cohort.lead_id)
        competencies = self._onboarding.competencies
        lines = self._boards.lines(cohort_id)
        sums = {one.id: sum(line.levels[one.id] for line in lines) for one in competencies}
        count = max(1, len(lines))
        far = sorted(competencies, key=lambda one: (sums[one.id] / count - one.target, one.id))[:HARDEST]
        assert lead is not None
        return Board(
            id=cohort.id, name=cohort.name, starts=cohort.starts, lead=lead.name, competencies=competencies,
            lines=tuple(lines), hardest=tuple((one, round(sums[one.id] / count, 1)) for one in far),
        )  # fmt: skip

    def roll_up(self) -> int:
        """Work out a few lines of boards ahead; return how many."""
        return self._boards.roll_up()

    def _cohort(self, session: Session, viewer: Person, cohort_id: str) -> CohortRow:
        must_lead(viewer)
        row = session.get(CohortRow, cohort_id)
        if row is None or (viewer.role is not Role.ADMIN and row.lead_id != viewer.id):
            raise NotFound(cohort_id)
        return row

    def assign_buddy(self, viewer: Person, person_id: str, login: str) -> None:
        """Name a colleague who helps a person every day."""
        with self._database.writing() as session:
            led(session, viewer, person_id)
            buddy = people.person_by_login(session, login.strip().casefold())
            member = session.get(MemberRow, person_id)
            if buddy is None or buddy.id == person_id:
                raise InvalidInput("person-unknown", name="buddy", login=login)
            if member is None:
                raise NotFound(person_id)
            member.buddy_id = buddy.id

    def absent(self, viewer: Person, person_id: str, since: date, until: date) -> None:
        """Let the programme stand still for a person from one day to another, both included."""
        if until < since:
            raise InvalidInput("dates-order", name="until")
        with self._database.writing() as session:
            led(session, viewer, person_id)
            session.add(AbsenceRow(id=secrets.token_hex(8), person_id=person_id, since=since, until=until))

    def absences(self, viewer: Person, person_id: str) -> tuple[AbsenceRow, ...]:
        """Return a person's absences, the newest first."""
        with self._database.reading() as session:
            if not sees(session, viewer, person_id):
                raise NotFound(person_id)
            rows = find.absences(session, [person_id])
        return tuple(sorted(rows, key=lambda row: (row.since, row.id), reverse=True))

    def end_absence(self, viewer: Person, absence_id: str) -> str:
        """Take an absence back: the days count again. Return whose it was."""
        with self._database.writing() as session:
            row = session.get(AbsenceRow, absence_id)
            if row is None:
                raise NotFound(absence_id)
            led(session, viewer, row.person_id)
            session.delete(row)
            return row.person_id

    def trainees(self, viewer: Person) -> tuple[tuple[str, str, str], ...]:
        """Return the trainees the viewer leads: (id, login, name)."""
        must_lead(viewer)
        with self._database.reading() as session:
            rows = find.trainees_of(session, None if viewer.role is Role.ADMIN else viewer.id)
        return tuple((row.id, row.login, row.name) for row in rows)


def led(session: Session, viewer: Person, person_id: str) -> None:
    """Let through a lead of the person or an admin; for anybody else the person does not exist."""
    if not sees(session, viewer, person_id):
        raise NotFound(person_id)
    if viewer.role not in LEADS or viewer.id == person_id:
        raise NotAllowed(person_id)
