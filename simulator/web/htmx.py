"""The one place that speaks htmx: what came from it and what it gets back."""

from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request
from htmx_flask import Htmx, request as htmx_request


def init(app: Flask) -> None:
    """Teach the app's requests about htmx and say that answers depend on it."""
    Htmx(app)
    app.after_request(_vary)


def _vary(response: Response) -> Response:
    response.vary.add("HX-Request")
    return response


def wanted() -> bool:
    """Tell whether the caller swaps a part of the page in, rather than showing a whole one."""
    asked = htmx_request.htmx
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def render(whole: str, *, fragment: str, status: int = 200, **context: Any) -> Response:
    """Return ``fragment`` to htmx and the ``whole`` page to anybody else."""
    template = fragment if wanted() else whole
    return make_response(render_template(template, **context), status)


def after_action(update: str, *, to: str, **context: Any) -> Response:
    """Answer a successful action: what changed for htmx, a redirect to ``to`` without it."""
    if wanted():
        return make_response(render_template(update, **context))
    return make_response(redirect(to, 303))


def go(to: str) -> Response:
    """Send the browser to another page, whichever way it asked."""
    if not wanted():
        return make_response(redirect(to, 303))
    response = make_response("", 204)
    response.headers["HX-Redirect"] = to
    return response


def came_from() -> str:
    """Return the path of the page the request came from, or an empty string."""
    url = htmx_request.htmx.current_url or request.referrer or ""
    return url.removeprefix(request.host_url.rstrip("/")) if url.startswith(request.host_url) else ""
