"""Refuses changes that another site asks a browser to make: no tokens, the browser itself tells."""

from urllib.parse import urlsplit

from flask import Flask, request

from simulator.errors import NotAllowed

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class ForeignOrigin(NotAllowed):
    """A change was asked for by a page of another site."""


def init(app: Flask) -> None:
    """Check each unsafe request before its view."""
    app.before_request(refuse_foreign)


def refuse_foreign() -> None:
    """Raise unless the request is safe, our own, or not made by a browser at all."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise ForeignOrigin
        return
    origin = request.headers.get("Origin")
    # Without either header the caller is not a browser, so nobody's cookies are being abused.
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise ForeignOrigin
