"""Real services on real databases."""

from tests.services.fixtures import *  # noqa: F403 — pytest finds fixtures by their names here
