"""Coaching and assignments: a lead's talks with a person, what is to be practised next, thanks, the pulse."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.coaching import PULSE, Proposal
from simulator.domain.person import LEADS
from simulator.errors import Conflict, InvalidInput
from simulator.web import htmx
from simulator.web.forms import key_of, whole
from simulator.web.guards import only, services, signed_in, viewer
from simulator.web.language import current
from simulator.web.pages.coaching import AssignPage, TalksPage, order_of, talk_of
from simulator.web.problems import conflict_message, message_of

bp = Blueprint("coaching", __name__)


@bp.get("/people/<public_id:person_id>/coaching")
@signed_in
def talks(person_id: str) -> Response:
    """Show what a person and his lead talked about, agreed and promised; begin a talk about a run with ``?run=``."""
    run = request.args.get("run", "")
    proposal = None
    if run and viewer().role in LEADS:
        proposal = services().coaching.proposal(viewer(), run)
    return talks_page(person_id, proposal)


def talks_page(
    person_id: str, proposal: Proposal | None = None, problem: InvalidInput | None = None, status: int = 200
) -> Response:
    """Render the talks with a person."""
    coaching = services().coaching
    page = TalksPage(
        viewer=viewer(),
        person_id=person_id,
        person=services().onboarding.progress(viewer(), person_id).person,
        talks=coaching.of(viewer(), person_id),
        tasks=services().assignments.of(viewer(), person_id),
        items=tuple(services().assignments.items.values()),
        proposal=proposal,
        form=request.form,
        problem=message_of(problem) if problem else "",
        wrong=problem.field if problem else "",
        language=current(),
        rubrics=services().library.content.rubrics,
        takes=request.args.get("words") == "1",
    )
    return make_response(render_template("coaching/talks.html", page=page), status)


@bp.post("/people/<public_id:person_id>/coaching")
@only(*LEADS)
def hold(person_id: str) -> Response:
    """Write down a talk."""
    form = request.form
    try:
        order = order_of(form, (person_id,)) if form.getlist("items") else None
        services().coaching.hold(viewer(), person_id, talk_of(form), order, key_of(form))
    except InvalidInput as problem:
        run = form.get("run", "")
        proposal = services().coaching.proposal(viewer(), run) if run else None
        return talks_page(person_id, proposal, problem, 422)
    return htmx.go(url_for("coaching.talks", person_id=person_id, _anchor="talks"))


@bp.post("/people/<public_id:person_id>/thanks")
@only(*LEADS)
def thank(person_id: str) -> Response:
    """Thank somebody."""
    try:
        services().coaching.thank(viewer(), person_id, request.form.get("thanks", ""), key_of(request.form))
    except InvalidInput as problem:
        return talks_page(person_id, None, problem, 422)
    return htmx.go(url_for("coaching.talks", person_id=person_id, sent=1))


@bp.post("/talks/<public_id:talk_id>/answer")
@signed_in
def answer(talk_id: str) -> Response:
    """Add one's own words to a talk."""
    try:
        services().coaching.answer(viewer(), talk_id, request.form.get("answer", ""))
    except InvalidInput as problem:
        return talks_page(viewer().id, None, problem, 422)
    return htmx.go(url_for("coaching.talks", person_id=viewer().id, _anchor=f"talk-{talk_id}"))


@bp.get("/assignments")
@only(*LEADS)
def assignments() -> Response:
    """Show what the viewer's people are to work on, and a form for more."""
    return assignments_page()


def assignments_page(problem: InvalidInput | None = None, status: int = 200) -> Response:
    """Render the list of assignments."""
    page = AssignPage(
        tasks=services().assignments.of(viewer()),
        items=tuple(services().assignments.items.values()),
        playlists=services().assignments.playlists,
        people=services().cohorts.trainees(viewer()),
        form=request.form,
        problem=message_of(problem) if problem else "",
        wrong=problem.field if problem else "",
        chosen=tuple(request.form.getlist("items")),
        asked=tuple(request.form.getlist("people") or request.args.getlist("person")),
    )
    return make_response(render_template("coaching/assignments.html", page=page), status)


@bp.post("/assignments")
@only(*LEADS)
def assign() -> Response:
    """Assign exercises to people."""
    form = request.form
    try:
        order = order_of(form, tuple(form.getlist("people")))
        services().assignments.assign(viewer(), order, key_of(form))
    except InvalidInput as problem:
        return assignments_page(problem, 422)
    return htmx.go(url_for("coaching.assignments", _anchor="list"))


@bp.post("/assignments/<public_id:assignment_id>/withdrawal")
@only(*LEADS)
def withdraw(assignment_id: str) -> Response:
    """Take an assignment back."""
    services().assignments.withdraw(viewer(), assignment_id)
    return htmx.go(url_for("coaching.assignments", _anchor="list"))


@bp.post("/assignments/<public_id:assignment_id>/runs")
@signed_in
def begin(assignment_id: str) -> Response:
    """Begin an assigned ticket on its terms."""
    try:
        run = services().assignments.start(viewer(), assignment_id, current())
    except Conflict as problem:
        return make_response(
            render_template("coaching/refused.html", said=conflict_message(str(problem))), 409
        )
    return htmx.go(url_for("simulations.show", simulation_id=run))


@bp.post("/pulse")
@signed_in
def pulse() -> Response:
    """Answer this week's three questions."""
    first, second, third = (whole(request.form, name) or 0 for name in PULSE)
    services().pulse.answer(viewer(), (first, second, third))
    return htmx.go(url_for("progress.today"))


@bp.get("/cohorts/<public_id:cohort_id>/pulse")
@only(*LEADS)
def pulse_weeks(cohort_id: str) -> Response:
    """Show the pulse of a cohort, of weeks that are over and of five answers or more."""
    weeks = services().pulse.weeks(viewer(), cohort_id)
    return make_response(render_template("coaching/pulse.html", weeks=weeks, cohort_id=cohort_id))
