"""A circuit breaker: an endpoint that keeps failing is left alone for a while, and nobody waits for it."""

import threading
import time
from collections.abc import Callable

FAULTS = 5
"""Faults in a row that open the circuit."""
REST = 30.0
"""Seconds for which it stays open; then one call tries."""


class Breaker:
    """Counts faults in a row. One per process: it saves waiting and decides nothing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._faults = 0
        self._closed_at = 0.0

    def resting(self) -> float:
        """Return the seconds for which nobody should call; 0 when one may. The first caller after a rest tries."""
        with self._lock:
            if self._faults < FAULTS:
                return 0.0
            left = self._closed_at - self._clock()
            if left > 0:
                return left
            self._closed_at = self._clock() + REST
            return 0.0

    def worked(self) -> None:
        """Remember a call that was answered."""
        with self._lock:
            self._faults = 0

    def failed(self) -> None:
        """Remember a call that was not."""
        with self._lock:
            self._faults += 1
            if self._faults >= FAULTS:
                self._closed_at = self._clock() + REST
