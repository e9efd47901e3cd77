"""What a person changes about the own account: the password, and the address letters go to."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import contacts as find, mail, people
from simulator.db.tables import AddressChangeRow, ContactRow, PersonRow
from simulator.domain.person import Person
from simulator.errors import InvalidInput, NotFound
from simulator.services.accounts import Accounts
from simulator.services.hiring.record import Record
from simulator.services.mail import Letter, Mail
from simulator.services.people.directory import LinkState, end_links, link_state
from simulator.services.people.entry import is_address
from simulator.services.people.links import check_password

LIFETIME = timedelta(days=1)


@dataclass(frozen=True)
class OwnContact:
    """The address letters go to, and one that waits to be confirmed."""

    email: str
    waiting: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class AddressDoor:
    """What a link that confirms an address is worth."""

    state: LinkState | Literal["unknown"]
    email: str = ""


class OwnAccount:
    """Changes by the person himself. Each asks for the present password and goes into the record."""

    def __init__(
        self, database: Database, accounts: Accounts, mail: Mail, record: Record, clock: Clock
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._mail = mail
        self._record = record
        self._clock = clock

    def contact(self, viewer: Person) -> OwnContact:
        """Return the viewer's address."""
        now = self._clock()
        with self._database.reading() as session:
            row = session.get(ContactRow, viewer.id)
            waiting = next(
                (one for one in find.changes_of(session, viewer.id) if link_state(one, now) == "good"), None
            )
        email = row.email if row else ""
        return OwnContact(email, waiting.email, waiting.expires_at) if waiting else OwnContact(email)

    def change_password(
        self, viewer: Person, session_token: str, current: str, new: tuple[str, str], *, ip: str
    ) -> None:
        """Set a new password (given twice). Every other session and every link of the person ends.

        Raises:
            InvalidInput: ``password-wrong``, or what is wrong with the new one.
            TooMuch: too many wrong passwords from this address.
        """
        self._accounts.confirm(viewer, current, ip=ip)
        check_password(*new, login=viewer.login, name=viewer.name)
        if new[0] == current:
            raise InvalidInput("password-same", name="password")
        password_hash = self._accounts.hashed(new[0])  # slow, so outside the transaction
        with self._database.writing() as session:
            row, now = _own(session, viewer), self._clock()
            row.password_hash = password_hash
            people.end_sessions(session, row.id, but=_hash(session_token))
            end_links(session, row.id, now)
            find.end_changes(session, row.id, now)
            self._record.add(session, viewer.id, "password-changed", viewer.id)

    def change_address(self, viewer: Person, current: str, email: str, *, ip: str) -> bool:
        """Let letters go to another address, or to none; return whether it counts already.

        Where mail is sent, a new address has to be confirmed by a link sent to it, and the old one is told.

        Raises:
            InvalidInput: ``password-wrong``, ``person-email``, ``email-same`` or ``email-taken``.
            TooMuch: too many wrong passwords from this address.
        """
        self._accounts.confirm(viewer, current, ip=ip)
        wanted = email.strip()
        if wanted and not is_address(wanted):
            raise InvalidInput("person-email", name="email", email=wanted[:80])
        with self._database.writing() as session:
            _own(session, viewer)
            contact = session.get(ContactRow, viewer.id)
            before = contact.email if contact else ""
            if wanted == before:
                raise InvalidInput("email-same", name="email")
            must_be_free(session, wanted, viewer.id)
            find.end_changes(session, viewer.id, self._clock())
            counts = not (wanted and self._mail.is_on)
            jobs: list[str | None] = []
            if counts:
                self._set(session, viewer.id, wanted, how="at-once")
            else:
                jobs.append(self._ask(session, viewer, wanted))
            if before and self._mail.is_on:
                jobs.append(self._tell(session, viewer, before, wanted))
        self._mail.ring(jobs)
        return counts

    def call_off(self, viewer: Person) -> None:
        """Take back an address that waits to be confirmed."""
        with self._database.writing() as session:
            find.end_changes(session, viewer.id, self._clock())

    def door(self, token: str) -> AddressDoor:
        """Tell what a link is worth, without using it."""
        with self._database.reading() as session:
            row = find.change_by(session, _hash(token))
            person = session.get(PersonRow, row.person_id) if row else None
        if row is None or person is None:
            return AddressDoor("unknown")
        return AddressDoor(link_state(row, self._clock()) if person.is_active else "revoked", row.email)

    def confirm(self, token: str) -> None:
        """Let the address of a link count, once.

        Raises:
            InvalidInput: ``door-closed`` with the state of a link that is worth nothing; ``email-taken``.
        """
        with self._database.writing() as session:
            row, now = find.change_by(session, _hash(token)), self._clock()
            person = people.person_to_change(session, row.person_id) if row else None
            if row is None or person is None or not person.is_active or link_state(row, now) != "good":
                raise InvalidInput("door-closed")
            must_be_free(session, row.email, row.person_id)
            row.used_at = now
            mail.wipe(session, [row.id])
            self._set(session, row.person_id, row.email, how="link")

    def _set(self, session: Session, person_id: str, email: str, *, how: str) -> None:
        contact = session.get(ContactRow, person_id)
        if contact is None:
            contact = ContactRow(person_id=person_id)
            session.add(contact)
        contact.email = email
        # The record outlives an erasure, so it holds no address.
        self._record.add(session, person_id, "address-changed", person_id, {"how": how, "empty": not email})

    def _ask(self, session: Session, viewer: Person, email: str) -> str | None:
        token, now = secrets.token_urlsafe(24), self._clock()
        row = AddressChangeRow(
            id=secrets.token_hex(8), person_id=viewer.id, token_hash=_hash(token), email=email, created_at=now,
            expires_at=now + LIFETIME,
        )  # fmt: skip
        session.add(row)
        values = {"name": viewer.name, "until": f"{row.expires_at:%Y-%m-%d %H:%M} UTC"}
        letter = Letter(
            "address", viewer.id, email, viewer.language, f"/address/{token}", values, link=row.id,
            expires_at=row.expires_at,
        )  # fmt: skip
        return self._mail.send(session, letter)

    def _tell(self, session: Session, viewer: Person, before: str, email: str) -> str | None:
        values = {"name": viewer.name, "login": viewer.login, "address": email or "–"}
        return self._mail.send(
            session, Letter("address-notice", viewer.id, before, viewer.language, "/profile", values)
        )


def must_be_free(session: Session, email: str, person_id: str) -> None:
    """Raise ``email-taken`` when an address is somebody else's."""
    if email and find.has_address(session, email, but=person_id):
        raise InvalidInput("email-taken", name="email", email=email[:80])


def _own(session: Session, viewer: Person) -> PersonRow:
    row = people.person_to_change(session, viewer.id)
    if row is None or not row.is_active:
        raise NotFound(viewer.id)
    return row


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
