"""Calendar feeds: secret addresses, shown once; one's own and of a cohort one leads."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.web import htmx
from simulator.web.guards import public, services, signed_in, viewer

bp = Blueprint("calendars", __name__)


@bp.get("/calendars/<token>.ics")
@public
def feed(token: str) -> Response:
    """Give a feed to a calendar, which cannot sign in: the address is the secret."""
    response = make_response(services().milestones.feeds.read(token))
    response.mimetype = "text/calendar"
    response.headers["Content-Disposition"] = "inline; filename=support-simulator.ics"
    return response


@bp.get("/calendar")
@signed_in
def calendar() -> Response:
    """Show whether there is a feed, with the buttons to make one and to end it."""
    return calendar_page(request.args.get("cohort") or None, "")


def calendar_page(cohort_id: str | None, address: str) -> Response:
    """Render the page of a feed; its address is shown this once."""
    made = services().milestones.feeds.is_made(viewer(), cohort_id)
    page = {"cohort_id": cohort_id, "is_made": made, "address": address}
    return make_response(render_template("calendars/calendar.html", page=page))


@bp.post("/calendar")
@signed_in
def make() -> Response:
    """Make a feed and show its address once; the one before it ends."""
    cohort_id = request.form.get("cohort") or None
    token = services().milestones.feeds.make(viewer(), cohort_id)
    return calendar_page(cohort_id, url_for("calendars.feed", token=token, _external=True))


@bp.post("/calendar/revocation")
@signed_in
def revoke() -> Response:
    """End a feed: calendars that subscribed to it get nothing more."""
    cohort_id = request.form.get("cohort") or None
    services().milestones.feeds.revoke(viewer(), cohort_id)
    return htmx.go(url_for("calendars.calendar", cohort=cohort_id))
