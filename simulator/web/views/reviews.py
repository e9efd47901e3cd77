"""The review desk: the queue, a run beside its scorecard, levels, remarks."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.errors import Conflict, InvalidInput
from simulator.services.levels import Given
from simulator.web import htmx
from simulator.web.forms import decimal, new_key, whole
from simulator.web.guards import only, services, viewer
from simulator.web.pages.report import ReportPage
from simulator.web.pages.review import REASONS, ReviewPage, of_report
from simulator.web.problems import conflict_message, message_of

bp = Blueprint("reviews", __name__, url_prefix="/reviews")


@bp.get("")
@only(*LEADS)
def queue() -> Response:
    """Show runs that wait for a reviewer, and why each of them does."""
    asked = request.args.get("reason", "")
    reason = asked if asked in (*REASONS, "all") else None
    lines = services().reviews.queue(viewer(), reason)
    page = {
        "lines": lines,
        "reason": reason,
        "reasons": REASONS,
        "disputes": services().disputes.waiting(viewer()),
    }
    return make_response(render_template("reviews/queue.html", page=page))


@bp.get("/<public_id:simulation_id>")
@only(*LEADS)
def review(simulation_id: str) -> Response:
    """Show a run beside its scorecard."""
    return review_page(simulation_id)


def review_page(
    simulation_id: str,
    fields: Mapping[str, str] | None = None,
    problem: InvalidInput | None = None,
    status: int = 200,
) -> Response:
    """Render the desk, with what was filled in."""
    draft = services().reviews.draft(viewer(), simulation_id)
    plain = ReportPage(
        services().grading.report(viewer(), simulation_id), services().library.content.rubrics, new_key()
    )
    page: ReviewPage = of_report(
        plain,
        fields=fields if fields is not None else draft.fields,
        version=draft.version,
        blind="blind" in request.args or request.form.get("blind") == "1",
        problem=message_of(problem) if problem else "",
        wrong=problem.field if problem else "",
    )
    return make_response(render_template("reviews/review.html", page=page), status)


@bp.post("/<public_id:simulation_id>")
@only(*LEADS)
def hand_in(simulation_id: str) -> Response:
    """Store the levels and the summary."""
    form = request.form
    try:
        services().reviews.hand_in(
            viewer(), simulation_id, given_of(form), form.get("summary", ""), blind=form.get("blind") == "1"
        )
    except InvalidInput as problem:
        return review_page(simulation_id, form, problem, 422)
    return htmx.go(url_for("grades.report", simulation_id=simulation_id))


def given_of(form: Mapping[str, str]) -> list[Given]:
    """Return the levels of a form; raise ``InvalidInput`` for one that is no level."""
    found: list[Given] = []
    for name, value in form.items():
        target = name.partition("-")[2]
        if name.startswith("level-") and value:
            found.append(
                Given(target, decimal(value, "level-range", target), form.get(f"reason-{target}", ""))
            )
        elif name.startswith("stands-") and value in ("yes", "no"):
            found.append(Given(target, None, form.get(f"reason-{target}", ""), stands=value == "yes"))
    return found


@bp.post("/<public_id:simulation_id>/draft")
@only(*LEADS)
def save_draft(simulation_id: str) -> Response:
    """Keep what has been filled in so far."""
    fields = {name: value for name, value in request.form.items() if name not in ("version", "blind")}
    version = whole(request.form, "version") or 0
    try:
        page = {
            "version": services().reviews.save_draft(viewer(), simulation_id, fields, version),
            "draft_problem": "",
        }
    except Conflict as moved:
        page = {"version": version, "draft_problem": conflict_message(str(moved))}
    return make_response(render_template("reviews/_draft.html", page=page))


@bp.post("/<public_id:simulation_id>/remarks")
@only(*LEADS)
def remark(simulation_id: str) -> Response:
    """Say something about one moment."""
    event = whole(request.form, "event") or 0
    try:
        services().reviews.remark(viewer(), simulation_id, event, request.form.get("text", ""))
    except InvalidInput as problem:
        return review_page(simulation_id, request.form, problem, 422)
    return htmx.go(url_for("reviews.review", simulation_id=simulation_id, _anchor=f"e-{event}"))
