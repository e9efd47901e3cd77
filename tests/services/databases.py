"""PostgreSQL databases of the tests: each worker makes its own and drops it."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from simulator.db.columns import METADATA
from simulator.db.engine import database_url

SERVER = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def postgres_is_there() -> bool:
    url = database_url(SERVER)
    try:
        socket.create_connection((url.host or "127.0.0.1", url.port or 5432), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def postgres_database(name: str) -> Iterator[str]:
    name = f"{name}_{secrets.token_hex(4)}"
    _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _administer(f'CREATE DATABASE "{name}"')
    try:
        yield database_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@cache
def _engine(url: str) -> Engine:
    return create_engine(url)


def wipe(url: str) -> None:
    with _engine(url).begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())


def _administer(statement: str) -> None:
    engine = create_engine(database_url(SERVER), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))
