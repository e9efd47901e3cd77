"""Triage sets: the list, an attempt against the clock, its explained result."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, render_template, request, url_for
from pydantic import ValidationError

from simulator.domain.priority import MATRIX
from simulator.domain.scenario import Category
from simulator.domain.triage import Call
from simulator.errors import Conflict, InvalidInput
from simulator.web import htmx
from simulator.web.exercises import DIMENSIONS
from simulator.web.forms import key_of, new_key, whole
from simulator.web.guards import services, signed_in, viewer
from simulator.web.language import current
from simulator.web.problems import conflict_message, message_of

bp = Blueprint("triage", __name__, url_prefix="/triage")


@bp.get("")
@signed_in
def sets() -> Response:
    """Show the triage sets."""
    page = {"lines": services().triage.all(viewer()), "key": new_key()}
    return make_response(render_template("triage/sets.html", page=page))


@bp.post("/<public_id:set_id>/attempts")
@signed_in
def begin(set_id: str) -> Response:
    """Begin an attempt; its clock runs from now."""
    attempt_id = services().triage.begin(viewer(), set_id, current(), key_of(request.form))
    return htmx.go(url_for("triage.attempt", attempt_id=attempt_id))


@bp.get("/attempts/<public_id:attempt_id>")
@signed_in
def attempt(attempt_id: str) -> Response:
    """Show a queue, or what was made of it."""
    return attempt_page(attempt_id)


def attempt_page(
    attempt_id: str, calls: Mapping[str, Call] | None = None, problem: InvalidInput | None = None
) -> Response:
    """Render an attempt, with what was filled in."""
    found = services().triage.attempt(viewer(), attempt_id)
    name = "triage/attempt.html" if found.score is None else "triage/result.html"
    text = render_template(
        name, page=found, calls=found.calls if calls is None else calls, empty=Call(), key=new_key(),
        categories=list(Category), teams=services().library.content.provider.teams, matrix=MATRIX,
        dimensions=DIMENSIONS, problem=message_of(problem) if problem else "",
        kept={"version": found.version, "problem": ""},
    )  # fmt: skip
    return make_response(text, 422 if problem else 200)


@bp.post("/attempts/<public_id:attempt_id>")
@signed_in
def hand_in(attempt_id: str) -> Response:
    """Score an attempt."""
    calls = calls_of(request.form)
    try:
        services().triage.hand_in(viewer(), attempt_id, calls)
    except InvalidInput as problem:
        return attempt_page(attempt_id, calls, problem)
    return htmx.go(url_for("triage.attempt", attempt_id=attempt_id))


@bp.post("/attempts/<public_id:attempt_id>/decisions")
@signed_in
def save(attempt_id: str) -> Response:
    """Keep what was decided so far."""
    version = whole(request.form, "version") or 0
    kept = {"version": version, "problem": ""}
    try:
        kept["version"] = services().triage.save(viewer(), attempt_id, calls_of(request.form), version)
    except Conflict as moved:
        if not htmx.wanted():
            raise
        kept["problem"] = conflict_message(str(moved))
    return htmx.after_action(
        "triage/_kept.html", to=url_for("triage.attempt", attempt_id=attempt_id), kept=kept
    )


def calls_of(form: Mapping[str, str]) -> dict[str, Call]:
    """Return vignette → what was decided; a value that cannot be read is not decided."""
    fields: dict[str, dict[str, object]] = {}
    for name, value in form.items():
        part, _, vignette = name.partition("-")
        if part in Call.model_fields and vignette and value:
            fields.setdefault(vignette, {})[part] = value[:40]
    return {vignette: _call(values) for vignette, values in list(fields.items())[:99]}


def _call(values: dict[str, object]) -> Call:
    for _ in range(len(values) + 1):
        try:
            return Call.model_validate(values)
        except ValidationError as unreadable:
            for error in unreadable.errors():
                values.pop(str(error["loc"][0]), None)
    return Call()
