"""Backups of a whole database: made at one moment, taken back whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, MetaData, inspect, text

from simulator import __version__
from simulator.db import archive
from simulator.db.engine import connect, database_url
from simulator.db.migrate import DatabaseNewer, bring_to, knows, migrating, standing
from simulator.errors import SimulatorError


class NotEmpty(SimulatorError):
    """There is data where a backup should go."""


@dataclass(frozen=True)
class Kept:
    """What a backup holds."""

    file: Path
    revision: str
    rows: dict[str, int]


def back_up(url: str, file: Path, now: datetime) -> Kept:
    """Write the database at ``url`` into ``file``; what stood there is replaced only by a whole backup."""
    stands = standing(url)
    if stands.revision is None:
        raise SimulatorError("the database is empty: there is nothing to back up")
    engine = connect(database_url(url))
    part = file.with_name(f"{file.name}.part")
    try:
        part.touch(mode=0o600)
        with _still(engine, file.parent) as source, source.connect() as connection, connection.begin():
            rows = archive.dump(connection, part, version=__version__, revision=stands.revision, now=now)
        part.replace(file)
    except OSError as fault:
        raise SimulatorError(f"{file} cannot be written: {fault.strerror}; name another place") from fault
    finally:
        part.unlink(missing_ok=True)
        engine.dispose()
    return Kept(file, stands.revision, rows)


@contextmanager
def _still(engine: Engine, folder: Path) -> Iterator[Engine]:
    """Give the database as it is at one moment.

    A long read of SQLite's rollback journal keeps every writer waiting, so it is copied first, page by page, and read
    from the copy. PostgreSQL shows one moment to a transaction by itself.
    """
    if engine.dialect.name != "sqlite":
        yield engine.execution_options(isolation_level="REPEATABLE READ")
        return
    with TemporaryDirectory(prefix=".backup-", dir=folder) as place:
        target = Path(place) / "copy.db"
        with (
            closing(sqlite3.connect(str(engine.url.database))) as here,
            closing(sqlite3.connect(target)) as there,
        ):
            here.backup(there)
        copy = connect(engine.url.set(database=str(target)))
        try:
            yield copy
        finally:
            copy.dispose()


def restore(url: str, file: Path, *, replace: bool) -> Kept:
    """Load ``file`` into the database at ``url`` and bring it to this version's schema, in one transaction.

    Raises:
        NotEmpty: there is data and ``replace`` is not said.
        DatabaseNewer: a newer version made the backup.
        BadArchive: the file is no backup, or not whole; nothing was changed.
    """
    revision = str(archive.manifest_of(file)["revision"])
    if not knows(revision):
        raise DatabaseNewer(revision)
    engine = connect(database_url(url))
    try:
        with migrating(engine) as connection:
            if _has_rows(connection) and not replace:
                raise NotEmpty("the database holds data; say --replace to put the backup in its place")
            _clear(connection)
            bring_to(connection, revision)
            rows = archive.load(connection, file)
            _check(connection, file)
            bring_to(connection, "head")
    finally:
        engine.dispose()
    return Kept(file, revision, rows)


def _has_rows(connection: Connection) -> bool:
    names = set(inspect(connection).get_table_names()) - archive.KEPT_OUT
    metadata = MetaData()
    metadata.reflect(connection, only=sorted(names))
    return any(connection.execute(table.select().limit(1)).first() for table in metadata.sorted_tables)


def _clear(connection: Connection) -> None:
    metadata = MetaData()
    metadata.reflect(connection)
    metadata.drop_all(connection)


def _check(connection: Connection, file: Path) -> None:
    """Raise when a row refers to one that is not there: SQLite does not look while tables are rebuilt."""
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken is not None:
            raise archive.BadArchive(f"{file}: a row of table {broken[0]} refers to one that is missing")
