"""The wire to an endpoint: one HTTP client, a hard deadline for each call, a limit on what comes back."""

import time
from collections.abc import Iterator
from contextvars import ContextVar

import httpx2

MOST_BYTES = 64_000
"""Bytes of one answer. A whole judgement of a long run takes some 12,000."""
CONNECT_SECONDS = 5.0

_deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


class TooLong(httpx2.TransportError):
    """The answer is larger than any answer of use."""


def until(moment: float) -> None:
    """Set the deadline of this thread's next calls, on the monotonic clock."""
    _deadline.set(moment)


class Watched(httpx2.SyncByteStream):
    """An answer's bytes, watched: a slow drip resets every read timeout, so only a clock on each piece ends it."""

    def __init__(self, stream: httpx2.SyncByteStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def __iter__(self) -> Iterator[bytes]:
        received = 0
        for piece in self._stream:
            received += len(piece)
            if received > MOST_BYTES:
                raise TooLong(f"more than {MOST_BYTES} bytes")
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("the deadline has passed")
            yield piece

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()


class Wire(httpx2.BaseTransport):
    """An HTTP transport whose answers are watched."""

    def __init__(self) -> None:
        limits = httpx2.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=60)
        self._inner = httpx2.HTTPTransport(limits=limits)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and watch what comes back."""
        deadline = _deadline.get()
        left = deadline - time.monotonic()
        if left <= 0:
            raise httpx2.ConnectTimeout("the deadline has passed")
        if left != float("inf"):
            request.extensions["timeout"] = {
                "connect": min(CONNECT_SECONDS, left), "read": left, "write": left, "pool": left,
            }  # fmt: skip
        response = self._inner.handle_request(request)
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = Watched(response.stream, deadline)
        return response

    def close(self) -> None:
        """Close every connection."""
        self._inner.close()
