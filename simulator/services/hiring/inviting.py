"""A new candidate and his link: the token is shown once, only its hash is kept."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow, InvitationRow, PersonRow, VacancyRow
from simulator.domain.person import Person, Role
from simulator.services.hiring.applicants import NewCandidate
from simulator.services.hiring.record import Record
from simulator.services.mail import Letter, Mail

LETTER = "assessment"
"""The kind of letter that takes a link to a candidate."""
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of codes: nothing that is read as something else."""


@dataclass(frozen=True)
class Invited:
    """A candidate with the link that is shown once."""

    code: str
    name: str
    token: str
    expires_at: datetime
    mailed_to: str = ""
    """The address the link goes to by mail; empty: it is handed over."""
    job: str | None = None
    """To be rung after the commit."""


class Invitations:
    """Makes and ends links. Runs in the caller's transaction."""

    def __init__(self, content: Library, record: Record, mail: Mail, clock: Clock) -> None:
        self._content = content
        self._record = record
        self._mail = mail
        self._clock = clock

    def new(
        self, session: Session, viewer: Person, vacancy: VacancyRow, new: NewCandidate,
        form_key: str | None = None, *, sibling_of: str = "", by_mail: bool = False,
    ) -> Invited:  # fmt: skip
        """Add a candidate and return his link."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(6))
        person = PersonRow(
            id=secrets.token_hex(8), login=f"candidate-{code.lower()}", name=code, role=Role.CANDIDATE,
            language=new.language, password_hash="", created_at=self._clock(),
        )  # fmt: skip
        session.add(person)
        session.flush()
        kept = timedelta(days=self._content.assessment(vacancy.template).retention_days)
        row = CandidateRow(
            person_id=person.id, vacancy_id=vacancy.id, code=code, name=new.name.strip(), email=new.email.strip(),
            source=new.source.strip().casefold()[:80], seed=secrets.randbelow(10**6) + 2, created_at=self._clock(),
            time_factor=new.time_factor, no_tracking=new.no_tracking, form_key=form_key, sibling_of=sibling_of,
            retain_until=self._clock() + kept,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return self.link(session, viewer, row, vacancy, by_mail=by_mail)

    def link(
        self, session: Session, viewer: Person, row: CandidateRow, vacancy: VacancyRow, *, by_mail: bool
    ) -> Invited:
        """Make a link for a candidate, and the letter that takes it to him where it goes by mail."""
        token, now = secrets.token_urlsafe(24), self._clock()
        expires = now + timedelta(days=self._content.assessment(vacancy.template).invited_days)
        session.add(
            InvitationRow(
                id=secrets.token_hex(8), token_hash=hash_of(token), person_id=row.person_id, author_id=viewer.id,
                created_at=now, expires_at=expires,
            )
        )  # fmt: skip
        self._record.add(session, viewer.id, "invited", row.code, {"by_mail": True} if by_mail else None)
        made = Invited(row.code, row.name, token, expires, row.email if by_mail else "")
        return (
            replace(made, job=self._mail.send(session, _letter(session, row, vacancy, made)))
            if by_mail
            else made
        )

    def end(self, session: Session, row: CandidateRow) -> None:
        """End a candidate's links and signed-in browsers."""
        now = self._clock()
        for one in find.invitations_of(session, row.person_id):
            if one.used_at is None and one.revoked_at is None:
                one.revoked_at = now
        self._mail.withdraw(session, row.person_id, LETTER)
        for signed in find.sessions_of(session, row.person_id):
            session.delete(signed)


def _letter(session: Session, row: CandidateRow, vacancy: VacancyRow, made: Invited) -> Letter:
    return Letter(
        kind=LETTER, person_id=row.person_id, address=row.email,
        language="ru" if find.language_of(session, row.person_id) == "ru" else "en",
        path=f"/invitations/{made.token}",
        values={"name": row.name, "title": vacancy.title, "until": f"{made.expires_at:%Y-%m-%d %H:%M} UTC"},
    )  # fmt: skip


def hash_of(token: str) -> str:
    """Return how a token is kept."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
