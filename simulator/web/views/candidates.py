"""A candidate's file: the work, blind scores, the interview, signals, the decision."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import HIRERS
from simulator.errors import Conflict, InvalidInput
from simulator.services.hiring.inviting import Invited
from simulator.services.hiring.panel import VERDICTS
from simulator.web import htmx
from simulator.web.exercises import VERDICTS as OF_DRAFTS
from simulator.web.forms import decimal, whole
from simulator.web.guards import only, services, viewer
from simulator.web.pages.form import Posted
from simulator.web.problems import conflict_message

bp = Blueprint("candidates", __name__, url_prefix="/candidates/<public_id:code>")

LEVELS = tuple(n / 2 for n in range(9))


@bp.get("")
@only(*HIRERS)
def file(code: str) -> Response:
    """Show a candidate's file."""
    return file_page(code, Posted())


def file_page(code: str, posted: Posted, status: int = 200, conflict: str = "") -> Response:
    """Render the file, with what is wrong with one of its forms."""
    page = services().hiring.panel.open(viewer(), code)
    text = render_template(
        "candidates/file.html", page=page, posted=posted, levels=LEVELS, verdicts=VERDICTS, conflict=conflict,
        verdicts_of_drafts=OF_DRAFTS, mail_on=services().mail.is_on,
    )  # fmt: skip
    return make_response(text, status)


def done(code: str, anchor: str) -> Response:
    """Go back to the part of the file that was changed."""
    return htmx.go(url_for("candidates.file", code=code, _anchor=anchor))


@bp.post("/scores")
@only(*HIRERS)
def score(code: str) -> Response:
    """Keep levels with their reasons; an empty level is not given."""
    form = request.form
    try:
        given = {
            name.removeprefix("level-"): (
                decimal(value, "level-range", name),
                form.get(f"reason-{name[6:]}", ""),
            )
            for name, value in form.items()
            if name.startswith("level-") and value
        }
        services().hiring.panel.score(viewer(), code, given)
    except InvalidInput as problem:
        return file_page(code, Posted("scores", form, problem), 422)
    except Conflict as conflict:
        return file_page(code, Posted(), 409, conflict_message(str(conflict)))
    return done(code, "scores")


@bp.post("/interview")
@only(*HIRERS)
def interview(code: str) -> Response:
    """Keep the notes of the interview."""
    form = request.form
    answers = {name.removeprefix("said-"): value for name, value in form.items() if name.startswith("said-")}
    try:
        services().hiring.panel.save_interview(viewer(), code, answers, whole(form, "version") or 0)
    except Conflict as conflict:
        return file_page(code, Posted("interview", form), 409, conflict_message(str(conflict)))
    return done(code, "interview")


@bp.post("/signals/<int:n>")
@only(*HIRERS)
def rule_signal(code: str, n: int) -> Response:
    """Confirm or dismiss a signal."""
    form = request.form
    try:
        services().hiring.panel.rule_signal(viewer(), code, n, form.get("ruling", ""), form.get("note", ""))
    except InvalidInput as problem:
        return file_page(code, Posted(f"signal-{n}", form, problem), 422)
    return done(code, "signals")


@bp.post("/decisions")
@only(*HIRERS)
def decide(code: str) -> Response:
    """Sign a decision, or rule on an appeal."""
    form = request.form
    try:
        services().hiring.panel.decide(
            viewer(), code, form.get("verdict", ""), form.get("reason", ""), form.getlist("evidence"),
            appeal=form.get("appeal") == "yes",
        )  # fmt: skip
    except InvalidInput as problem:
        return file_page(code, Posted("decision", form, problem), 422)
    except Conflict as conflict:
        return file_page(code, Posted("decision", form), 409, conflict_message(str(conflict)))
    return done(code, "decision")


@bp.post("/link")
@only(*HIRERS)
def new_link(code: str) -> Response:
    """Make a new link, and send it where that is wished; the older one and signed-in browsers end."""
    by_mail = request.form.get("by_mail") == "yes"
    try:
        return link_page(services().hiring.vacancies.invite_again(viewer(), code, by_mail=by_mail))
    except InvalidInput as problem:
        return file_page(code, Posted("link", request.form, problem), 422)


def link_page(made: Invited) -> Response:
    """Render a link, this once."""
    url = url_for("assessment.link", token=made.token, _external=True)
    response = make_response(render_template("candidates/link.html", invited=made, url=url))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/revocation")
@only(*HIRERS)
def revoke(code: str) -> Response:
    """Take the link back."""
    services().hiring.vacancies.revoke(viewer(), code)
    return done(code, "link")


@bp.post("/accommodation")
@only(*HIRERS)
def accommodate(code: str) -> Response:
    """Grant more time, or no record of leaving the page."""
    form = request.form
    try:
        factor = decimal(form.get("time_factor", ""), "factor-unknown", "time_factor")
        services().hiring.vacancies.accommodate(
            viewer(), code, factor, no_tracking=form.get("no_tracking") == "yes"
        )
    except InvalidInput as problem:
        return file_page(code, Posted("accommodation", form, problem), 422)
    return done(code, "link")


@bp.post("/evidence")
@only(*HIRERS)
def import_evidence(code: str) -> Response:
    """Let a hired candidate's evidence be the first of his role matrix."""
    try:
        services().hiring.closing.import_evidence(viewer(), code, request.form.get("login", ""))
    except InvalidInput as problem:
        return file_page(code, Posted("import", request.form, problem), 422)
    except Conflict as conflict:
        return file_page(code, Posted(), 409, conflict_message(str(conflict)))
    return done(code, "decision")
