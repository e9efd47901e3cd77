"""The one door to the database: ``reading()`` and ``writing()``."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlmodel import Session

from simulator.db import sqlite

POOL_SIZE = 16
POOL_OVERFLOW = 48
"""Together one connection for each web thread; idle ones beyond the pool size are closed."""


def database_url(text: str) -> URL:
    """Return the address in the spelling the drivers understand (``postgres://`` is accepted)."""
    url = make_url(text)
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


class Database:
    """Opens transactions. Services call it; nothing else commits."""

    def __init__(self, url: str | URL) -> None:
        self.url = database_url(url) if isinstance(url, str) else url
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = connect(self.url)
        # SQLite has one writer at a time. Queueing threads here is fair and wakes the next one at once;
        # SQLite's own waiting between processes sleeps and may starve a thread.
        self._turn = threading.Lock() if self.is_sqlite else nullcontext()
        self._writer = self.engine.execution_options(write=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads. Keep it short; never hold it while waiting for anything."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes are committed at the end, or not at all."""
        with self._turn, Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def connect(url: URL) -> Engine:
    """Return an engine for ``url`` with the guards of this database kind."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=POOL_SIZE, max_overflow=POOL_OVERFLOW, pool_pre_ping=True)
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        connect_args={"timeout": sqlite.BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", lambda connection, _record: sqlite.prepare(connection))
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # Read-then-write under a plain BEGIN silently loses updates; writers take the lock first.
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
