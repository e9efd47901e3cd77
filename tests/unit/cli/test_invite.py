"""The first administrator comes in by a link the operator prints."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.app import build_services
from simulator.cli.people import invite
from simulator.errors import InvalidInput
from simulator.settings import load_settings


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SIMULATOR_PUBLIC_URL", "https://train.example/")


def test_an_empty_installation_gets_its_first_admin() -> None:
    run = CliRunner()
    answer = run.invoke(invite, ["Root", "--name", "Rita Oak", "--json"])
    assert answer.exit_code == 0
    found = json.loads(answer.output)
    assert found["login"] == "root"
    assert found["link"].startswith("https://train.example/welcome/")
    services = build_services(load_settings())
    links = services.people.links
    assert links.use(found["link"].rpartition("/")[2], "three quiet owls", "three quiet owls") == "root"
    person, _token = services.accounts.sign_in("root", "three quiet owls", ip="192.0.2.1")
    assert (person.name, person.role) == ("Rita Oak", "admin")
    again = run.invoke(invite, ["root", "--role", "trainee"])
    assert "Rita Oak (root)" in again.output
    assert services.people.directory.open(person, person.id).entry.role == "admin"
    services.close()


def test_a_login_that_cannot_be_used_is_named() -> None:
    answer = CliRunner().invoke(invite, ["x"])
    assert isinstance(answer.exception, InvalidInput)
