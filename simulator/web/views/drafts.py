"""Drafts of the assistant: the list, one to check, its explained result."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.draft import FINE, REASONS, Finding
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.exercises import CHECKS, DIMENSIONS, VERDICTS
from simulator.web.forms import key_of, new_key
from simulator.web.guards import services, signed_in, viewer
from simulator.web.language import current
from simulator.web.problems import message_of

bp = Blueprint("drafts", __name__, url_prefix="/drafts")


@bp.get("")
@signed_in
def checks() -> Response:
    """Show the drafts."""
    page = {"lines": services().drafts.all(viewer()), "key": new_key()}
    return make_response(render_template("drafts/checks.html", page=page))


@bp.post("/<public_id:check_id>/attempts")
@signed_in
def begin(check_id: str) -> Response:
    """Begin an attempt."""
    attempt_id = services().drafts.begin(viewer(), check_id, current(), key_of(request.form))
    return htmx.go(url_for("drafts.attempt", attempt_id=attempt_id))


@bp.get("/attempts/<public_id:attempt_id>")
@signed_in
def attempt(attempt_id: str) -> Response:
    """Show a draft to check, or what was made of it."""
    return attempt_page(attempt_id)


def attempt_page(
    attempt_id: str, finding: Finding | None = None, problem: InvalidInput | None = None
) -> Response:
    """Render an attempt, with what was filled in."""
    found = services().drafts.attempt(viewer(), attempt_id)
    name = "drafts/attempt.html" if found.score is None else "drafts/result.html"
    text = render_template(
        name, page=found, finding=finding or found.finding, key=new_key(), reasons=(FINE, *REASONS),
        verdicts=VERDICTS, dimensions=DIMENSIONS, checks=CHECKS, problem=message_of(problem) if problem else "",
        wrong_field=problem.field if problem else "",
    )  # fmt: skip
    return make_response(text, 422 if problem else 200)


@bp.post("/attempts/<public_id:attempt_id>")
@signed_in
def hand_in(attempt_id: str) -> Response:
    """Score an attempt."""
    form = request.form
    verdicts = {
        name.removeprefix("verdict-"): value for name, value in form.items() if name.startswith("verdict-")
    }
    finding = Finding(verdicts=verdicts, worst=form.get("worst", ""), rewrite=form.get("rewrite", ""))
    try:
        services().drafts.hand_in(viewer(), attempt_id, finding)
    except InvalidInput as problem:
        return attempt_page(attempt_id, finding, problem)
    return htmx.go(url_for("drafts.attempt", attempt_id=attempt_id))
