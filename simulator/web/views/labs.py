"""Labs: the list, a machine to type on, the explained result."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify, make_response, render_template, request, url_for

from simulator.errors import Conflict, InvalidInput
from simulator.services.labviews import LabAttempt
from simulator.web import htmx
from simulator.web.forms import key_of, new_key, whole
from simulator.web.guards import services, signed_in, viewer
from simulator.web.language import current
from simulator.web.pages.lab import LabPage
from simulator.web.problems import conflict_message, message_of

bp = Blueprint("labs", __name__, url_prefix="/labs")


@bp.get("")
@signed_in
def labs() -> Response:
    """Show the labs and practicals."""
    page = {"lines": services().labs.all(viewer()), "key": new_key()}
    return make_response(render_template("labs/labs.html", page=page))


@bp.post("/<public_id:lab_id>/attempts")
@signed_in
def begin(lab_id: str) -> Response:
    """Switch the machines of a lab on."""
    attempt_id = services().labs.begin(viewer(), lab_id, current(), key_of(request.form))
    return htmx.go(url_for("labs.attempt", attempt_id=attempt_id))


@bp.get("/attempts/<public_id:attempt_id>")
@signed_in
def attempt(attempt_id: str) -> Response:
    """Show the machines, or what was made of them."""
    found = services().labs.attempt(viewer(), attempt_id)
    page = LabPage(found, machine=request.args.get("machine", ""))
    name = "labs/result.html" if found.is_over else "labs/attempt.html"
    return make_response(render_template(name, page=page))


@bp.get("/attempts/<public_id:attempt_id>/completions")
@signed_in
def completions(attempt_id: str) -> Response:
    """Return what the tabulator key offers."""
    text, machine = request.args.get("text", ""), request.args.get("machine", "")
    return jsonify(services().labs.completions(viewer(), attempt_id, machine, text))


@bp.post("/attempts/<public_id:attempt_id>")
@signed_in
def act(attempt_id: str) -> Response:
    """Keep the answers, and run a line, show a hint or hand in."""
    machine, seen = request.form.get("machine", ""), whole(request.form, "seen") or 0
    here = url_for("labs.attempt", attempt_id=attempt_id, machine=machine, _anchor="lab")
    try:
        found = DEEDS.get(request.form.get("do", "run"), _run)(attempt_id, request.form)
    except (InvalidInput, Conflict) as problem:
        return _refused(attempt_id, problem, machine, seen)
    if found.is_over:
        return htmx.go(url_for("labs.attempt", attempt_id=attempt_id))
    page = LabPage(found, machine=machine, seen=seen)
    return htmx.after_action("labs/attempt.update.html", to=here, page=page)


def _refused(attempt_id: str, problem: InvalidInput | Conflict, machine: str, seen: int) -> Response:
    """Show the lab as it is, with what was typed and why it did not run."""
    found = services().labs.attempt(viewer(), attempt_id)
    if found.is_over:
        return htmx.go(url_for("labs.attempt", attempt_id=attempt_id))
    text = message_of(problem) if isinstance(problem, InvalidInput) else conflict_message(str(problem))
    page = LabPage(found, machine=machine, seen=seen, problem=text, typed=request.form.get("tool", ""))
    name = "labs/attempt.update.html" if htmx.wanted() else "labs/attempt.html"
    status = 200 if htmx.wanted() else 422 if isinstance(problem, InvalidInput) else 409
    return make_response(render_template(name, page=page), status)


def _answers(form: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix("answer-"): text for name, text in form.items() if name.startswith("answer-")}


def _run(attempt_id: str, form: Mapping[str, str]) -> LabAttempt:
    found = services().labs.answer(viewer(), attempt_id, _answers(form))
    if not form.get("tool", "").strip() and any(_answers(form).values()):
        return found  # Enter in an answer keeps it
    key = form.get("key", "")[:64] or new_key()
    return services().labs.type(viewer(), attempt_id, form.get("machine", ""), form.get("tool", ""), key)


def _keep(attempt_id: str, form: Mapping[str, str]) -> LabAttempt:
    return services().labs.answer(viewer(), attempt_id, _answers(form))


def _hint(attempt_id: str, form: Mapping[str, str]) -> LabAttempt:
    services().labs.answer(viewer(), attempt_id, _answers(form))
    return services().labs.hint(viewer(), attempt_id, whole(form, "hints") or 0)


def _finish(attempt_id: str, form: Mapping[str, str]) -> LabAttempt:
    return services().labs.hand_in(viewer(), attempt_id, _answers(form))


DEEDS: dict[str, Callable[[str, Mapping[str, str]], LabAttempt]] = {
    "run": _run, "keep": _keep, "hint": _hint, "finish": _finish,
}  # fmt: skip
"""Button → what it does."""
