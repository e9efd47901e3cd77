"""The history of runs: one's own, or those of a lead's people."""

from flask import Blueprint, Response, make_response, render_template, request

from simulator.domain.person import LEADS
from simulator.web.guards import services, signed_in, viewer

bp = Blueprint("runs", __name__)


@bp.get("/simulations")
@signed_in
def runs() -> Response:
    """Show a page of runs, newest first."""
    person = request.args.get("person") or None
    lines = services().simulations.history(viewer(), person, request.args.get("after") or None)
    page = {
        "lines": lines,
        "shows_people": viewer().role in LEADS,
        "after": lines[-1].simulation_id if lines else None,
        "is_first": "after" not in request.args,
        "person": person,
    }
    return make_response(render_template("runs/runs.html", page=page))
