"""The working days of a cohort: seen by its lead, changed by an admin."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS, Role
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.forms import day
from simulator.web.guards import only, services, viewer
from simulator.web.problems import message_of

bp = Blueprint("workdays", __name__, url_prefix="/cohorts")


@bp.get("/<public_id:cohort_id>/days")
@only(*LEADS)
def days(cohort_id: str) -> Response:
    """Show days off by law and what was changed for the cohort."""
    return days_page(cohort_id)


def days_page(cohort_id: str, problem: InvalidInput | None = None, status: int = 200) -> Response:
    """Render the days of a cohort, with what was entered."""
    page = {
        "days": services().workdays.show(viewer(), cohort_id),
        "may_change": viewer().role is Role.ADMIN,
        "problem": message_of(problem) if problem else "",
        "form": request.form,
    }
    return make_response(render_template("workdays/days.html", page=page), status)


@bp.post("/<public_id:cohort_id>/days")
@only(Role.ADMIN)
def change(cohort_id: str) -> Response:
    """Make days off, working days, or what the law says again."""
    form = request.form
    services().workdays.show(viewer(), cohort_id)
    try:
        first = day(form.get("first", ""), "first")
        last = day(form["last"], "last") if form.get("last") else first
        services().workdays.change(
            viewer(), cohort_id, (first, last), form.get("kind", ""), form.get("note", "")
        )
    except InvalidInput as problem:
        return days_page(cohort_id, problem, 422)
    return htmx.go(url_for("workdays.days", cohort_id=cohort_id))
