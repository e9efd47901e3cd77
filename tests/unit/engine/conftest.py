"""Real cards for engine tests."""

import pytest

from simulator.content.library import Library
from simulator.domain.case import Case
from simulator.domain.run import Run
from simulator.engine import play
from tests.shelves import LIBRARY


@pytest.fixture(scope="session")
def library() -> Library:
    return LIBRARY


@pytest.fixture
def office(library: Library) -> Case:
    """SC-02: SSH from the office times out."""
    return library.case("SC-02", "en", 1, "practice")


@pytest.fixture
def disk(library: Library) -> Case:
    """SC-26: a disk stuck in detaching, to be escalated."""
    return library.case("SC-26", "en", 1, "practice")


@pytest.fixture
def opened(office: Case) -> Run:
    return Run.of(play.begin(office))
