"""Bringing a database to the schema of this version, and saying where it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DatabaseError, OperationalError

from simulator.db.engine import connect, database_url
from simulator.errors import SimulatorError

LOCK = 5_307_211
"""Number of the advisory lock under which one process at a time migrates a PostgreSQL database."""


class DatabaseNewer(SimulatorError):
    """The database was written by a newer version; using it could destroy what that version stored."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"the database is at revision {revision}, which this version does not know: a newer version of "
            "Support Simulator wrote it; install that version or restore a backup made by this one"
        )
        self.revision = revision


class DatabaseUnreachable(SimulatorError):
    """Nothing answers at the database's address."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"cannot open the database {where}: {reason}; check DATABASE_URL and that it is running"
        )


@dataclass(frozen=True)
class Standing:
    """Where a database is and where it should be."""

    revision: str | None
    head: str
    state: Literal["empty", "behind", "current", "newer"]


def upgrade(url: str) -> Standing:
    """Bring the database at ``url`` to the newest schema and return where it stands."""
    where = database_url(url)
    if where.get_backend_name() == "sqlite" and where.database not in (None, "", ":memory:"):
        Path(str(where.database)).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = connect(where)
    try:
        _upgrade(engine)
        with engine.connect() as connection:
            return _standing(connection)
    except DatabaseError as problem:
        _explain(where, problem)
        raise
    finally:
        engine.dispose()


def standing(url: str) -> Standing:
    """Return where the database at ``url`` stands, without changing it."""
    where = database_url(url)
    engine = connect(where)
    try:
        with engine.connect() as connection:
            return _standing(connection)
    except DatabaseError as problem:
        _explain(where, problem)
        raise
    finally:
        engine.dispose()


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Give a connection in whose transaction tables may be rebuilt; nobody else migrates meanwhile."""
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as plain:
        connection = plain.execution_options(write=True)
        if is_sqlite:
            # Inside a transaction this pragma does nothing, and with it on, rebuilding a table in batch
            # mode deletes the rows that refer to it.
            driver = connection.connection.dbapi_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if not is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK})
            yield connection


def _upgrade(engine: Engine) -> None:
    with migrating(engine) as connection:
        now = _standing(connection)
        if now.state == "newer":
            raise DatabaseNewer(str(now.revision))
        if now.state != "current":
            bring_to(connection, "head")


def bring_to(connection: Connection, revision: str) -> None:
    """Run the migrations up to ``revision`` in the connection's own transaction."""
    settings = configuration()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


def knows(revision: str) -> bool:
    """Tell whether this version knows a revision of the schema."""
    scripts = ScriptDirectory.from_config(configuration())
    return revision in {script.revision for script in scripts.walk_revisions()}


def configuration() -> Config:
    """Return Alembic's configuration with the scripts that ship in the package."""
    settings = Config()
    settings.set_main_option("script_location", "simulator.db:migrations")
    settings.set_main_option("path_separator", "os")
    return settings


def _standing(connection: Connection) -> Standing:
    scripts = ScriptDirectory.from_config(configuration())
    head = scripts.get_current_head()
    assert head is not None
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if revision is None:
        return Standing(None, head, "empty")
    if revision not in known:
        return Standing(revision, head, "newer")
    return Standing(revision, head, "current" if revision == head else "behind")


def _explain(where: URL, problem: DatabaseError) -> None:
    """Raise a clear error when the database cannot be opened; another fault is a bug and stays as it is."""
    said = str(problem.orig).strip() or "no answer"
    if isinstance(problem, OperationalError) or "not a database" in said:
        raise DatabaseUnreachable(where.render_as_string(), said.splitlines()[0]) from problem
