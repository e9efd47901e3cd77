"""The candidate's side: the link, consent, timed stages, the own log and data."""

import json

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from simulator.domain.person import Role
from simulator.errors import Conflict, InvalidInput
from simulator.web import htmx
from simulator.web.cookies import set_cookie
from simulator.web.forms import whole
from simulator.web.guards import SESSION_COOKIE, forget_visitor, only, public, services, viewer
from simulator.web.language import current
from simulator.web.problems import conflict_message, message_of
from simulator.web.views.stagework import sent, work_page
from simulator.web.vocabulary import DECLARATIONS, LINKS

bp = Blueprint("assessment", __name__)

YEAR = 365 * 24 * 3600


@bp.get("/invitations/<token>")
@public
def link(token: str) -> Response:
    """Show what a link is worth. Looking at it does not use it: mail programs look at links, too."""
    state = services().hiring.entering.link(token)
    return link_page(state, token, 200 if state == "good" else 404 if state == "unknown" else 410)


def link_page(state: str, token: str, status: int) -> Response:
    """Render the page of a link."""
    title, text = LINKS[state]
    page = {"state": state, "token": token, "title": title, "text": text}
    return make_response(render_template("assessment/link.html", page=page), status)


@bp.post("/invitations/<token>")
@public
def enter(token: str) -> Response:
    """Use the link: from now on this browser is the candidate's."""
    try:
        _person, session = services().hiring.entering.enter(token)
    except InvalidInput as problem:
        return link_page(problem.code.removeprefix("link-"), token, 410)
    response = make_response(redirect(url_for("assessment.overview"), 303))
    set_cookie(response, SESSION_COOKIE, session, max_age=YEAR)
    return response


@bp.get("/assessment")
@only(Role.CANDIDATE)
def overview() -> Response:
    """Show the notice, or the stages."""
    return overview_page()


def overview_page(problem: str = "", status: int = 200) -> Response:
    """Render the candidate's own page."""
    page = services().hiring.taking.page(viewer())
    feedback = services().hiring.closing.feedback(viewer()) if page.state == "decided" else None
    text = render_template("assessment/overview.html", page=page, problem=problem, feedback=feedback)
    return make_response(text, status)


@bp.post("/assessment/consent")
@only(Role.CANDIDATE)
def consent() -> Response:
    """Agree to the notice."""
    if request.form.get("agree") != "yes":
        return overview_page(message_of(InvalidInput("consent-needed")), 422)
    try:
        services().hiring.entering.consent(viewer(), whole(request.form, "version") or 0)
    except InvalidInput as problem:
        return overview_page(message_of(problem), 422)
    return htmx.go(url_for("assessment.overview"))


@bp.post("/assessment/sample")
@only(Role.CANDIDATE)
def sample() -> Response:
    """Open the sample ticket."""
    run_id = services().hiring.entering.sample(viewer(), current())
    return htmx.go(url_for("simulations.show", simulation_id=run_id))


@bp.post("/assessment/stages/<public_id:name>/clock")
@only(Role.CANDIDATE)
def begin(name: str) -> Response:
    """Start the clock of a stage."""
    try:
        services().hiring.taking.begin(viewer(), name, current())
    except Conflict as conflict:
        return overview_page(conflict_message(str(conflict)), 409)
    return htmx.go(url_for("assessment.stage", name=name))


@bp.get("/assessment/stages/<public_id:name>")
@only(Role.CANDIDATE)
def stage(name: str) -> Response:
    """Show an open stage; one that is over leads back to the overview."""
    page = services().hiring.taking.page(viewer())
    if page.open is None or page.open.plan.name != name:
        return htmx.go(url_for("assessment.overview"))
    if page.open.run_id:
        return htmx.go(url_for("simulations.show", simulation_id=page.open.run_id))
    return work_page(name, page.code)


@bp.post("/assessment/stages/<public_id:name>/submission")
@only(Role.CANDIDATE)
def hand_in(name: str) -> Response:
    """End a stage as it is."""
    services().hiring.taking.hand_in(viewer(), name, sent(name, request.form))
    return htmx.go(url_for("assessment.overview"))


@bp.post("/assessment/signals")
@only(Role.CANDIDATE)
def note_signal() -> Response:
    """Record a long paste or an absence."""
    services().hiring.entering.notice(
        viewer(), request.form.get("kind", ""), whole(request.form, "size") or 0
    )
    return make_response("", 204)


@bp.get("/assessment/log")
@only(Role.CANDIDATE)
def log() -> Response:
    """Show the candidate what is recorded."""
    entering = services().hiring.entering
    page = {
        "signals": entering.signals(viewer()),
        "declared": entering.has_declared(viewer()),
        "questions": DECLARATIONS,
    }
    return make_response(render_template("assessment/log.html", **page))


@bp.post("/assessment/declarations")
@only(Role.CANDIDATE)
def declare() -> Response:
    """Keep what a candidate says of himself, of his own will."""
    given = {name: request.form.get(name, "") for name in DECLARATIONS}
    chosen = {name: value for name, value in given.items() if value in DECLARATIONS[name]}
    services().hiring.entering.declare(viewer(), chosen)
    return htmx.go(url_for("assessment.log"))


@bp.get("/assessment/data")
@only(Role.CANDIDATE)
def data() -> Response:
    """Give the candidate a copy of his data."""
    copy = services().hiring.closing.copy(viewer())
    response = make_response(json.dumps(copy, ensure_ascii=False, indent=2))
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = "attachment; filename=my-assessment.json"
    return response


@bp.post("/assessment/withdrawal")
@only(Role.CANDIDATE)
def withdraw() -> Response:
    """Erase everything that is kept about the candidate."""
    if request.form.get("sure") != "yes":
        return htmx.go(url_for("assessment.log"))
    services().hiring.closing.withdraw(viewer())
    forget_visitor()
    response = link_page("erased", "", 200)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax")
    return response
