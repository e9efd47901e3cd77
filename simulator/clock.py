"""The wall clock, as an argument: production passes ``system_now``, tests pass their own."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_now() -> datetime:
    """Return the current time, aware, in UTC."""
    return datetime.now(UTC)
