"""Today, the role matrix, the evidence behind a cell, gates: one's own, or one's people's."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.forms import day, decimal
from simulator.web.guards import only, services, signed_in, viewer
from simulator.web.pages.progress import CellPage, ProgressPage
from simulator.web.problems import message_of

bp = Blueprint("progress", __name__)

THANKS = 2
"""Thanks shown on Today: the newest."""


@bp.get("/today")
@signed_in
def today() -> Response:
    """Show what to do now, and why."""
    return today_page()


def today_page(problem: InvalidInput | None = None, status: int = 200) -> Response:
    """Render Today, with what was written into the log."""
    progress = services().onboarding.progress(viewer(), viewer().id)
    books = services().readings.due(viewer(), progress.week)
    pledges = services().milestones.pledges.open(viewer(), viewer().id)
    talks = services().coaching.of(viewer(), viewer().id)
    page = ProgressPage(
        progress, viewer(), services().gates.log(viewer()), books, pledges=pledges,
        tasks=tuple(one for one in services().assignments.of(viewer(), viewer().id) if one.is_open),
        talked=bool(talks),
        thanks=services().coaching.thanks(viewer())[:THANKS], asks=services().pulse.asks(viewer()),
    )  # fmt: skip
    said = message_of(problem) if problem else ""
    return make_response(
        render_template(
            "today/today.html",
            page=page,
            problem=said,
            form=request.form,
            asked=services().questions.waiting(viewer()),
        ),
        status,
    )


@bp.get("/matrix")
@signed_in
def matrix() -> Response:
    """Show one's own role matrix."""
    return person_page(viewer().id)


@bp.get("/people/<public_id:person_id>")
@only(*LEADS)
def person(person_id: str) -> Response:
    """Show the matrix and the gates of somebody the viewer leads."""
    return person_page(person_id)


def person_page(person_id: str, problem: InvalidInput | None = None, status: int = 200) -> Response:
    """Render somebody's matrix."""
    pledges = services().milestones.pledges.open(viewer(), person_id)
    away = services().cohorts.absences(viewer(), person_id)
    progress = services().onboarding.progress(viewer(), person_id)
    page = ProgressPage(progress, viewer(), pledges=pledges, absences=away)
    said = message_of(problem) if problem else ""
    return make_response(
        render_template("matrix/matrix.html", page=page, problem=said, form=request.form), status
    )


@bp.get("/people/<public_id:person_id>/competencies/<public_id:competency_id>")
@signed_in
def cell(person_id: str, competency_id: str) -> Response:
    """Show the evidence behind one cell."""
    page = CellPage(services().onboarding.detail(viewer(), person_id, competency_id), viewer())
    return make_response(render_template("matrix/cell.html", page=page))


@bp.post("/people/<public_id:person_id>/observations")
@only(*LEADS)
def observe(person_id: str) -> Response:
    """Record what a lead has seen."""
    form = request.form
    try:
        services().gates.observe(
            viewer(), person_id, form.get("competency", ""), form.get("kind", ""),
            decimal(form.get("score", ""), "score-range", "score") / 100, form.get("note", ""), helped=bool(form.get("helped")),
        )  # fmt: skip
    except InvalidInput as problem:
        return person_page(person_id, problem, 422)
    return htmx.go(url_for("progress.cell", person_id=person_id, competency_id=form.get("competency", "")))


@bp.post("/people/<public_id:person_id>/gates/<public_id:gate>")
@only(*LEADS)
def sign(person_id: str, gate: str) -> Response:
    """Sign under a gate."""
    form = request.form
    try:
        until = day(form["until"], "until") if form.get("until") else None
        services().gates.sign(
            viewer(), person_id, gate, form.get("verdict", ""), form.get("comment", ""), until
        )
    except InvalidInput as problem:
        return person_page(person_id, problem, 422)
    return htmx.go(url_for("progress.person", person_id=person_id, _anchor=gate))


@bp.post("/people/<public_id:person_id>/signatures/<public_id:signature_id>/withdrawal")
@only(*LEADS)
def withdraw(person_id: str, signature_id: str) -> Response:
    """Take a signature back."""
    try:
        services().gates.withdraw(viewer(), signature_id, request.form.get("reason", ""))
    except InvalidInput as problem:
        return person_page(person_id, problem, 422)
    return htmx.go(url_for("progress.person", person_id=person_id, _anchor="gates"))


@bp.post("/signatures/<public_id:signature_id>/disagreement")
@signed_in
def disagree(signature_id: str) -> Response:
    """Add one's disagreement to a signature under one's own gate."""
    try:
        services().gates.disagree(viewer(), signature_id, request.form.get("text", ""))
    except InvalidInput as problem:
        return person_page(viewer().id, problem, 422)
    return htmx.go(url_for("progress.matrix", _anchor="gates"))


@bp.post("/log")
@signed_in
def write_log() -> Response:
    """Write into one's own learning log."""
    try:
        services().gates.write_log(viewer(), request.form.get("text", ""))
    except InvalidInput as problem:
        return today_page(problem, 422)
    return htmx.go(url_for("progress.today", _anchor="log"))
