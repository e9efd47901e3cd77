"""Checks beside the work: references with consent, and a second session of the same person."""

from flask import Blueprint, Response, request

from simulator.domain.person import HIRERS
from simulator.errors import Conflict, InvalidInput
from simulator.services.hiring.references import NewReference
from simulator.web.guards import only, services, viewer
from simulator.web.pages.form import Posted
from simulator.web.problems import conflict_message
from simulator.web.views.candidates import done, file_page, link_page

bp = Blueprint("references", __name__, url_prefix="/candidates/<public_id:code>")


@bp.post("/references")
@only(*HIRERS)
def add(code: str) -> Response:
    """Keep what an official source or a referee said."""
    form = request.form
    answers = {
        name.removeprefix("answer-"): value for name, value in form.items() if name.startswith("answer-")
    }
    kind = form.get("kind", "")
    new = NewReference(kind, form.get("who", ""), form.get("consent", ""), form.get("outcome", ""), answers)
    try:
        services().hiring.references.add(viewer(), code, new)
    except InvalidInput as problem:
        return file_page(code, Posted(f"reference-{kind}", form, problem), 422)
    except Conflict as conflict:
        return file_page(code, Posted(), 409, conflict_message(str(conflict)))
    return done(code, "references")


@bp.post("/references/<public_id:reference_id>/hearing")
@only(*HIRERS)
def hear(code: str, reference_id: str) -> Response:
    """Keep what the candidate says to what differs."""
    form = request.form
    try:
        services().hiring.references.hear(viewer(), code, reference_id, form.get("heard", ""))
    except InvalidInput as problem:
        return file_page(code, Posted(f"heard-{reference_id}", form, problem), 422)
    return done(code, "references")


@bp.post("/recheck")
@only(*HIRERS)
def recheck(code: str) -> Response:
    """Ask for a second session of the same person."""
    try:
        return link_page(services().hiring.vacancies.recheck(viewer(), code))
    except Conflict as conflict:
        return file_page(code, Posted(), 409, conflict_message(str(conflict)))
