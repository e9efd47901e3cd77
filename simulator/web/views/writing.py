"""Writing exercises: the list, an exercise beside its editor, drafts, handing in, reviews by leads."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.errors import Conflict, InvalidInput
from simulator.web import htmx
from simulator.web.forms import decimal, new_key, whole
from simulator.web.guards import only, services, signed_in, viewer
from simulator.web.language import current
from simulator.web.pages.writing import WritingPage, WritingReviewPage, grouped
from simulator.web.problems import conflict_message, message_of

bp = Blueprint("writing", __name__, url_prefix="/writing")


@bp.get("")
@signed_in
def tasks() -> Response:
    """Show the exercises and how far each of them is."""
    page = {"groups": grouped(services().writings.all(viewer()))}
    return make_response(render_template("writing/tasks.html", page=page))


@bp.get("/<public_id:exercise_id>")
@signed_in
def task(exercise_id: str) -> Response:
    """Show an exercise with one's own draft, versions and what was said."""
    return task_page(exercise_id)


def task_page(
    exercise_id: str, fields: Mapping[str, str] | None = None, problem: str = "", wrong: str = "", status: int = 200
) -> Response:  # fmt: skip
    """Render the exercise, with what was typed when it could not be taken."""
    work = services().writings.work(viewer(), exercise_id, current())
    page = WritingPage(
        work, work.fields if fields is None else fields, work.version, problem, wrong, tab_of()
    )
    return make_response(render_template("writing/task.html", page=page), status)


def tab_of() -> str:
    """Return the name of the page that writes; a page just opened gets one."""
    return request.form.get("tab", "")[:64] or new_key()


@bp.post("/<public_id:exercise_id>/draft")
@signed_in
def save_draft(exercise_id: str) -> Response:
    """Keep what stands in the editor."""
    version, problem = whole(request.form, "version") or 0, ""
    try:
        version = services().writings.save_draft(
            viewer(), exercise_id, current(), request.form, version, tab_of()
        )
    except Conflict as moved:
        problem = conflict_message(str(moved))
    except InvalidInput as bad:
        problem = message_of(bad)
    if problem and not htmx.wanted():
        return task_page(exercise_id, request.form, problem, status=409)
    page = {"version": version, "problem": problem, "kept": True}
    address = url_for("writing.task", exercise_id=exercise_id)
    return htmx.after_action("writing/_draft.html", to=address, page=page)


@bp.post("/<public_id:exercise_id>")
@signed_in
def hand_in(exercise_id: str) -> Response:
    """Hand the work in; rules say at once what they see."""
    version = whole(request.form, "version") or 0
    try:
        services().writings.hand_in(viewer(), exercise_id, current(), request.form, version, tab_of())
    except Conflict as moved:
        return task_page(exercise_id, request.form, conflict_message(str(moved)), status=409)
    except InvalidInput as bad:
        return task_page(exercise_id, request.form, message_of(bad), bad.field, 422)
    return htmx.go(url_for("writing.task", exercise_id=exercise_id, _anchor="advice"))


@bp.get("/reviews")
@only(*LEADS)
def reviews() -> Response:
    """Show written work of one's people."""
    page = {"lines": services().writing_reviews.queue(viewer())}
    return make_response(render_template("writing/reviews.html", page=page))


@bp.get("/reviews/<public_id:work_id>")
@only(*LEADS)
def review(work_id: str) -> Response:
    """Show a work beside the levels to give."""
    return review_page(work_id)


def review_page(
    work_id: str, form: Mapping[str, str] | None = None, problem: str = "", wrong: str = "", status: int = 200
) -> Response:  # fmt: skip
    """Render the work with what was filled in."""
    reviews = services().writing_reviews
    work = reviews.work(viewer(), work_id)
    newest = work.versions[-1]
    page = WritingReviewPage(
        work, newest.fields, newest.n, problem, wrong,
        criteria=reviews.criteria(work), form=form or {},
    )  # fmt: skip
    return make_response(render_template("writing/review.html", page=page), status)


@bp.post("/reviews/<public_id:work_id>")
@only(*LEADS)
def give_verdict(work_id: str) -> Response:
    """Accept or return the version that was looked at."""
    form = request.form
    try:
        services().writing_reviews.review(
            viewer(), work_id, whole(form, "n") or 0, form.get("verdict", ""), form.get("comment", ""), levels_of(form)
        )  # fmt: skip
    except Conflict as moved:
        return review_page(work_id, form, conflict_message(str(moved)), status=409)
    except InvalidInput as bad:
        return review_page(work_id, form, message_of(bad), bad.field, 422)
    return htmx.go(url_for("writing.reviews"))


def levels_of(form: Mapping[str, str]) -> dict[str, tuple[float | None, str]]:
    """Return criterion → level and remark; raise ``InvalidInput`` for what is no number."""
    names = {name.partition("-")[2] for name in form if name.startswith(("level-", "remark-"))}
    return {
        name: (
            decimal(text, "level-range", name) if (text := form.get(f"level-{name}", "")) else None,
            form.get(f"remark-{name}", ""),
        )
        for name in sorted(names)
    }
