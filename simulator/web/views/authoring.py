"""Writing cards: the list, the editor with its live check, trying, publishing, what changed."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.domain.text import LANGUAGES
from simulator.errors import Conflict, InvalidInput
from simulator.web import htmx
from simulator.web.forms import key_of, new_key, whole
from simulator.web.guards import only, services, viewer
from simulator.web.language import current
from simulator.web.pages.editor import FIELDS, EditorPage
from simulator.web.problems import conflict_message, message_of

bp = Blueprint("authoring", __name__, url_prefix="/authoring")

LARGEST_FORM = 2 * 1024 * 1024
"""Bytes: a long card in Russian is six times as long once a form has encoded it."""


@bp.before_request
def make_room() -> None:
    """Let whole cards through."""
    request.max_content_length = request.max_form_memory_size = LARGEST_FORM


@bp.get("")
@only(*LEADS)
def cards() -> Response:
    """Show the cards that are written here, and how to begin one."""
    return cards_page()


def cards_page(problem: InvalidInput | None = None) -> Response:
    """Render the list, with what is wrong with the form below it."""
    page = {
        "cards": services().authoring.all(viewer()),
        "twins": services().authoring.twins(viewer()),
        "sources": services().authoring.sources,
        "problem": message_of(problem) if problem else "",
        "chosen": request.form.get("source", ""),
    }
    return make_response(render_template("authoring/cards.html", page=page), 422 if problem else 200)


@bp.post("")
@only(*LEADS)
def begin() -> Response:
    """Begin a card as a copy of another."""
    form = request.form
    try:
        card_id = services().authoring.begin(
            viewer(), form.get("source", ""), replace=form.get("as") == "change"
        )
    except InvalidInput as problem:
        return cards_page(problem)
    return htmx.go(url_for("authoring.card", card_id=card_id))


@bp.get("/<public_id:card_id>")
@only(*LEADS)
def card(card_id: str) -> Response:
    """Show the editor."""
    return editor(card_id)


def editor(card_id: str, text: str | None = None, problem: str = "", status: int = 200) -> Response:
    """Render the editor with the saved text, or with one that could not be saved."""
    manuscript = services().authoring.open(viewer(), card_id, text)
    page = EditorPage(manuscript, key=new_key(), problem=problem, language=current())
    return make_response(render_template("authoring/card.html", page=page), status)


@bp.post("/<public_id:card_id>")
@only(*LEADS)
def save(card_id: str) -> Response:
    """Keep the text, with the short form's values put in when that button was used."""
    form = request.form
    text = form.get("text", "").replace("\r\n", "\n")
    try:
        if form.get("do") == "fields":
            text = services().authoring.merged(viewer(), text, {name: form.get(name, "") for name in FIELDS})
        services().authoring.save(viewer(), card_id, text, whole(form, "version") or 0, form.get("note", ""))
    except InvalidInput as problem:
        return editor(card_id, text, message_of(problem), 422)
    except Conflict as conflict:
        return editor(card_id, text, conflict_message(str(conflict)), 409)
    return htmx.go(url_for("authoring.card", card_id=card_id))


@bp.post("/<public_id:card_id>/problems")
@only(*LEADS)
def problems(card_id: str) -> Response:
    """Say what is wrong with the text that is being typed."""
    found = services().authoring.problems(
        viewer(), card_id, request.form.get("text", "").replace("\r\n", "\n")
    )
    return make_response(render_template("authoring/_problems.html", problems=found))


@bp.post("/<public_id:card_id>/runs")
@only(*LEADS)
def try_run(card_id: str) -> Response:
    """Play the saved text as a trainee would."""
    lang = request.form.get("lang", "")
    try:
        run_id = services().authoring.try_run(
            viewer(), card_id, lang if lang in LANGUAGES else current(), key_of(request.form)
        )
    except InvalidInput as problem:
        return editor(card_id, problem=message_of(problem), status=422)
    return htmx.go(url_for("simulations.show", simulation_id=run_id))


@bp.post("/<public_id:card_id>/publication")
@only(*LEADS)
def publish(card_id: str) -> Response:
    """Give the card to trainees."""
    form = request.form
    try:
        services().authoring.publish(viewer(), card_id, whole(form, "version") or 0, form.get("note", ""))
    except InvalidInput as problem:
        return editor(card_id, problem=message_of(problem), status=422)
    except Conflict as conflict:
        return editor(card_id, problem=conflict_message(str(conflict)), status=409)
    return htmx.go(url_for("authoring.card", card_id=card_id))


@bp.post("/<public_id:card_id>/withdrawal")
@only(*LEADS)
def withdraw(card_id: str) -> Response:
    """Take the card back from trainees."""
    services().authoring.withdraw(viewer(), card_id)
    return htmx.go(url_for("authoring.card", card_id=card_id))


@bp.get("/<public_id:card_id>/versions/<int:n>")
@only(*LEADS)
def version(card_id: str, n: int) -> Response:
    """Show what a saved text changed."""
    manuscript = services().authoring.open(viewer(), card_id)
    lines = services().authoring.difference(viewer(), card_id, max(n - 1, 1), n)
    return make_response(render_template("authoring/version.html", card=manuscript, n=n, lines=lines))
