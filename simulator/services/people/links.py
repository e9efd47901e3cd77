"""Links by which a person sets a password: made by an admin, shown once, used by a button, kept as a hash."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import mail as letters, people as find
from simulator.db.queries.contacts import end_changes
from simulator.db.tables import ContactRow, MailRow, PasswordLinkRow, PersonRow
from simulator.domain.person import Person
from simulator.errors import InvalidInput, NotFound
from simulator.services.access import must_administer
from simulator.services.accounts import Accounts
from simulator.services.mail import Letter, Mail
from simulator.services.people.directory import (
    Directory,
    LinkState,
    account_row,
    end_links,
    link_state,
)
from simulator.services.people.entry import Entry

LIFETIME = {"invitation": timedelta(days=7), "reset": timedelta(days=1)}
RENEWED = "renewed"
"""Said of a letter in whose place one with a new link was written."""
SHORTEST = 10
"""Characters of a password: length is what counts."""
Way = Literal["show", "mail"]


@dataclass(frozen=True)
class Made:
    """A new link. ``token`` is empty when it went by mail: then nobody but its owner sees it."""

    person_id: str
    name: str
    login: str
    purpose: str
    expires_at: datetime
    token: str


@dataclass(frozen=True)
class Door:
    """What a link is worth to who opens it."""

    state: LinkState | Literal["unknown"]
    name: str = ""
    login: str = ""
    purpose: str = "invitation"


class Links:
    """Makes links, takes them back, and lets people in by them."""

    def __init__(
        self, database: Database, directory: Directory, accounts: Accounts, mail: Mail, clock: Clock
    ) -> None:
        self._database = database
        self._directory = directory
        self._accounts = accounts
        self._mail = mail
        self._clock = clock

    def make(self, viewer: Person, people: Sequence[str], way: Way) -> tuple[Made, ...]:
        """Make a link for each of some people: an invitation for who has no password, else a reset.

        Older links end. By ``mail`` it goes to the person's address.

        Raises:
            InvalidInput: ``mail-off``, ``address-missing`` or ``person-inactive``; then nothing is made.
        """
        must_administer(viewer)
        if way == "mail" and not self._mail.is_on:
            raise InvalidInput("mail-off", name="way")
        with self._database.writing() as session:
            made = [self._make(session, viewer.id, account_row(session, one), way) for one in people]
        self._mail.ring([job for _link, job in made])
        return tuple(link for link, _job in made)

    def again(self, viewer: Person, mail_id: str) -> None:
        """Send a letter once more; one whose link works no more with a new link, by which the old one ends.

        Raises:
            InvalidInput: ``mail-off``; ``letter-gone`` for one that needs no sending; ``letter-empty``;
                ``address-missing`` or ``person-inactive``.
        """
        must_administer(viewer)
        if not self._mail.is_on:
            raise InvalidInput("mail-off")
        with self._database.reading() as session:
            row = session.get(MailRow, mail_id)
            if row is None:
                raise NotFound(mail_id)
            renews = row.kind in LIFETIME and not self._opens(session, row)
        if not renews:
            self._mail.again(viewer, mail_id)
            return
        with self._database.writing() as session:
            row = letters.to_change(session, mail_id)
            if row is None:
                raise NotFound(mail_id)
            person = account_row(session, row.person_id)
            is_over = row.status == "sent" and row.expires_at is None  # used, or another one was made
            is_in = row.kind == "invitation" and bool(person.password_hash)
            if row.status not in ("sent", "failed", "unclear") or row.problem == RENEWED or is_over or is_in:
                raise InvalidInput("letter-gone")
            _made, job = self._make(session, viewer.id, person, "mail")
            row.sealed, row.problem, row.detail = "", RENEWED, ""
        self._mail.ring([job])

    def _opens(self, session: Session, row: MailRow) -> bool:
        """Tell whether the link in a letter still opens the door."""
        link = session.get(PasswordLinkRow, row.link) if row.link else None
        return link is not None and link_state(link, self._clock()) == "good"

    def by_operator(self, entry: Entry) -> Made:
        """Make a link for whoever the operator at the machine names; who is not there yet is added.

        So the first administrator of an installation comes in.

        Raises:
            InvalidInput: what cannot be used, or ``person-inactive``.
        """
        with self._database.writing() as session:
            row = find.person_by_login(session, entry.tidy().login)
            if row is None:
                row = self._directory.put(session, entry.tidy(), None)
            return self._make(session, row.id, account_row(session, row.id), "show")[0]

    def revoke(self, viewer: Person, person_id: str) -> None:
        """Take back the links of a person."""
        must_administer(viewer)
        with self._database.writing() as session:
            end_links(session, account_row(session, person_id).id, self._clock())

    def door(self, token: str) -> Door:
        """Tell what a link is worth, without using it."""
        with self._database.reading() as session:
            row = find.password_link(session, _hash(token))
            person = session.get(PersonRow, row.person_id) if row else None
            if row is None or person is None:
                return Door("unknown")
            state = link_state(row, self._clock()) if person.is_active else "revoked"
            return Door(state, person.name, person.login, row.purpose)

    def use(self, token: str, password: str, again: str) -> str:
        """Set the password of a link's person, once; every session of his ends. Return the login.

        Raises:
            InvalidInput: ``password-short``, ``password-long``, ``password-login``, ``password-differs``; or
                ``door-…`` with the state of a link that is worth nothing.
        """
        door = self.door(token)
        if door.state != "good":
            raise InvalidInput("door-closed", state=door.state)
        check_password(password, again, login=door.login, name=door.name)
        password_hash = self._accounts.hashed(password)  # slow, so outside the transaction
        with self._database.writing() as session:
            row = find.password_link(session, _hash(token))
            person = find.person_to_change(session, row.person_id) if row else None
            now = self._clock()
            if row is None or person is None or not person.is_active or link_state(row, now) != "good":
                raise InvalidInput("door-closed", state="used")
            row.used_at = now
            letters.wipe(session, [row.id])
            person.password_hash = password_hash
            find.end_sessions(session, person.id)
            end_links(session, person.id, now)
            end_changes(session, person.id, now)
            return person.login

    def _make(self, session: Session, author_id: str, row: PersonRow, way: Way) -> tuple[Made, str | None]:
        if not row.is_active:
            raise InvalidInput("person-inactive", name="way", login=row.login)
        contact = session.get(ContactRow, row.id)
        if way == "mail" and not (contact and contact.email):
            raise InvalidInput("address-missing", name="way", login=row.login)
        now, token = self._clock(), secrets.token_urlsafe(24)
        purpose = "reset" if row.password_hash else "invitation"
        expires = now + LIFETIME[purpose]
        end_links(session, row.id, now)
        link = PasswordLinkRow(
            id=secrets.token_hex(8), token_hash=_hash(token), person_id=row.id, purpose=purpose,
            author_id=author_id, created_at=now, expires_at=expires,
        )  # fmt: skip
        session.add(link)
        job = None
        if way == "mail" and contact:
            letter = Letter(
                kind=purpose, person_id=row.id, address=contact.email,
                language="ru" if row.language == "ru" else "en", path=f"/welcome/{token}",
                values={"name": row.name, "login": row.login, "until": f"{expires:%Y-%m-%d %H:%M} UTC"},
                link=link.id, expires_at=expires,
            )  # fmt: skip
            job = self._mail.send(session, letter)
        shown = "" if way == "mail" else token
        return Made(row.id, row.name, row.login, purpose, expires, shown), job


def check_password(password: str, again: str, *, login: str, name: str) -> None:
    """Raise ``InvalidInput`` for a password that is too short, too long, easy to guess, or typed otherwise again."""
    if len(password) < SHORTEST:
        raise InvalidInput("password-short", name="password", least=SHORTEST)
    if len(password) > 1024:
        raise InvalidInput("password-long", name="password")
    if password.casefold() in (login.casefold(), name.casefold()) or len(set(password)) < 4:
        raise InvalidInput("password-plain", name="password")
    if password != again:
        raise InvalidInput("password-differs", name="again")


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
