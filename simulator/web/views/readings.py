"""Readings: this week's portion, and use notes that close them."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.forms import key_of, new_key
from simulator.web.guards import services, signed_in, viewer
from simulator.web.problems import message_of

bp = Blueprint("readings", __name__, url_prefix="/readings")


@bp.get("")
@signed_in
def readings() -> Response:
    """Show what to read and what it was good for."""
    return readings_page()


def readings_page(book_id: str = "", problem: InvalidInput | None = None, status: int = 200) -> Response:
    """Render the list, with what was entered for one book when it was refused."""
    week = services().onboarding.progress(viewer(), viewer().id).week
    page = {
        "lines": sorted(services().readings.all(viewer(), week), key=lambda line: not line.this_week),
        "week": week,
        "problem": message_of(problem) if problem else "",
        "refused": book_id,
        "facts": [*request.form.getlist("facts"), "", "", ""][:3],
        "form": request.form,
        "key": new_key(),
    }
    return make_response(render_template("readings/readings.html", page=page), status)


@bp.post("/<public_id:book_id>/notes")
@signed_in
def close(book_id: str) -> Response:
    """Close a reading with a use note."""
    form = request.form
    try:
        services().readings.close(
            viewer(),
            book_id,
            form.getlist("facts"),
            form.get("ticket", ""),
            form.get("mark", ""),
            key_of(form),
        )
    except InvalidInput as problem:
        return readings_page(book_id, problem, 422)
    return htmx.go(url_for("readings.readings", _anchor=book_id))
