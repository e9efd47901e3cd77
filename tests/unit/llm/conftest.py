"""Real cards for tests of the model's side."""

import pytest

from simulator.content.library import Library


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()
