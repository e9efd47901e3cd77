"""Reminders and a lead's promises."""

from flask import Blueprint, Response, request, url_for

from simulator.domain.person import LEADS
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.forms import day
from simulator.web.guards import only, services, signed_in, viewer
from simulator.web.views.progress import person_page
from simulator.web.views.targets import local

bp = Blueprint("reminders", __name__)


@bp.post("/reminders/<public_id:reminder_id>/seen")
@signed_in
def put_away(reminder_id: str) -> Response:
    """Show a reminder no more."""
    services().milestones.reminders.put_away(viewer(), reminder_id)
    return htmx.go(local(request.form.get("to")))


@bp.post("/profile/reminders")
@signed_in
def choose() -> Response:
    """Keep how the person wants to be reminded."""
    services().milestones.reminders.choose(viewer(), request.form.get("reminders", ""))
    return htmx.go(url_for("preferences.profile", _anchor="reminders"))


@bp.post("/people/<public_id:person_id>/promises")
@only(*LEADS)
def promise(person_id: str) -> Response:
    """Promise help by a day."""
    form = request.form
    try:
        services().milestones.pledges.promise(
            viewer(), person_id, form.get("text", ""), day(form.get("due", ""), "due")
        )
    except InvalidInput as problem:
        return person_page(person_id, problem, 422)
    return htmx.go(url_for("progress.person", person_id=person_id, _anchor="promises"))


@bp.post("/promises/<public_id:pledge_id>/kept")
@only(*LEADS)
def keep(pledge_id: str) -> Response:
    """Say that a promise is kept."""
    person_id = services().milestones.pledges.keep(viewer(), pledge_id)
    return htmx.go(url_for("progress.person", person_id=person_id, _anchor="promises"))
