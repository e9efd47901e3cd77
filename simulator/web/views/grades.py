"""How a run was graded."""

from flask import Blueprint, Response, make_response, render_template, url_for

from simulator.web import htmx
from simulator.web.forms import new_key
from simulator.web.guards import services, signed_in, viewer
from simulator.web.pages.report import ReportPage

bp = Blueprint("grades", __name__, url_prefix="/simulations/<public_id:simulation_id>")


@bp.get("/grade")
@signed_in
def status(simulation_id: str) -> Response:
    """Show how far grading is; a finished one stops asking."""
    state = services().grading.state(viewer(), simulation_id)
    page = {"state": state, "simulation_id": simulation_id}
    return make_response(render_template(f"grades/status/{state}.html", page=page))


@bp.get("/report")
@signed_in
def report(simulation_id: str) -> Response:
    """Show the report, or that grading is still under way."""
    state = services().grading.state(viewer(), simulation_id)
    if state != "done":
        desk = services().simulations.desk(viewer(), simulation_id)
        page = {"state": state, "simulation_id": simulation_id, "desk": desk}
        return make_response(render_template("grades/waiting.html", page=page))
    if services().opinions.is_asked(viewer(), simulation_id):
        # Who owes a second opinion sees nobody's levels before his own are in.
        return htmx.go(url_for("reviews.review", simulation_id=simulation_id))
    rubrics = services().library.content.rubrics
    found = services().grading.report(viewer(), simulation_id)
    may_review = services().reviews.may_review(viewer(), simulation_id)
    shown = ReportPage(
        found, rubrics, new_key(), may_dispute=found.person_id == viewer().id, may_review=may_review
    )
    questions = services().questions.of_run(viewer(), simulation_id)
    return make_response(render_template("grades/report.html", page=shown, questions=questions))
