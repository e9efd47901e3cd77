"""The review desk: the queue, a run beside its scorecard, levels, remarks."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import HIRERS, LEADS, Role
from simulator.errors import Conflict, InvalidInput
from simulator.services.levels import Given
from simulator.web import htmx
from simulator.web.forms import decimal, new_key, whole
from simulator.web.guards import only, services, signed_in, viewer
from simulator.web.pages.queue import QueueLinks, filter_of
from simulator.web.pages.report import ReportPage
from simulator.web.pages.review import REASONS, ReviewPage, of_report
from simulator.web.problems import conflict_message, message_of

bp = Blueprint("reviews", __name__, url_prefix="/reviews")


@bp.get("")
@only(*LEADS, Role.INTERVIEWER)
def queue() -> Response:
    """Show runs that wait for a reviewer, and why each of them does; candidates' to the panel of their vacancy only."""
    if viewer().role not in LEADS:
        waiting = services().hiring.queue.waiting(viewer())
        return make_response(render_template("reviews/candidates.html", candidates=waiting))
    wanted = filter_of(request.args)
    found = services().reviews.page(viewer(), wanted)
    page = {
        "lines": found.lines,
        "wanted": wanted,
        "links": QueueLinks(wanted, found.after),
        "reasons": REASONS,
        "choices": services().reviews.choices(viewer()),
        "scenarios": [(one.id, one.subject) for one in services().library.content.scenarios],
        "disputes": services().disputes.waiting(viewer()),
        "asked": services().opinions.asked(viewer()),
    }
    panel = viewer().role in HIRERS
    candidates = services().hiring.queue.waiting(viewer()) if panel else ()
    return make_response(render_template("reviews/queue.html", page=page, candidates=candidates))


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
    said: str = "",
) -> Response:
    """Render the desk, with what was filled in and what is wrong with it."""
    owed = services().opinions.is_asked(viewer(), simulation_id)
    draft = services().reviews.draft(viewer(), simulation_id)
    plain = ReportPage(
        services().grading.report(viewer(), simulation_id), services().library.content.rubrics, new_key()
    )
    page: ReviewPage = of_report(
        plain,
        fields=fields if fields is not None else draft.fields,
        version=draft.version,
        blind=owed or "blind" in request.args or request.form.get("blind") == "1",
        problem=said or (message_of(problem) if problem else ""),
        wrong=problem.field if problem else "",
        owed=owed,
        lent=not services().reviews.may_review(viewer(), simulation_id),
        reviewers=services().opinions.reviewers(viewer()),
        opinions=services().opinions.of_run(viewer(), simulation_id),
        questions=services().questions.of_run(viewer(), simulation_id),
    )
    return make_response(render_template("reviews/review.html", page=page), status)


@bp.post("/<public_id:simulation_id>")
@only(*LEADS)
def hand_in(simulation_id: str) -> Response:
    """Store the levels and the summary, or a second opinion where one is owed."""
    form = request.form
    try:
        if services().opinions.is_asked(viewer(), simulation_id):
            services().opinions.give(viewer(), simulation_id, given_of(form))
            return htmx.go(url_for("reviews.queue"))
        words, blind = form.get("summary", ""), form.get("blind") == "1"
        services().reviews.hand_in(
            viewer(), simulation_id, given_of(form), words, blind=blind, seen=form.get("seen")
        )
    except InvalidInput as problem:
        return review_page(simulation_id, form, problem, 422)
    except Conflict as moved:
        return review_page(simulation_id, form, status=409, said=conflict_message(str(moved)))
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
    """Say something about one moment, or hand the run back with a question about it."""
    event, text = whole(request.form, "event") or 0, request.form.get("text", "")
    try:
        if request.form.get("do") == "ask":
            services().questions.ask(viewer(), simulation_id, event, text)
        else:
            services().reviews.remark(viewer(), simulation_id, event, text)
    except InvalidInput as problem:
        return review_page(simulation_id, request.form, problem, 422)
    except Conflict as moved:
        return review_page(simulation_id, request.form, status=409, said=conflict_message(str(moved)))
    return htmx.go(url_for("reviews.review", simulation_id=simulation_id, _anchor=f"e-{event}"))


@bp.post("/<public_id:simulation_id>/opinions")
@only(*LEADS)
def ask_another(simulation_id: str) -> Response:
    """Ask another reviewer for levels of his own."""
    form = request.form
    try:
        services().opinions.ask(viewer(), simulation_id, form.get("reviewer", ""), form.get("note", ""))
    except InvalidInput as problem:
        return review_page(simulation_id, form, problem, 422)
    except Conflict as moved:
        return review_page(simulation_id, form, status=409, said=conflict_message(str(moved)))
    return htmx.go(url_for("reviews.review", simulation_id=simulation_id, _anchor="opinions"))


@bp.post("/questions/<public_id:question_id>/reading")
@only(*LEADS)
def settle(question_id: str) -> Response:
    """Say that a trainee's answer was read."""
    simulation_id = services().questions.settle(viewer(), question_id)
    return htmx.go(url_for("reviews.review", simulation_id=simulation_id))


@bp.post("/questions/<public_id:question_id>/answer")
@signed_in
def answer(question_id: str) -> Response:
    """Answer a question about one's own run."""
    simulation_id = services().questions.answer(viewer(), question_id, request.form.get("text", ""))
    return htmx.go(url_for("grades.report", simulation_id=simulation_id, _anchor="questions"))
