"""Pages behind a one-time link: its address is a secret and goes to no other site."""

from collections.abc import Mapping

from flask import Response, make_response, render_template


def behind(page: str, status: int = 200) -> Response:
    """Return the page of a link that is good."""
    response = make_response(page, status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def closed(doors: Mapping[str, tuple[str, str]], state: str) -> Response:
    """Return what a link in ``state`` has to say; ``doors``: state → (title, text)."""
    title, text = doors[state]
    return behind(
        render_template("welcome/closed.html", title=title, text=text), 404 if state == "unknown" else 410
    )
