"""The list of people: who has an account, as what, and led by whom. Admins only."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import contacts, mail, people as find
from simulator.db.tables import AddressChangeRow, ContactRow, PasswordLinkRow, PersonRow
from simulator.domain.person import LEADS, Person, Role
from simulator.errors import InvalidInput, NotFound
from simulator.services.access import must_administer
from simulator.services.people.entry import Entry, faults

PAGE = 50

LinkState = Literal["none", "good", "used", "expired", "revoked"]


@dataclass(frozen=True)
class Account:
    """A person as admins see him."""

    id: str
    entry: Entry
    is_active: bool
    has_password: bool
    link: LinkState
    """The state of the newest link that sets the password."""


@dataclass(frozen=True)
class Listing:
    """One page of the list."""

    accounts: tuple[Account, ...]
    after: str | None
    """Where the next page begins, or None at the end."""


class Directory:
    """Looks up, adds and changes people."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def search(self, viewer: Person, query: str = "", after: str = "") -> Listing:
        """Return a page of people by name whose name, login or address holds every word of ``query``."""
        must_administer(viewer)
        with self._database.reading() as session:
            row = session.get(PersonRow, after) if after else None
            found = find.listed(session, query.split()[:6], (row.name, row.id) if row else None, PAGE + 1)
            accounts = self._accounts(session, [person for person, _contact in found[:PAGE]])
        return Listing(accounts, found[PAGE - 1][0].id if len(found) > PAGE else None)

    def open(self, viewer: Person, person_id: str) -> Account:
        """Return one person."""
        must_administer(viewer)
        with self._database.reading() as session:
            return self._accounts(session, [account_row(session, person_id)])[0]

    def leads(self, viewer: Person) -> tuple[tuple[str, str], ...]:
        """Return (login, name) of everybody who may lead."""
        must_administer(viewer)
        with self._database.reading() as session:
            return tuple((row.login, row.name) for row in find.leads(session))

    def add(self, viewer: Person, entry: Entry) -> str:
        """Add a person without a password and return the id; a link sets the password.

        Raises:
            InvalidInput: the first thing to mend.
        """
        must_administer(viewer)
        with self._database.writing() as session:
            _address_is_free(session, entry.tidy(), "")
            return self.put(session, entry.tidy(), None).id

    def change(self, viewer: Person, person_id: str, entry: Entry) -> None:
        """Change a person. Who becomes no lead any more leads nobody.

        Raises:
            InvalidInput: the first thing to mend; ``last-admin``.
        """
        must_administer(viewer)
        with self._database.writing() as session:
            row = account_row(session, person_id)
            _address_is_free(session, entry.tidy(), row.id)
            self.put(session, entry.tidy(), row)

    def deactivate(self, viewer: Person, person_id: str) -> None:
        """Let somebody sign in no more: his sessions and links end, what he did stays.

        Raises:
            InvalidInput: ``last-admin``.
        """
        must_administer(viewer)
        with self._database.writing() as session:
            row = account_row(session, person_id)
            _not_the_last_admin(session, row)
            row.is_active = False
            find.end_sessions(session, row.id)
            end_links(session, row.id, self._clock())

    def reactivate(self, viewer: Person, person_id: str) -> None:
        """Let somebody sign in again, with the password he had."""
        must_administer(viewer)
        with self._database.writing() as session:
            account_row(session, person_id).is_active = True

    def put(self, session: Session, entry: Entry, row: PersonRow | None) -> PersonRow:
        """Store a tidy entry as a new person, or over ``row``."""
        known = find.by_logins(session, {entry.login, entry.lead} - {""})
        for fault in faults(entry, {login: one.role for login, one in known.items() if one.is_active}):
            raise fault
        same = known.get(entry.login)
        if same is not None and (row is None or same.id != row.id):
            raise InvalidInput("login-taken", name="login", login=entry.login)
        if row is None:
            row = PersonRow(
                id=secrets.token_hex(8), login=entry.login, name=entry.name, role=entry.role,
                password_hash="", created_at=self._clock(),
            )  # fmt: skip
            session.add(row)
        elif row.role == Role.ADMIN and entry.role != Role.ADMIN:
            _not_the_last_admin(session, row)
        if row.role in LEADS and entry.role not in LEADS:
            for led in find.people_led(session, row.id):
                led.lead_id = None
        lead = known.get(entry.lead)
        row.login, row.name, row.role, row.language = entry.login, entry.name, entry.role, entry.language
        row.lead_id = lead.id if lead else None
        session.flush()
        contact = session.get(ContactRow, row.id)
        if (contact.email if contact else "") != entry.email:
            contacts.end_changes(session, row.id, self._clock())
        if contact is not None:
            contact.email = entry.email
        elif entry.email:
            session.add(ContactRow(person_id=row.id, email=entry.email))
        session.flush()
        return row

    def _accounts(self, session: Session, rows: list[PersonRow]) -> tuple[Account, ...]:
        ids = [row.id for row in rows]
        reached = find.contacts(session, ids)
        links: dict[str, PasswordLinkRow] = {}
        for link in find.password_links(session, ids):
            links.setdefault(link.person_id, link)
        leads = find.logins_of(session, {row.lead_id for row in rows if row.lead_id})
        return tuple(
            Account(
                id=row.id,
                entry=Entry(
                    row.login, row.name, row.role, row.language,
                    reached[row.id].email if row.id in reached else "", leads.get(row.lead_id or "", ""),
                ),
                is_active=row.is_active, has_password=bool(row.password_hash),
                link=self._state(links.get(row.id)),
            )
            for row in rows
        )  # fmt: skip

    def _state(self, row: PasswordLinkRow | None) -> LinkState:
        return "none" if row is None else link_state(row, self._clock())


def account_row(session: Session, person_id: str) -> PersonRow:
    """Return somebody with an account, held against other writers; a candidate or an erased person is nobody."""
    row = find.person_to_change(session, person_id)
    if row is None or row.login.startswith("erased-"):
        raise NotFound(person_id)
    return row


def end_links(session: Session, person_id: str, now: datetime) -> None:
    """Take back every link of a person that still works, and wipe it from letters."""
    open_links = [
        link
        for link in find.password_links(session, [person_id])
        if link.used_at is None and link.revoked_at is None
    ]
    for link in open_links:
        link.revoked_at = now
    mail.wipe(session, [link.id for link in open_links])


def link_state(row: PasswordLinkRow | AddressChangeRow, now: datetime) -> LinkState:
    """Tell what a link is worth."""
    if row.used_at is not None:
        return "used"
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at <= now else "good"


def _address_is_free(session: Session, entry: Entry, person_id: str) -> None:
    """Refuse an address that is somebody else's already; one that was shared before may stay."""
    known = session.get(ContactRow, person_id) if person_id else None
    same = known is not None and known.email == entry.email
    if entry.email and not same and contacts.has_address(session, entry.email, but=person_id):
        raise InvalidInput("email-taken", name="email", email=entry.email[:80])


def _not_the_last_admin(session: Session, row: PersonRow) -> None:
    admins = find.active_admins(session)
    if row.role == Role.ADMIN and row.is_active and all(one.id == row.id for one in admins):
        raise InvalidInput("last-admin", name="role")
