"""How a SQLite connection is set up so that nothing acknowledged is lost."""

import sqlite3

BUSY_SECONDS = 30

Version = tuple[int, int, int]

WAL_FIXED: Version = (3, 51, 3)
WAL_FIXED_BRANCHES: dict[tuple[int, int], int] = {(3, 44): 6, (3, 50): 7}
"""Older release lines that received the fix: (major, minor) → first safe patch."""


def wal_is_safe(version: Version | None = None) -> bool:
    """Tell whether write-ahead logging can be trusted with this SQLite.

    Versions before 3.51.3 can corrupt a database when a checkpoint and a writer meet at the moment the
    log is reset (https://sqlite.org/wal.html#walresetbug). With several processes writing that is a real
    risk, so those versions use a rollback journal.
    """
    found = version or sqlite_version()
    if found >= WAL_FIXED:
        return True
    patch = WAL_FIXED_BRANCHES.get(found[:2])
    return patch is not None and found[2] >= patch


def sqlite_version() -> Version:
    """Return the version of the SQLite library Python is linked with."""
    major, minor, patch = sqlite3.sqlite_version_info[:3]
    return major, minor, patch


def journal_mode(version: Version | None = None) -> str:
    """Return the journal mode to use: ``wal`` where it is safe, else a rollback journal.

    ``truncate`` keeps the journal file: one directory sync fewer per commit than ``delete``.
    """
    return "wal" if wal_is_safe(version) else "truncate"


def prepare(connection: sqlite3.Connection) -> None:
    """Set up a fresh connection: own transactions, foreign keys, full synchronisation."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    wanted = journal_mode()
    # Switching needs a lock nobody else holds; asking first makes the usual case free of it.
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        cursor.execute(f"PRAGMA journal_mode={wanted}")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
