"""Real services on real databases: SQLite, and PostgreSQL where a server answers."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from simulator.app import Options, build_services
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.migrate import upgrade
from simulator.domain.person import Person, Role
from simulator.engine.customers.scripted import ScriptedCustomer
from simulator.rehearsal.reading import OfflineReader
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.answering import Voices
from simulator.settings import Settings
from tests.services.databases import postgres_database, postgres_is_there, wipe
from tests.shelves import LIBRARY
from tests.smtp_server import SmtpServer

HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""The real one, at its cheapest."""


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **parts: float) -> None:
        self.now += timedelta(**parts)


class Bell:
    """A doorbell that remembers who rang."""

    def __init__(self) -> None:
        self.rung: list[str] = []

    def ring(self, job_id: str) -> None:
        self.rung.append(job_id)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("database") / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres(worker_id: str) -> Iterator[str]:
    if not postgres_is_there():
        pytest.skip("no PostgreSQL server answers on 127.0.0.1:5432 (or TEST_POSTGRES_URL)")
    with postgres_database(f"simulator_test_{worker_id}") as url:
        upgrade(url)
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        found: str = request.getfixturevalue("postgres")
        wipe(found)
        return found
    shutil.copy(request.getfixturevalue("migrated"), tmp_path / "app.db")
    return f"sqlite:///{tmp_path / 'app.db'}"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    found = Database(url)
    yield found
    found.close()


@pytest.fixture(scope="session")
def content() -> Library:
    return LIBRARY


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url=url, secret_key="of the tests", worker=False)


@pytest.fixture(scope="session")
def voices() -> Voices:
    """One reader for all tests: what it has compiled of a card stays compiled."""
    return Voices(ScriptedCustomer(), OfflineReader())


@pytest.fixture
def services(
    settings: Settings, content: Library, clock: Clock, bell: Bell, voices: Voices
) -> Iterator[Services]:
    options = Options(content=content, clock=clock, doorbell=bell, hasher=HASHER, voices=voices)
    made = build_services(settings, options)
    yield made
    made.close()


@pytest.fixture
def lead(services: Services) -> Person:
    return _add(services, "lena", Role.LEAD)


@pytest.fixture
def anna(services: Services, lead: Person) -> Person:
    return _add(services, "anna", Role.TRAINEE, lead.id)


@pytest.fixture
def boris(services: Services) -> Person:
    return _add(services, "boris", Role.TRAINEE)


@pytest.fixture
def igor(services: Services) -> Person:
    return _add(services, "igor", Role.INTERVIEWER)


@pytest.fixture
def admin(services: Services) -> Person:
    return _add(services, "admin", Role.ADMIN)


def _add(services: Services, login: str, role: Role, lead_id: str | None = None) -> Person:
    return services.accounts.add(
        NewPerson(login=login, name=login.title(), role=role, password=f"pw-{login}", lead_id=lead_id)
    )


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def run_id(services: Services, anna: Person) -> str:
    return services.simulations.start(anna, "SC-01", "en", "practice", 1, "start")


def another_process(settings: Settings, content: Library) -> Services:
    """Services that share nothing with the others but the database."""
    return build_services(settings, Options(content=content, doorbell=Bell(), hasher=HASHER))
