"""Calibration: agreement, the gold set, rounds, and what a regrade would move."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS, Role
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.forms import new_key
from simulator.web.guards import only, services, viewer
from simulator.web.pages.report import ReportPage
from simulator.web.pages.review import of_report
from simulator.web.problems import message_of
from simulator.web.views.reviews import given_of

bp = Blueprint("calibration", __name__, url_prefix="/calibration")


@bp.get("")
@only(*LEADS)
def overview() -> Response:
    """Show how well people and graders agree."""
    page = {
        "lines": services().calibration.lines(viewer()),
        "weeks": services().calibration.weeks(viewer()),
        "reviewers": services().calibration.reviewers(viewer()),
        "rounds": services().rounds.all(viewer()),
        "rule": services().library.content.automation,
        "rubrics": services().library.content.rubrics,
    }
    return make_response(render_template("calibration/overview.html", page=page))


@bp.get("/gold")
@only(*LEADS)
def gold() -> Response:
    """Run the graders on the gold set, and show what a regrade would move."""
    page = {"gold": services().calibration.gold(), "moved": services().calibration.preview(100)}
    return make_response(render_template("calibration/gold.html", page=page))


@bp.post("/regrades")
@only(Role.ADMIN)
def publish() -> Response:
    """Grade ended runs again and let the new grades stand."""
    services().calibration.publish(services().grading)
    return htmx.go(url_for("calibration.gold"))


@bp.post("/rounds")
@only(*LEADS)
def begin() -> Response:
    """Begin a round on a run."""
    form = request.form
    try:
        round_id = services().rounds.begin(viewer(), form.get("run", ""), form.get("title", ""))
    except InvalidInput as problem:
        page = {"problem": message_of(problem), "run": form.get("run", ""), "title": form.get("title", "")}
        return make_response(render_template("calibration/begin.html", page=page), 422)
    return htmx.go(url_for("calibration.one", round_id=round_id))


@bp.get("/rounds/<public_id:round_id>")
@only(*LEADS)
def one(round_id: str) -> Response:
    """Show a round: the run to grade blind, or how the reviewers compare."""
    return round_page(round_id)


def round_page(round_id: str, problem: InvalidInput | None = None, status: int = 200) -> Response:
    """Render a round."""
    found = services().rounds.one(viewer(), round_id)
    report = services().grading.report(viewer(), found.simulation_id)
    plain = ReportPage(report, services().library.content.rubrics, new_key())
    page = of_report(
        plain, fields=request.form, blind=True, problem=message_of(problem) if problem else "",
        wrong=problem.field if problem else "",
    )  # fmt: skip
    return make_response(render_template("calibration/round.html", page=page, round=found), status)


@bp.post("/rounds/<public_id:round_id>")
@only(*LEADS)
def score(round_id: str) -> Response:
    """Give one's levels in a round."""
    try:
        levels = {given.target: given.level for given in given_of(request.form) if given.level is not None}
        services().rounds.score(viewer(), round_id, levels)
    except InvalidInput as problem:
        return round_page(round_id, problem, 422)
    return htmx.go(url_for("calibration.one", round_id=round_id))


@bp.post("/rounds/<public_id:round_id>/end")
@only(*LEADS)
def end(round_id: str) -> Response:
    """End a round."""
    services().rounds.close(viewer(), round_id)
    return htmx.go(url_for("calibration.one", round_id=round_id))
