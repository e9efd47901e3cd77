"""Turns what went wrong into a page, a message in the person's language and a status."""

from flask import Flask, Response, current_app, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound as NoRoute

from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound, SimulatorError, TooMuch
from simulator.web import htmx
from simulator.web.guards import SignedOut
from simulator.web.origin import SAFE_METHODS, ForeignOrigin
from simulator.web.problems import conflict_message, message_of

KEPT_FIELDS = ("text", "reason", "cause", "request")
"""Form fields with a person's own writing, which must outlive an ended session."""


def init(app: Flask) -> None:
    """Register a handler for everything that can go wrong."""
    app.register_error_handler(SignedOut, signed_out)
    app.register_error_handler(SimulatorError, known)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(Exception, broken)


def signed_out(_error: SignedOut) -> Response:
    """Ask to sign in; what was being written is carried along and comes back as a draft."""
    if request.method in SAFE_METHODS and not htmx.wanted():
        target = request.full_path.rstrip("?")
        return htmx.go(url_for("accounts.sign_in", to=None if target == "/" else target))
    kept = next((request.form[name] for name in KEPT_FIELDS if request.form.get(name, "").strip()), "")
    back = htmx.came_from() or url_for("library.scenarios")
    values = {"to": back, "kept": kept, "login": ""}
    template = "accounts/_ended.html" if htmx.wanted() else "accounts/sign_in.html"
    page = {"values": values, "problem": None, "ended": True, "fresh": False, "people": ()}
    return make_response(render_template(template, page=page), 401)


def known(error: SimulatorError) -> Response:
    """Answer an error the product raises on purpose."""
    if isinstance(error, ForeignOrigin):
        return shown("foreign", 403)
    if isinstance(error, NotFound):
        return shown("not_found", 404)
    if isinstance(error, NotAllowed):
        return shown("not_allowed", 403)
    if isinstance(error, Conflict):
        return shown("conflict", 409, conflict_message(str(error)))
    if isinstance(error, InvalidInput):
        return shown("invalid", 422, message_of(error))
    if isinstance(error, TooMuch):
        return shown("too_much", 429)
    return broken(error)


def refused(error: HTTPException) -> Response:
    """Answer what the framework itself refused."""
    if error.response is not None or (error.code is not None and error.code < 400):
        return make_response(error.get_response())
    kinds = {404: "not_found", 403: "not_allowed", 413: "too_large", 429: "too_much"}
    kind = "not_found" if isinstance(error, NoRoute) else kinds.get(error.code or 500, "refused")
    answer = shown(kind, error.code or 500)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def broken(error: Exception) -> Response:
    """Answer a fault of ours calmly; the traceback goes to the log only."""
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return shown("broken", 500)


def shown(kind: str, status: int, message: str = "") -> Response:
    """Render error ``kind`` as a page, or as a message above the page for htmx."""
    template = "errors/_flash.html" if htmx.wanted() else "errors/show.html"
    page = {"kind": kind, "status": status, "message": message, "back": htmx.came_from()}
    return make_response(render_template(template, page=page), status)
