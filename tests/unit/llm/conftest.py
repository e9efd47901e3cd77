"""Real cards for tests of the model's side."""

import pytest

from simulator.content.library import Library
from tests.shelves import LIBRARY


@pytest.fixture(scope="session")
def library() -> Library:
    return LIBRARY
