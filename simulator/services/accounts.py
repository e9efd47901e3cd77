"""Signing in and out."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import people as find
from simulator.db.tables import AttemptRow, PersonRow, SessionRow
from simulator.domain.person import Person, Role
from simulator.domain.text import Language
from simulator.errors import InvalidInput, NotFound, TooMuch

WINDOW = timedelta(minutes=10)
"""For how long a failed sign-in counts."""
TRIES_PER_LOGIN = 8
"""Failures from one address for one login before it has to wait. Per address: nobody can lock another out."""
TRIES_PER_ADDRESS = 60
"""Failures from one address for any login; an office shares one."""

SampleLine = tuple[str, str, str, Role]
"""Login, password, name, role."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody to be added."""

    login: str
    name: str
    role: Role
    password: str
    language: Language = "en"
    lead_id: str | None = None


class Accounts:
    """People and their sessions. A session is a random token; only its hash is stored."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        session_hours: float = 12,
        samples: tuple[SampleLine, ...] = (),
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._lifetime = timedelta(hours=session_hours)
        self._samples: Final = samples
        self._hasher = hasher or PasswordHasher()
        self._nobody: str | None = None

    def sign_in(self, login: str, password: str, *, ip: str) -> tuple[Person, str]:
        """Return the person and a new session's token.

        Raises:
            InvalidInput: ``sign-in-failed``, whichever of the two was wrong.
            TooMuch: too many failures from this address; wait some minutes.
        """
        login = login.strip().casefold()[:80]
        now = self._clock()
        row = self._checked(login, password, ip)
        if row is None:
            raise InvalidInput("sign-in-failed")
        token = secrets.token_urlsafe(32)
        with self._database.writing() as session:
            find.forget_attempts(session, now - WINDOW, ip=ip, login=login)
            find.forget_sessions(session, now)
            session.add(
                SessionRow(
                    token_hash=_hash(token), person_id=row.id, created_at=now, expires_at=now + self._lifetime
                )
            )
        return as_person(row), token

    def confirm(self, viewer: Person, password: str, *, ip: str) -> None:
        """Make sure that it is the viewer who sits there, by the password he has now.

        Raises:
            InvalidInput: ``password-wrong``.
            TooMuch: too many failures from this address; wait some minutes.
        """
        if self._checked(viewer.login, password, ip) is None:
            raise InvalidInput("password-wrong", name="current")

    def _checked(self, login: str, password: str, ip: str) -> PersonRow | None:
        """Return the active person whose password this is; a failure is counted."""
        now = self._clock()
        with self._database.reading() as session:
            since = now - WINDOW
            many = find.failures_since(session, since, ip=ip, login=login) >= TRIES_PER_LOGIN
            if many or find.failures_since(session, since, ip=ip) >= TRIES_PER_ADDRESS:
                raise TooMuch("sign-in")
            row = find.person_by_login(session, login)
        # The slow comparison happens outside any transaction, and for unknown logins as well.
        if self._matches(row, password) and row is not None and row.is_active:
            return row
        with self._database.writing() as session:
            find.forget_attempts(session, now - WINDOW)
            session.add(AttemptRow(login=login, ip=ip[:64], at=now))
        return None

    def person(self, token: str) -> Person | None:
        """Return whose session this is, or None when it has ended."""
        with self._database.reading() as session:
            row = find.person_of_token(session, _hash(token), self._clock())
        return None if row is None else as_person(row)

    def sign_out(self, token: str) -> None:
        """End one session."""
        with self._database.writing() as session:
            find.forget_session(session, _hash(token))

    def set_language(self, viewer: Person, lang: Language) -> None:
        """Keep the language a person reads."""
        if lang not in ("en", "ru"):
            raise InvalidInput("language-unknown", name="lang")
        with self._database.writing() as session:
            row = session.get(PersonRow, viewer.id)
            if row is None:
                raise NotFound(viewer.id)
            row.language = lang

    def sample_people(self) -> tuple[SampleLine, ...]:
        """Return the people of the demonstration; nobody in a real installation."""
        return self._samples

    def add(self, new: NewPerson) -> Person:
        """Add a person, or return the one who has this login already."""
        login = new.login.strip().casefold()
        password_hash = self._hasher.hash(new.password)
        with self._database.writing() as session:
            row = find.person_by_login(session, login)
            if row is None:
                row = PersonRow(
                    id=secrets.token_hex(8),
                    login=login,
                    name=new.name,
                    role=new.role.value,
                    language=new.language,
                    lead_id=new.lead_id,
                    password_hash=password_hash,
                    created_at=self._clock(),
                )
                session.add(row)
        return as_person(row)

    def hashed(self, password: str) -> str:
        """Return how a password is kept. Slow on purpose: call it outside transactions."""
        return self._hasher.hash(password)

    def by_login(self, login: str) -> Person | None:
        """Return the person with this login, or None."""
        with self._database.reading() as session:
            row = find.person_by_login(session, login.strip().casefold())
        return None if row is None else as_person(row)

    def _matches(self, row: PersonRow | None, password: str) -> bool:
        if row is None and self._nobody is None:
            self._nobody = self._hasher.hash(secrets.token_hex(8))
        known = self._nobody if row is None else row.password_hash
        assert known is not None
        try:
            return self._hasher.verify(known, password[:1024])
        except (VerificationError, InvalidHashError):
            return False


def as_person(row: PersonRow) -> Person:
    """Return the value services work with."""
    return Person(
        id=row.id,
        name=row.name,
        login=row.login,
        role=Role(row.role),
        language="ru" if row.language == "ru" else "en",
        lead_id=row.lead_id,
    )


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
