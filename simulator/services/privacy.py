"""What is kept about one person: a copy to take away, and its erasure."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, literal, select, update

from simulator.clock import Clock
from simulator.db.columns import METADATA
from simulator.db.engine import Database
from simulator.db.ownership import actors, owned, owned_rows, pointers
from simulator.db.queries import people as find
from simulator.db.tables import ErasureRow, PersonRow
from simulator.domain.person import Person, Role
from simulator.errors import NotAllowed, NotFound

SECRETS = frozenset({"password_hash", "token_hash", "sealed"})
"""Columns that are nobody's to take away."""
FAULT = ("twin", "digest", "scenario_pin")
"""Columns of a run that tell which of its card's faults is behind it."""
Tables = dict[str, list[dict[str, Any]]]
GONE = "—"
"""The name of a person whose data was erased and whose rulings on others stay."""


@dataclass(frozen=True)
class Erased:
    """What an erasure did."""

    rows: Mapping[str, int]
    stays: bool
    """Whether a nameless entry stays because the person ruled on other people's work."""


class Privacy:
    """Gives people their data and erases it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def copy(self, viewer: Person, person_id: str) -> dict[str, Any]:
        """Return all that is kept about a person, by table: for himself or for an admin.

        Of work of his own that still goes on a person gets what he wrote, not what would tell its answers.
        """
        if viewer.id != person_id and viewer.role is not Role.ADMIN:
            raise NotFound(person_id)
        found = self.copy_of(person_id)
        return found | {"tables": _without_open(found["tables"])} if viewer.id == person_id else found

    def copy_of(self, person_id: str) -> dict[str, Any]:
        """Return all that is kept about a person; the operator at the machine asks."""
        with self._database.reading() as session:
            rows = owned_rows(session.connection(), person_id)
        if not rows["person"]:
            raise NotFound(person_id)
        tables = {name: [_shown(row) for row in found] for name, found in rows.items() if found}
        return {"made_at": self._clock().isoformat(), "person": tables.pop("person")[0], "tables": tables}

    def id_of(self, login: str) -> str:
        """Return the id of who signs in as ``login``; raise ``NotFound``."""
        with self._database.reading() as session:
            row = find.person_by_login(session, login.strip().lower())
        if row is None:
            raise NotFound(f"nobody signs in as {login}")
        return row.id

    def erase(self, person_id: str, *, ordered_by: str, reason: str) -> Erased:
        """Erase all that is kept about a person, in one transaction, and keep a proof without the person.

        What he wrote about others (reviews, rulings, signatures) is theirs and stays, under no name.

        Raises:
            NotAllowed: he is the last active admin.
        """
        with self._database.writing() as session:
            row = session.get(PersonRow, person_id)
            if row is None:
                raise NotFound(person_id)
            if row.role == Role.ADMIN and not _another_admin(session.connection(), person_id):
                raise NotAllowed
            connection = session.connection()
            rows = _delete(connection, person_id)
            stays = _acted(connection, person_id)
            if stays:
                row.name, row.login, row.is_active = GONE, f"erased-{secrets.token_hex(8)}", False
                row.password_hash, row.lead_id = "", None
            else:
                session.delete(row)
            rows["person"] = 1
            session.add(
                ErasureRow(
                    id=secrets.token_hex(8), at=self._clock(), ordered_by=ordered_by[:120], reason=reason[:400],
                    subject_digest=hashlib.sha256(person_id.encode()).hexdigest(), rows=json.dumps(rows),
                )
            )  # fmt: skip
            return Erased(rows, stays)


def _without_open(tables: Tables) -> Tables:
    """Leave out runs that go on, and what unfinished exercises were drawn as: nobody looks behind them this way."""
    going = {row["id"] for row in tables.get("simulation", ()) if row["ended_at"] is None}
    kept = {
        name: [row for row in rows if row.get("simulation_id") not in going] for name, rows in tables.items()
    }
    if "simulation" in kept:
        kept["simulation"] = [
            row | dict.fromkeys(FAULT) if row["id"] in going else row for row in kept["simulation"]
        ]
    if "exercise" in kept:
        kept["exercise"] = [
            # A written work holds nothing but its author's words.
            row if row["ended_at"] is not None or row["kind"] == "writing" else row | {"body": None}
            for row in kept["exercise"]
        ]
    return {name: rows for name, rows in kept.items() if rows}


def _shown(row: Mapping[str, object]) -> dict[str, object]:
    return {name: _readable(value) for name, value in row.items() if name not in SECRETS}


def _readable(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _another_admin(connection: Connection, person_id: str) -> bool:
    person = METADATA.tables["person"]
    others = person.c.role == Role.ADMIN, person.c.is_active, person.c.id != person_id
    return connection.execute(select(person.c.id).where(*others).limit(1)).first() is not None


def _delete(connection: Connection, person_id: str) -> dict[str, int]:
    found = owned(person_id)
    counts = {
        table.name: int(connection.scalar(select(func.count()).select_from(table).where(where)) or 0)
        for table, where in found.items()
    }
    for table, key, where in pointers(found):
        connection.execute(
            update(table)
            .where(where)
            .values({column.name: None for column in key.columns if column.nullable})
        )
    for table in reversed([one for one in found if one.name != "person"]):
        connection.execute(delete(table).where(found[table]))
    return {name: count for name, count in counts.items() if count and name != "person"}


def _acted(connection: Connection, person_id: str) -> bool:
    return any(
        connection.execute(select(literal(1)).select_from(table).where(where).limit(1)).first()
        for table, where in actors(person_id).items()
    )
