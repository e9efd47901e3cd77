"""A run: starting it, its desk and the conversation."""

from collections.abc import Iterator
from typing import cast

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    render_template,
    request,
    stream_with_context,
    url_for,
)

from simulator.domain.event import Mode
from simulator.domain.modifier import ModifierId
from simulator.domain.text import LANGUAGES, Language
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.forms import key_of, version_of
from simulator.web.guards import known, services, signed_in, viewer
from simulator.web.language import current
from simulator.web.pages.desk import DeskPage
from simulator.web.pages.form import Posted
from simulator.web.views.library import briefing_page
from simulator.web.views.show import desk_page, knowledge_of

bp = Blueprint("simulations", __name__)


@bp.post("/simulations")
@signed_in
def start() -> Response:
    """Take a ticket."""
    form = request.form
    scenario_id = form.get("scenario", "")
    try:
        lang = cast(Language, form["lang"] if form.get("lang") in LANGUAGES else current())
        mode: Mode = "exam" if form.get("mode") == "exam" else "practice"
        chosen = cast("tuple[ModifierId, ...]", tuple(form.getlist("modifiers")))
        simulation_id = services().simulations.start(
            viewer(), scenario_id, lang, mode, seed_of(form.get("seed", "")), key_of(form), chosen
        )
    except InvalidInput as problem:
        return briefing_page(scenario_id, Posted("start", form, problem), 422)
    return htmx.go(url_for("simulations.show", simulation_id=simulation_id))


def seed_of(text: str) -> int | None:
    """Return the chosen set of values; blank means the next one not played yet."""
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and 0 < int(text) < 10**6):
        raise InvalidInput("seed-wrong", name="seed")
    return int(text)


@bp.get("/simulations/<public_id:simulation_id>")
@known
def show(simulation_id: str) -> Response:
    """Show the ticket desk."""
    desk = services().simulations.desk(viewer(), simulation_id)
    page = DeskPage(desk, knowledge=knowledge_of(desk), opened_panel=request.args.get("panel", ""))
    return make_response(render_template("simulations/show.html", page=page))


@bp.post("/simulations/<public_id:simulation_id>/messages")
@known
def send_message(simulation_id: str) -> Response:
    """Send a message; it is stored before the customer begins to answer."""
    form = request.form
    text = form.get("text", "").replace("\r\n", "\n")
    since = version_of(form)
    try:
        n = services().simulations.send_message(viewer(), simulation_id, text, key_of(form), since)
    except InvalidInput as problem:
        return desk_page(
            simulation_id, Posted("message", {"text": text}, problem), "simulations/_composer.html"
        )
    if not htmx.wanted():
        services().simulations.ensure_answered(simulation_id, n)
    return updated(simulation_id, "message", since, anchor="end")


def updated(simulation_id: str, form: str, since: int | None, anchor: str) -> Response:
    """Answer with everything that has changed since version ``since``."""
    to = url_for("simulations.show", simulation_id=simulation_id, _anchor=anchor)
    if not htmx.wanted():
        return htmx.go(to)
    desk = services().simulations.desk(viewer(), simulation_id)
    page = DeskPage(desk, Posted(form), since=since)
    return htmx.after_action(f"simulations/{form}.update.html", to=to, page=page)


@bp.get("/simulations/<public_id:simulation_id>/messages/<int:n>/answer")
@known
def stream_answer(simulation_id: str, n: int) -> Response:
    """Stream the customer's answer as it is worded, then everything it changed."""
    states = services().simulations.answer(viewer(), simulation_id, n)
    response = Response(stream_with_context(events(simulation_id, n, states)), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response


def events(simulation_id: str, n: int, states: Iterator[str]) -> Iterator[str]:
    """Yield the answer as far as it goes, again and again, so that a lost connection repeats nothing."""
    for text in states:
        yield event("chunk", render_template("simulations/_words.html", text=text))
    page = DeskPage(services().simulations.desk(viewer(), simulation_id), since=n)
    yield event("done", render_template("simulations/answer.update.html", page=page))


def event(name: str, data: str) -> str:
    """Return a server-sent event; each line of its data has a prefix of its own."""
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    return f"event: {name}\n{lines}\n"


@bp.post("/simulations/<public_id:simulation_id>/messages/<int:n>/answer")
@known
def fetch_answer(simulation_id: str, n: int) -> Response:
    """Get the answer in one piece: the way without JavaScript."""
    services().simulations.desk(viewer(), simulation_id)
    services().simulations.ensure_answered(simulation_id, n)
    return htmx.go(url_for("simulations.show", simulation_id=simulation_id, _anchor="end"))


@bp.post("/simulations/<public_id:simulation_id>/draft")
@known
def save_draft(simulation_id: str) -> Response:
    """Keep what is being written."""
    services().simulations.save_draft(viewer(), simulation_id, request.form.get("text", "")[:8000])
    return htmx.after_action(
        "simulations/save_draft.update.html",
        to=url_for("simulations.show", simulation_id=simulation_id),
    )


@bp.get("/simulations/<public_id:simulation_id>/completions")
@known
def completions(simulation_id: str) -> Response:
    """Return how the command being typed may go on."""
    text = request.args.get("text", "")[:400]
    return jsonify(services().simulations.complete(viewer(), simulation_id, text))
