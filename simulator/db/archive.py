"""A whole database as one file that either kind of database can take back.

The file is a zip: ``manifest.json`` says which version made it, at which revision of the schema, and for each table how
many rows it has and their SHA-256; ``tables/<name>.jsonl`` holds the rows, one JSON object a line, moments as ISO 8601
in UTC. Tables are read from the database itself, not from this version's classes, so that a file of an older revision
can be loaded and then brought up to date.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, DateTime, MetaData, Table, text, types as sa_types

from simulator.errors import SimulatorError

PRODUCT = "support-simulator"
MANIFEST = "manifest.json"
BATCH = 500
"""Rows read or written at once."""
LINE_LIMIT = 64 * 1024 * 1024
"""Bytes of one row; a longer line is not one of ours."""
KEPT_OUT = frozenset({"alembic_version", "session", "attempt", "mail"})
"""Not part of a backup: who is signed in just now, who mistyped a password, and letters: taken back from an old backup
they would be sent a second time."""


class BadArchive(SimulatorError):
    """The file is no backup, or not whole."""


def dump(connection: Connection, file: Path, *, version: str, revision: str, now: datetime) -> dict[str, int]:
    """Write every table into ``file`` and return the number of rows of each.

    The connection's transaction should see one moment of the database (SQLite's do; PostgreSQL: REPEATABLE READ).
    """
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in _tables(connection):
            digest, count = hashlib.sha256(), 0
            with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as lines:
                for line in _lines(connection, table):
                    lines.write(line)
                    digest.update(line)
                    count += 1
            counts[table.name], digests[table.name] = count, digest.hexdigest()
        manifest = {
            "product": PRODUCT, "version": version, "revision": revision, "made_at": now.isoformat(),
            "tables": {name: {"rows": counts[name], "sha256": digests[name]} for name in counts},
        }  # fmt: skip
        archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
    return counts


def manifest_of(file: Path) -> dict[str, Any]:
    """Return the manifest of a backup; raise ``BadArchive`` that says what the file is instead."""
    try:
        with zipfile.ZipFile(file) as archive:
            found = json.loads(archive.read(MANIFEST))
    except OSError as fault:
        raise BadArchive(
            f"{file}: {fault.strerror or fault}; name a file made by `simulator backup`"
        ) from fault
    except (zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise BadArchive(f"{file} is no backup; name a file made by `simulator backup`") from fault
    shaped = isinstance(found, dict) and isinstance(found.get("tables"), dict) and "revision" in found
    if not shaped or found.get("product") != PRODUCT:
        raise BadArchive(f"{file} is a zip, but no backup of Support Simulator")
    return dict(found)


def load(connection: Connection, file: Path) -> dict[str, int]:
    """Fill the empty tables of ``connection`` from ``file`` and return the number of rows of each.

    Raises:
        BadArchive: a table is missing, cut short or changed. The caller rolls back.
    """
    counts: dict[str, int] = {}
    wanted = manifest_of(file)["tables"]
    tables = {table.name: table for table in _tables(connection)}
    unknown = sorted(set(wanted) - set(tables))
    if unknown:
        raise BadArchive(
            f"{file}: the schema has no table {', '.join(unknown)}; the backup was changed by hand"
        )
    with zipfile.ZipFile(file) as archive:
        for name, table in tables.items():
            if name not in wanted:
                continue
            counts[name] = _fill(connection, table, _verified(archive, file, name, wanted[name]))
    _sequences(connection, tables.values())
    return counts


def _tables(connection: Connection) -> list[Table]:
    """Return the tables as they are in the database, each after those it refers to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name not in KEPT_OUT]


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    rows = connection.execution_options(yield_per=BATCH).execute(table.select().order_by(*table.primary_key))
    names = [column.name for column in table.columns]
    for row in rows:
        values = dict(zip(names, map(_plain, row), strict=True))
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        # SQLite keeps moments without a zone; all of them are UTC.
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _verified(
    archive: zipfile.ZipFile, file: Path, name: str, wanted: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table; raise at the end when they are not those that were written."""
    digest, count = hashlib.sha256(), 0
    try:
        with archive.open(f"tables/{name}.jsonl") as stream:
            while line := stream.readline(LINE_LIMIT):
                digest.update(line)
                count += 1
                yield json.loads(line)
    except (KeyError, ValueError, zipfile.BadZipFile, EOFError) as fault:
        raise BadArchive(
            f"{file}: table {name} cannot be read: the file is damaged; use another copy"
        ) from fault
    if (count, digest.hexdigest()) != (wanted.get("rows"), wanted.get("sha256")):
        raise BadArchive(f"{file}: table {name} is not as it was written; use another copy")


def _fill(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> int:
    columns = {column.name: column for column in table.columns}
    own = [key for key in table.foreign_keys if key.column.table is table]
    is_sqlite = connection.dialect.name == "sqlite"
    count, batch = 0, []
    waiting: list[dict[str, Any]] = []
    for row in rows:
        values = {
            name: _typed(value, columns[name], is_sqlite=is_sqlite)
            for name, value in row.items()
            if name in columns
        }
        count += 1
        # Rows that refer to rows of their own table come after all others.
        if any(values[key.parent.name] is not None for key in own):
            waiting.append(values)
            continue
        batch.append(values)
        if len(batch) == BATCH:
            connection.execute(table.insert(), batch)
            batch = []
    if batch:
        connection.execute(table.insert(), batch)
    _fill_in_order(connection, table, waiting)
    return count


def _fill_in_order(connection: Connection, table: Table, waiting: list[dict[str, Any]]) -> None:
    keys = [(key.parent.name, key.column.name) for key in table.foreign_keys if key.column.table is table]
    while waiting:
        there = {name: {row[name] for row in waiting} for _parent, name in keys}
        ready = [row for row in waiting if all(row[parent] not in there[name] for parent, name in keys)]
        if not ready:
            raise BadArchive(f"rows of table {table.name} refer to each other in a circle")
        connection.execute(table.insert(), ready)
        waiting = [row for row in waiting if row not in ready]


def _typed(value: object, column: "Column[Any]", *, is_sqlite: bool) -> object:
    if value is None:
        return None
    if isinstance(column.type, DateTime | sa_types.TIMESTAMP):
        moment = datetime.fromisoformat(str(value))
        return moment.replace(tzinfo=None) if is_sqlite else moment
    if isinstance(column.type, Date):
        return date.fromisoformat(str(value))
    return bool(value) if isinstance(column.type, Boolean) else value


def _sequences(connection: Connection, tables: Any) -> None:
    """Let PostgreSQL count on from the highest number that was loaded."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        for column in table.primary_key.columns:
            name = connection.scalar(
                text("SELECT pg_get_serial_sequence(:table, :column)"),
                {"table": f'"{table.name}"', "column": column.name},
            )
            if name:
                connection.execute(
                    text(f'SELECT setval(:name, COALESCE(MAX("{column.name}"), 1)) FROM "{table.name}"'),  # noqa: S608
                    {"name": name},
                )
