"""A site with real services on its own SQLite file, and browsers of several people."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from simulator import web
from simulator.domain.person import Person
from simulator.paths import static_root
from simulator.services import Services
from simulator.settings import Settings
from simulator.web.guards import Site
from tests.browser import Browser
from tests.services.fixtures import *  # noqa: F403 — pytest finds fixtures by their names here

SignIn = Callable[[str], Browser]


@pytest.fixture
def url(migrated: Path, tmp_path: Path) -> str:
    """Pages do not depend on the database: SQLite is enough here."""
    shutil.copy(migrated, tmp_path / "app.db")
    return f"sqlite:///{tmp_path / 'app.db'}"


def new_site(services: Services, settings: Settings) -> Flask:
    app = Flask("simulator.web", static_folder=str(static_root()), static_url_path="/static")
    app.testing = False
    web.register(app, services, settings)
    return app


@pytest.fixture(scope="session")
def pages() -> list[Flask]:
    """The application of this process, once a test has made it: its routes and templates are compiled once."""
    return []


@pytest.fixture
def site(pages: list[Flask], services: Services, settings: Settings) -> Flask:
    """The application on the services of this test: it holds nothing else that a test could change.

    A test that adds or replaces routes takes ``own_site``.
    """
    if not pages:
        pages.append(new_site(services, settings))
    pages[0].extensions["simulator"] = Site(services=services, settings=settings)
    return pages[0]


@pytest.fixture
def own_site(services: Services, settings: Settings) -> Flask:
    """An application of one's own, to change."""
    return new_site(services, settings)


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
