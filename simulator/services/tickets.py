"""Bringing old tickets in: a sheet is masked before anything of it is kept, a person confirms, cards begin from tickets."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import tickets as find
from simulator.db.tables import OldTicketRow, SheetRow
from simulator.domain.person import Person
from simulator.domain.ticket import ROLES, ImportedLine, OldTicket, Role
from simulator.errors import InvalidInput, NotFound
from simulator.intake.columns import guessed, product
from simulator.intake.covering import Covered, covered_rows, digest_of, ticket_of, words_of
from simulator.intake.table import read_table
from simulator.masking import Mask
from simulator.services.access import must_lead
from simulator.services.beginnings import Beginnings

PAGE = 50
SHOWN = 8
"""Tickets of a sheet that the preview shows."""
WAITS = timedelta(hours=24)
"""How long a sheet waits to be confirmed. Then it is gone."""


@dataclass(frozen=True)
class Sheet:
    """A masked sheet that waits, seen with some meaning of its columns."""

    id: str
    headings: tuple[str, ...]
    roles: tuple[Role, ...]
    product: str
    rows: int
    tickets: tuple[OldTicket, ...]
    """The first ones, as they would be kept."""
    examples: tuple[str, ...]
    """What stands in each column first."""
    covered: Mapping[str, int]
    """Kind → how many things were covered in the whole sheet."""
    encoding: str


@dataclass(frozen=True)
class Kept:
    """What became of a sheet."""

    kept: int
    twice: int
    empty: int


@dataclass(frozen=True)
class Imported:
    """A ticket with what was begun from it."""

    id: str
    ticket: OldTicket
    category: str
    card_id: str | None
    at: datetime


class Tickets:
    """What leads do with tickets of the time before."""

    def __init__(self, database: Database, beginnings: Beginnings, clock: Clock) -> None:
        self._database = database
        self.beginnings = beginnings
        self._clock = clock

    def take_in(self, viewer: Person, data: bytes) -> str:
        """Mask a sheet and keep it for a person to confirm; return its id. The file itself is kept nowhere.

        Raises:
            InvalidInput: ``sheet-…`` says what is wrong with the file.
        """
        must_lead(viewer)
        table = read_table(data)
        roles = guessed(table.headings)
        rows = covered_rows(table, roles)
        mask = Mask(russian=True)
        body = {
            "headings": [mask.masked(heading[:80]).text for heading in table.headings],
            "roles": roles,
            "product": product(table.headings),
            "encoding": table.encoding,
            "rows": [{"cells": row.cells, "kinds": row.kinds} for row in rows],
        }
        now = self._clock()
        with self._database.writing() as session:
            for old in (*find.sheets_before(session, now - WAITS), *find.sheets_of(session, viewer.id)):
                session.delete(old)
            row = SheetRow(
                id=secrets.token_hex(8),
                author_id=viewer.id,
                body=json.dumps(body, ensure_ascii=False),
                at=now,
            )
            session.add(row)
            return row.id

    def sheet(
        self, viewer: Person, sheet_id: str, roles: Sequence[str] | None = None, words: str = ""
    ) -> Sheet:
        """Return a sheet that waits, read with ``roles`` of its columns and with further ``words`` covered."""
        must_lead(viewer)
        with self._database.reading() as session:
            body = json.loads(_waiting(session, viewer, sheet_id).body)
        meant = _meant(body, roles)
        rows = _rows(body)
        made = (ticket_of(row, meant, words_of(words)) for row in rows)
        counts: dict[str, int] = {}
        for row in rows:
            for kind, number in row.kinds.items():
                counts[kind] = counts.get(kind, 0) + number
        return Sheet(
            id=sheet_id, headings=tuple(body["headings"]), roles=meant, product=body["product"], rows=len(rows),
            tickets=tuple(one for one, _ in zip((one for one in made if one), range(SHOWN), strict=False)),
            examples=tuple(next((row.cells[n] for row in rows if row.cells[n].strip()), "")[:120] for n in range(len(meant))),
            covered=counts, encoding=body["encoding"],
        )  # fmt: skip

    def keep(self, viewer: Person, sheet_id: str, roles: Sequence[str], words: str = "") -> Kept:
        """Keep the tickets of a sheet, all or none; one that is here already is not kept twice.

        Raises:
            InvalidInput: ``columns-missing`` without a column for the text or the subject.
        """
        must_lead(viewer)
        with self._database.writing() as session:
            row = _waiting(session, viewer, sheet_id)
            body = json.loads(row.body)
            meant = _meant(body, roles)
            if not {"subject", "description"} & set(meant):
                raise InvalidInput("columns-missing", name="roles")
            rows, covered = _rows(body), words_of(words)
            made = [one for found in rows if (one := ticket_of(found, meant, covered)) is not None]
            fresh = {digest_of(one): one for one in made}
            known = find.known_digests(session, list(fresh))
            for digest, ticket in fresh.items():
                if digest not in known:
                    session.add(self._row(viewer, digest, ticket))
            session.delete(row)
        new = len(fresh) - len(known)
        return Kept(new, len(made) - new, len(rows) - len(made))

    def discard(self, viewer: Person, sheet_id: str) -> None:
        """Throw a sheet away that waits."""
        must_lead(viewer)
        with self._database.writing() as session:
            session.delete(_waiting(session, viewer, sheet_id))

    def all(self, viewer: Person, after: str = "") -> tuple[tuple[ImportedLine, ...], str]:
        """Return a page of the imported tickets, the newest first, and the key of the next page."""
        must_lead(viewer)
        with self._database.reading() as session:
            last = session.get(OldTicketRow, after) if after else None
            found = find.page(session, PAGE + 1, (last.at, last.id) if last else None)
        lines = tuple(
            ImportedLine(
                id=one.id,
                subject=one.subject,
                lang=one.lang,
                category=one.category,
                at=one.at,
                card_id=one.card_id,
            )
            for one in found[:PAGE]
        )
        return lines, found[PAGE - 1].id if len(found) > PAGE else ""

    def open(self, viewer: Person, ticket_id: str) -> Imported:
        """Return one imported ticket."""
        must_lead(viewer)
        with self._database.reading() as session:
            row = _known(session.get(OldTicketRow, ticket_id), ticket_id)
        ticket = OldTicket.model_validate_json(row.body)
        return Imported(row.id, ticket, row.category, row.card_id, row.at)

    def remove(self, viewer: Person, ticket_id: str) -> None:
        """Take an imported ticket out. A card that was begun from it stays."""
        must_lead(viewer)
        with self._database.writing() as session:
            session.delete(_known(session.get(OldTicketRow, ticket_id), ticket_id))

    def begin_card(self, viewer: Person, ticket_id: str) -> str:
        """Begin a card from a ticket, or return the one that was begun already."""
        must_lead(viewer)
        return self.beginnings.begin(viewer, ticket_id)

    def _row(self, viewer: Person, digest: str, ticket: OldTicket) -> OldTicketRow:
        return OldTicketRow(
            id=secrets.token_hex(8), digest=digest, subject=ticket.subject, lang=ticket.lang,
            category=self.beginnings.guess(ticket).category, body=ticket.model_dump_json(), author_id=viewer.id,
            at=self._clock(),
        )  # fmt: skip


def _waiting(session: Session, viewer: Person, sheet_id: str) -> SheetRow:
    """Return a sheet of the viewer's own; nobody else's is known to him."""
    row = session.get(SheetRow, sheet_id)
    if row is None or row.author_id != viewer.id:
        raise NotFound(sheet_id)
    return row


def _known(row: OldTicketRow | None, ticket_id: str) -> OldTicketRow:
    if row is None:
        raise NotFound(ticket_id)
    return row


def _rows(body: Mapping[str, Any]) -> list[Covered]:
    return [Covered(tuple(row["cells"]), row["kinds"]) for row in body["rows"]]


def _meant(body: Mapping[str, Sequence[str]], roles: Sequence[str] | None) -> tuple[Role, ...]:
    """Return what each column is taken for: what a person chose, else what its heading says."""
    chosen = tuple(body["roles"]) if roles is None else tuple(roles)
    meant = tuple(role for name in chosen for role in ROLES if role == name)
    if len(meant) != len(body["headings"]):
        raise InvalidInput("columns-missing", name="roles")
    return meant
