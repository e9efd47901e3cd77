"""Quizzes: the list, an attempt, its result."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.web import htmx
from simulator.web.exercises import FLAGS
from simulator.web.forms import key_of, new_key
from simulator.web.guards import only, services, signed_in, viewer
from simulator.web.language import current

bp = Blueprint("quizzes", __name__, url_prefix="/quizzes")


@bp.get("")
@signed_in
def quizzes() -> Response:
    """Show the quizzes and what is due again."""
    page = {"lines": services().quizzes.all(viewer()), "key": new_key()}
    return make_response(render_template("quizzes/quizzes.html", page=page))


@bp.get("/items")
@only(*LEADS)
def items() -> Response:
    """Show which items need a look, with their figures."""
    everything = "all" in request.args
    page = {
        "lines": [one for one in services().items.all(viewer()) if everything or one.figures.flags],
        "all": everything,
        "flags": FLAGS,
        **services().items.minima,
    }
    return make_response(render_template("quizzes/items.html", page=page))


@bp.post("/<public_id:quiz_id>/attempts")
@signed_in
def begin(quiz_id: str) -> Response:
    """Begin an attempt."""
    attempt_id = services().quizzes.begin(viewer(), quiz_id, current(), key_of(request.form))
    return htmx.go(url_for("quizzes.attempt", attempt_id=attempt_id))


@bp.get("/attempts/<public_id:attempt_id>")
@signed_in
def attempt(attempt_id: str) -> Response:
    """Show an attempt: its questions, or what it was worth."""
    found = services().quizzes.attempt(viewer(), attempt_id)
    name = "quizzes/attempt.html" if found.result is None else "quizzes/result.html"
    return make_response(render_template(name, page=found, key=new_key()))


@bp.post("/attempts/<public_id:attempt_id>")
@signed_in
def hand_in(attempt_id: str) -> Response:
    """Score an attempt."""
    answers = {name: request.form.getlist(name) for name in request.form}
    services().quizzes.hand_in(viewer(), attempt_id, answers)
    return htmx.go(url_for("quizzes.attempt", attempt_id=attempt_id))
