"""What the assistant of the desk puts together of a run."""

from flask import Blueprint, Response, make_response, render_template

from simulator.domain.assist import PARTS
from simulator.errors import Conflict
from simulator.web.guards import services, signed_in, viewer
from simulator.web.problems import conflict_message

bp = Blueprint("assist", __name__)


@bp.get("/simulations/<public_id:simulation_id>/assistant")
@signed_in
def assistant(simulation_id: str) -> Response:
    """Show the summary of the log and the guess where to route."""
    try:
        found = services().assist.of(viewer(), simulation_id)
    except Conflict as problem:
        said = conflict_message(str(problem))
        return make_response(
            render_template("simulations/assistant_off.html", said=said, run=simulation_id), 409
        )
    teams = {one.id: one.name for one in services().library.content.provider.teams}
    return make_response(render_template("simulations/assistant.html", page=found, parts=PARTS, teams=teams))
