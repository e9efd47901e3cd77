"""Vacancies and invitations: what an interviewer does before a candidate begins."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import hiring as find, people
from simulator.db.queries.mail import states
from simulator.db.tables import CandidateRow, PanelRow, PersonRow, VacancyRow
from simulator.domain.assessment import STAGES, Assessment
from simulator.domain.person import HIRERS, Person, Role
from simulator.errors import Conflict, InvalidInput
from simulator.services.hiring.applicants import FACTORS, NewCandidate, check
from simulator.services.hiring.doors import candidate_seen, must_hire, vacancy_seen
from simulator.services.hiring.inviting import LETTER, Invitations, Invited
from simulator.services.hiring.record import Record
from simulator.services.mail import Mail


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
    letter: str
    """State of the newest letter with a link; empty without one."""
    time_factor: float
    no_tracking: bool
    sibling_of: str
    """Code of the first session of the same person."""


@dataclass(frozen=True)
class VacancyPage:
    """A vacancy with its candidates and panel."""

    row: VacancyRow
    template: Assessment
    candidates: tuple[Progress, ...]
    panel: tuple[str, ...]


class Vacancies:
    """Makes vacancies and invites."""

    def __init__(
        self, database: Database, content: Library, record: Record, mail: Mail, clock: Clock
    ) -> None:
        self._database = database
        self._content = content
        self._record = record
        self._clock = clock
        self._mail = mail
        self._invitations = Invitations(content, record, mail, clock)

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
            rows = find.candidates_of(session, row.id)
            letters = states(session, [one.person_id for one in rows], LETTER)
            lines = tuple(_progress(session, one, now, letters.get(one.person_id, "")) for one in rows)
            names = tuple(
                person.name
                for one in find.panel_of(session, row.id)
                if (person := session.get(PersonRow, one.assessor_id)) is not None
            )
        return VacancyPage(row, self._content.assessment(row.template), lines, names)

    def invite(
        self, viewer: Person, vacancy_id: str, new: Sequence[NewCandidate], key: str = "", *,
        by_mail: bool = False,
    ) -> tuple[Invited, ...]:  # fmt: skip
        """Invite candidates, all or none, and return their links. ``key`` is the form's: it invites once.

        ``by_mail``: each link also goes to its candidate's address.

        Raises:
            InvalidInput: ``candidate-name``, ``candidate-email``, ``candidate-address`` or ``candidate-language``
                with the line; ``mail-off``.
            Conflict: ``invited-already`` when the form was sent before; its links cannot be shown again.
        """
        with self._database.writing() as session:
            row = vacancy_seen(session, viewer, vacancy_id)
            for number, one in enumerate(new, start=1):
                check(one, number)
                if by_mail:
                    self._check_mail(one.email, number)
            keys = [f"{row.id[:8]}:{key[:32]}:{n}" if key else None for n in range(len(new))]
            if keys and keys[0] and find.by_form(session, keys[0]) is not None:
                raise Conflict("invited-already")
            made = tuple(
                self._invitations.new(session, viewer, row, one, form_key, by_mail=by_mail)
                for one, form_key in zip(new, keys, strict=True)
            )
        self._mail.ring(one.job for one in made)
        return made

    def _check_mail(self, address: str, line: int) -> None:
        if not self._mail.is_on:
            raise InvalidInput("mail-off", name="by_mail")
        if not address.strip():
            raise InvalidInput("candidate-address", name="by_mail", line=line)

    def recheck(self, viewer: Person, code: str) -> Invited:
        """Ask for a second session of the same person: same template, another seed, nothing he has had.

        Raises:
            Conflict: ``not-finished`` before the first one is over, ``recheck-exists`` for more than one.
        """
        with self._database.writing() as session:
            row, vacancy = candidate_seen(session, viewer, code)
            if row.state not in ("finished", "decided"):
                raise Conflict("not-finished")
            if row.sibling_of or find.sibling(session, row.code) is not None:
                raise Conflict("recheck-exists")
            again = NewCandidate(
                row.name, row.email, find.language_of(session, row.person_id), row.source, row.time_factor,
                row.no_tracking,
            )  # fmt: skip
            made = self._invitations.new(session, viewer, vacancy, again, sibling_of=row.code)
            self._record.add(session, viewer.id, "recheck", row.code, {"second": made.code})
            return made

    def invite_again(self, viewer: Person, code: str, *, by_mail: bool = False) -> Invited:
        """Make a new link for a candidate; older links, letters with them and signed-in browsers of his end.

        Raises:
            InvalidInput: ``mail-off`` or ``candidate-address``.
        """
        with self._database.writing() as session:
            row, vacancy = candidate_seen(session, viewer, code)
            if by_mail:
                self._check_mail(row.email, 1)
            self._invitations.end(session, row)
            made = self._invitations.link(session, viewer, row, vacancy, by_mail=by_mail)
        self._mail.ring([made.job])
        return made

    def revoke(self, viewer: Person, code: str) -> None:
        """End a candidate's links, letters with them that have not gone, and signed-in browsers."""
        with self._database.writing() as session:
            row, _vacancy = candidate_seen(session, viewer, code)
            self._invitations.end(session, row)
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


def _progress(session: Session, row: CandidateRow, now: datetime, letter: str) -> Progress:
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
        row.code, row.name, row.email, row.state, sum(one.ended_at is not None for one in stages), len(STAGES), link, letter,
        row.time_factor, row.no_tracking, row.sibling_of,
    )  # fmt: skip
