"""Vacancies and invitations: what an interviewer does before a candidate begins."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import hiring as find, people
from simulator.db.tables import CandidateRow, InvitationRow, PanelRow, PersonRow, VacancyRow
from simulator.domain.assessment import STAGES, Assessment
from simulator.domain.person import HIRERS, Person, Role
from simulator.errors import InvalidInput
from simulator.services.hiring.applicants import FACTORS, NewCandidate, check
from simulator.services.hiring.doors import candidate_seen, must_hire, vacancy_seen
from simulator.services.hiring.record import Record

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of codes: nothing that is read as something else."""


@dataclass(frozen=True)
class Invited:
    """A candidate with the link that is shown once."""

    code: str
    name: str
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class Progress:
    """How far a candidate is, without any score."""

    code: str
    name: str
    email: str
    state: str
    done: int
    of: int
    link: str
    """``none``, ``waiting``, ``used``, ``expired`` or ``revoked``."""
    time_factor: float
    no_tracking: bool


@dataclass(frozen=True)
class VacancyPage:
    """A vacancy with its candidates and panel."""

    row: VacancyRow
    template: Assessment
    candidates: tuple[Progress, ...]
    panel: tuple[str, ...]


class Vacancies:
    """Makes vacancies and invites."""

    def __init__(self, database: Database, content: Library, record: Record, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._record = record
        self._clock = clock

    def all(self, viewer: Person) -> tuple[tuple[VacancyRow, int], ...]:
        """Return the vacancies the viewer works on, with the number of candidates."""
        must_hire(viewer)
        with self._database.reading() as session:
            rows = find.vacancies_of(session, None if viewer.role is Role.ADMIN else viewer.id)
            return tuple((row, len(find.candidates_of(session, row.id))) for row in rows)

    @property
    def templates(self) -> tuple[Assessment, ...]:
        """What an assessment can be made from."""
        return self._content.assessments

    def make(self, viewer: Person, title: str, template: str, *, harder: bool) -> str:
        """Make a vacancy and return its id; its maker is on the panel.

        Raises:
            InvalidInput: ``title-needed``.
        """
        must_hire(viewer)
        if not 3 <= len(title.strip()) <= 160:
            raise InvalidInput("title-needed", name="title")
        chosen = self._content.assessment(template)
        with self._database.writing() as session:
            row = VacancyRow(
                id=secrets.token_hex(8), title=title.strip(), template=chosen.id, harder=harder, author_id=viewer.id,
                created_at=self._clock(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            session.add(PanelRow(vacancy_id=row.id, assessor_id=viewer.id))
            self._record.add(
                session, viewer.id, "vacancy-made", row.id, {"template": f"{chosen.id} {chosen.version}"}
            )
            return row.id

    def add_assessor(self, viewer: Person, vacancy_id: str, login: str) -> None:
        """Let somebody join the panel; raise ``InvalidInput`` ``assessor-unknown`` for who may not."""
        with self._database.writing() as session:
            row = vacancy_seen(session, viewer, vacancy_id)
            person = people.person_by_login(session, login.strip().casefold())
            if person is None or person.role not in HIRERS:
                raise InvalidInput("assessor-unknown", name="login")
            if not find.is_on_panel(session, row.id, person.id):
                session.add(PanelRow(vacancy_id=row.id, assessor_id=person.id))
                self._record.add(session, viewer.id, "assessor-added", row.id, {"assessor": person.id})

    def open(self, viewer: Person, vacancy_id: str) -> VacancyPage:
        """Return a vacancy with the progress of its candidates."""
        now = self._clock()
        with self._database.reading() as session:
            row = vacancy_seen(session, viewer, vacancy_id)
            lines = tuple(_progress(session, one, now) for one in find.candidates_of(session, row.id))
            names = tuple(
                person.name
                for one in find.panel_of(session, row.id)
                if (person := session.get(PersonRow, one.assessor_id)) is not None
            )
        return VacancyPage(row, self._content.assessment(row.template), lines, names)

    def invite(self, viewer: Person, vacancy_id: str, new: Sequence[NewCandidate]) -> tuple[Invited, ...]:
        """Invite candidates, all or none, and return their links.

        Raises:
            InvalidInput: ``candidate-name``, ``candidate-email`` or ``candidate-language`` with the line.
        """
        with self._database.writing() as session:
            row = vacancy_seen(session, viewer, vacancy_id)
            for number, one in enumerate(new, start=1):
                check(one, number)
            return tuple(self._invite(session, viewer, row, one) for one in new)

    def invite_again(self, viewer: Person, code: str) -> Invited:
        """Make a new link for a candidate; older links and signed-in browsers of his end."""
        with self._database.writing() as session:
            row, vacancy = candidate_seen(session, viewer, code)
            self._end(session, row)
            return self._link(session, viewer, row, vacancy)

    def revoke(self, viewer: Person, code: str) -> None:
        """End a candidate's links and signed-in browsers."""
        with self._database.writing() as session:
            row, _vacancy = candidate_seen(session, viewer, code)
            self._end(session, row)
            self._record.add(session, viewer.id, "revoked", row.code)

    def accommodate(self, viewer: Person, code: str, time_factor: float, *, no_tracking: bool) -> None:
        """Grant more time or no record of leaving the page; it holds for stages that are not begun yet."""
        with self._database.writing() as session:
            row, _vacancy = candidate_seen(session, viewer, code)
            if time_factor not in FACTORS:
                raise InvalidInput("factor-unknown", name="time_factor")
            row.time_factor, row.no_tracking = time_factor, no_tracking
            session.add(row)
            self._record.add(
                session,
                viewer.id,
                "accommodated",
                row.code,
                {"time": time_factor, "no_tracking": no_tracking},
            )

    def _invite(self, session: Session, viewer: Person, vacancy: VacancyRow, new: NewCandidate) -> Invited:
        code = "".join(secrets.choice(ALPHABET) for _ in range(6))
        person = PersonRow(
            id=secrets.token_hex(8), login=f"candidate-{code.lower()}", name=code, role=Role.CANDIDATE,
            language=new.language, password_hash="", created_at=self._clock(),
        )  # fmt: skip
        session.add(person)
        session.flush()
        row = CandidateRow(
            person_id=person.id, vacancy_id=vacancy.id, code=code, name=new.name.strip(), email=new.email.strip(),
            source=new.source.strip().casefold()[:80], seed=secrets.randbelow(10**6) + 2, created_at=self._clock(),
            time_factor=new.time_factor, no_tracking=new.no_tracking,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return self._link(session, viewer, row, vacancy)

    def _link(self, session: Session, viewer: Person, row: CandidateRow, vacancy: VacancyRow) -> Invited:
        token, now = secrets.token_urlsafe(24), self._clock()
        expires = now + timedelta(days=self._content.assessment(vacancy.template).invited_days)
        session.add(
            InvitationRow(
                id=secrets.token_hex(8), token_hash=hash_of(token), person_id=row.person_id, author_id=viewer.id,
                created_at=now, expires_at=expires,
            )
        )  # fmt: skip
        self._record.add(session, viewer.id, "invited", row.code)
        return Invited(row.code, row.name, token, expires)

    def _end(self, session: Session, row: CandidateRow) -> None:
        now = self._clock()
        for one in find.invitations_of(session, row.person_id):
            if one.used_at is None and one.revoked_at is None:
                one.revoked_at = now
        for signed in find.sessions_of(session, row.person_id):
            session.delete(signed)


def hash_of(token: str) -> str:
    """Return how a token is kept."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _progress(session: Session, row: CandidateRow, now: datetime) -> Progress:
    stages = find.stages_of(session, row.person_id)
    invitations = find.invitations_of(session, row.person_id)
    link = "none"
    if invitations:
        newest = invitations[0]
        link = (
            "used" if newest.used_at else "revoked" if newest.revoked_at
            else "expired" if newest.expires_at <= now else "waiting"
        )  # fmt: skip
    return Progress(
        row.code, row.name, row.email, row.state, sum(one.ended_at is not None for one in stages), len(STAGES), link,
        row.time_factor, row.no_tracking,
    )  # fmt: skip
