import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from simulator.db import sqlite
from simulator.db.columns import METADATA
from simulator.db.engine import Database, database_url
from simulator.db.migrate import DatabaseNewer, DatabaseUnreachable, standing, upgrade
from simulator.db.tables import EventRow, PersonRow

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 46, 1), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_a_write_ahead_log_is_used_only_where_it_is_safe(version, safe):
    assert sqlite.wal_is_safe(version) is safe
    assert sqlite.journal_mode(version) == ("wal" if safe else "truncate")


def test_a_sqlite_connection_is_set_up_for_durability(migrated):
    database = Database(f"sqlite:///{migrated}")
    with database.reading() as session:
        ask = session.connection().exec_driver_sql
        assert ask("PRAGMA journal_mode").scalar() == sqlite.journal_mode()
        assert ask("PRAGMA synchronous").scalar() == 2
        assert ask("PRAGMA foreign_keys").scalar() == 1
        assert ask("PRAGMA busy_timeout").scalar() >= 5000
    database.close()


def test_the_migrations_make_exactly_the_tables_of_the_code(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, METADATA)
    assert differences == []


def test_upgrading_twice_changes_nothing(url):
    assert upgrade(url) == upgrade(url) == standing(url)
    assert standing(url).state == "current"


def test_many_processes_may_upgrade_an_empty_database_at_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'deep' / 'down' / 'app.db'}"
    with ThreadPoolExecutor(6) as pool:
        states = {found.state for found in pool.map(upgrade, [url] * 6)}
    assert states == {"current"}


def test_a_database_of_a_newer_version_is_refused_untouched(database, url):
    head = standing(url).head
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseNewer, match="newer version"):
        upgrade(url)
    assert standing(url).state == "newer"
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(DatabaseUnreachable) as problem:
        upgrade("postgresql://someone:hunter2@127.0.0.1:1/simulator")
    assert "127.0.0.1:1" in str(problem.value)
    assert "hunter2" not in str(problem.value)


def test_a_file_that_is_no_database_is_named(tmp_path):
    file = tmp_path / "notes.db"
    file.write_text("these are my notes, not a database " * 50)
    with pytest.raises(DatabaseUnreachable, match=r"notes\.db"):
        upgrade(f"sqlite:///{file}")
    assert file.read_text().startswith("these are my notes")


def test_the_old_spelling_of_postgresql_addresses_is_understood():
    assert database_url("postgres://u@h/db").drivername == "postgresql+psycopg"
    assert database_url("postgresql://u@h/db").drivername == "postgresql+psycopg"


def test_counting_up_in_many_threads_loses_no_update(database):
    if not database.is_sqlite:
        pytest.skip("PostgreSQL locks rows; services ask it to")
    with database.writing() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def count(_: int) -> None:
        for _ in range(10):
            with database.writing() as session:
                n = session.execute(text("SELECT n FROM counter")).scalar_one()
                session.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(8)))
    with database.reading() as session:
        assert session.execute(text("SELECT n FROM counter")).scalar_one() == 80


def test_a_failed_transaction_leaves_nothing(database):
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add_all([_person("a"), PersonRow(**{**_person("b").model_dump(), "login": "a"})])
    with database.reading() as session:
        assert session.get(PersonRow, "a") is None


def test_what_is_being_written_is_not_seen_by_readers(database):
    written, looked = threading.Event(), threading.Event()

    def write() -> None:
        with database.writing() as session:
            session.add(_person("a"))
            session.flush()
            written.set()
            looked.wait(5)

    thread = threading.Thread(target=write)
    thread.start()
    written.wait(5)
    with database.reading() as session:
        seen = session.get(PersonRow, "a")
    looked.set()
    thread.join()
    assert seen is None


def test_an_event_without_a_run_cannot_be_stored(database):
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(EventRow(simulation_id="nowhere", n=1, kind="said", body="{}", wall_at=NOW))


@pytest.mark.parametrize(
    "change", [{"role": "king"}, {"language": "fr"}, {"lead_id": "a"}, {"login": None}, {"lead_id": "nobody"}]
)
def test_the_schema_itself_refuses_impossible_people(database, change):
    person = _person("a")
    for name, value in change.items():
        setattr(person, name, value)
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(person)


def test_a_backup_taken_by_sqlite_itself_holds_everything(database, tmp_path):
    if not database.is_sqlite:
        pytest.skip("SQLite's own backup")
    with database.writing() as session:
        session.add(_person("a"))
    source = sqlite3.connect(str(database.url.database))
    copy = sqlite3.connect(tmp_path / "copy.db")
    source.backup(copy)
    assert copy.execute("SELECT login FROM person").fetchall() == [("a",)]
    source.close()
    copy.close()


def _person(name: str) -> PersonRow:
    return PersonRow(id=name, login=name, name=name, role="trainee", password_hash="x", created_at=NOW)
