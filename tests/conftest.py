"""What every test gets: no network beyond this machine, and no traces in the home of who runs it."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import socket_allow_hosts

# On a fresh machine the first text that is drawn waits for a table of all characters, whichever test that is. And
# how long an example takes on the clock says how busy the machine is: with five neighbours one in a thousand failed.
settings.register_profile("shared", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("shared")


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep data and settings of tests apart from the person's own."""
    patch = pytest.MonkeyPatch()
    patch.setenv("SIMULATOR_DATA_DIR", str(tmp_path_factory.mktemp("data")))
    patch.delenv("SIMULATOR_SETTINGS", raising=False)
    yield
    patch.undo()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Refuse the network: only this machine may be spoken to."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


CARD = re.compile(r"SC-\d\d")


@pytest.hookimpl(tryfirst=True)  # xdist names the groups when all marks are there
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what starts servers and browsers last: a broken unit is known within seconds.

    Tests of one card go to one process: it is made ready for reading once, and its exemplars are played once.
    """
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)
        card = (
            CARD.search(item.callspec.id)
            if isinstance(item, pytest.Function) and hasattr(item, "callspec")
            else None
        )
        if card and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(card.group()))
    items.sort(key=lambda item: any(item.get_closest_marker(name) for name in ("e2e", "kill")))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return Path(__file__).resolve().parent.parent
