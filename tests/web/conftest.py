"""A site with real services on its own SQLite file, and browsers of several people."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from simulator import web
from simulator.app import Options, build_services
from simulator.content.library import Library
from simulator.domain.person import Person
from simulator.engine.customers.scripted import ScriptedCustomer
from simulator.paths import static_root
from simulator.rehearsal.reading import OfflineReader
from simulator.services import Services
from simulator.services.answering import Voices
from simulator.settings import Settings
from tests.browser import Browser
from tests.services.fixtures import *  # noqa: F403 — pytest finds fixtures by their names here
from tests.services.fixtures import HASHER, Bell, Clock

SignIn = Callable[[str], Browser]


@pytest.fixture
def url(migrated: Path, tmp_path: Path) -> str:
    """Pages do not depend on the database: SQLite is enough here."""
    shutil.copy(migrated, tmp_path / "app.db")
    return f"sqlite:///{tmp_path / 'app.db'}"


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
def site(services: Services, settings: Settings) -> Flask:
    app = Flask("simulator.web", static_folder=str(static_root()), static_url_path="/static")
    app.testing = False
    web.register(app, services, settings)
    return app


@pytest.fixture
def stranger(site: Flask) -> Browser:
    return Browser(site.test_client())


@pytest.fixture
def sign_in(site: Flask, anna: Person, boris: Person, lead: Person, igor: Person, admin: Person) -> SignIn:
    """Return a function that signs a person in and gives his browser."""

    def signed_in(login: str) -> Browser:
        browser = Browser(site.test_client())
        form = browser.get("/sign-in").form("/sign-in")
        browser.submit(form, {"login": login, "password": f"pw-{login}"})
        return browser

    return signed_in


@pytest.fixture
def trainee(sign_in: SignIn) -> Browser:
    return sign_in("anna")


@pytest.fixture
def desk_url(run_id: str) -> str:
    return f"/simulations/{run_id}"
