"""A machine to type on."""

import pytest

from tests.unit.labs.machines import Typist


@pytest.fixture
def typed() -> Typist:
    return Typist()
