"""What can be done at the desk besides writing to the customer."""

from dataclasses import replace

from flask import Blueprint, Response, request, url_for

from simulator.errors import InvalidInput
from simulator.web import forms, htmx
from simulator.web.forms import key_of, version_of
from simulator.web.guards import known, services, signed_in, viewer
from simulator.web.pages.desk import PANEL_OF, DeskPage, Knowledge
from simulator.web.pages.form import Posted
from simulator.web.views.show import desk_page

bp = Blueprint("desk", __name__, url_prefix="/simulations/<public_id:simulation_id>")


def perform(
    simulation_id: str, form: str, parse: forms.Parse, knowledge: Knowledge | None = None
) -> Response:
    """Do what ``form`` asks for and answer with everything that has changed."""
    since = version_of(request.form)
    try:
        action = parse(request.form)
        version = settled(simulation_id, since)
        desk = services().simulations.act(viewer(), simulation_id, action, key_of(request.form), version)
    except InvalidInput as problem:
        return desk_page(simulation_id, Posted(form, request.form, problem), f"simulations/_{form}.html")
    if not htmx.wanted() and desk.pending is not None:
        services().simulations.ensure_answered(simulation_id, desk.pending)
    shown = knowledge or Knowledge()
    to = url_for(
        "simulations.show",
        simulation_id=simulation_id,
        panel=PANEL_OF.get(form),
        q=shown.query or None,
        article=request.form.get("article"),
        _anchor=PANEL_OF.get(form, "ticket"),
    )
    page = DeskPage(desk, Posted(form), since=since, knowledge=shown)
    return htmx.after_action(f"simulations/{form}.update.html", to=to, page=page)


def settled(simulation_id: str, since: int | None) -> int | None:
    """Return the version to act on: whoever decides while the customer is typing has not missed anything.

    His answer comes first and moves the version on; that is no stale tab.
    """
    simulations = services().simulations
    desk = simulations.desk(viewer(), simulation_id)
    if desk.pending is None or since is None or since < desk.pending:
        return since
    simulations.ensure_answered(simulation_id, desk.pending)
    return simulations.desk(viewer(), simulation_id).version


@bp.post("/commands")
@known
def run_command(simulation_id: str) -> Response:
    """Run a console or a probe."""
    return perform(simulation_id, "command", forms.command)


@bp.post("/searches")
@known
def search(simulation_id: str) -> Response:
    """Search the knowledge base from the ticket."""
    query = request.form.get("q", "").strip()[:200]
    lang = services().simulations.desk(viewer(), simulation_id).lang
    found = services().library.articles(viewer(), query, lang) if query else ()
    return perform(simulation_id, "search", forms.search, Knowledge(query, found))


@bp.post("/readings")
@known
def read_article(simulation_id: str) -> Response:
    """Open an article from the ticket."""
    lang = services().simulations.desk(viewer(), simulation_id).lang
    article = services().library.article(viewer(), request.form.get("article", ""), lang)
    query = request.form.get("q", "").strip()[:200]
    return perform(simulation_id, "search", forms.reading, replace(Knowledge(query), article=article))


@bp.post("/notes")
@known
def add_note(simulation_id: str) -> Response:
    """Write an internal note."""
    return perform(simulation_id, "note", forms.note)


@bp.post("/classification")
@known
def classify(simulation_id: str) -> Response:
    """Set category, impact and urgency."""
    return perform(simulation_id, "classification", forms.classification)


@bp.post("/escalation")
@known
def escalate(simulation_id: str) -> Response:
    """Hand the ticket to another team."""
    return perform(simulation_id, "escalation", forms.escalation)


@bp.post("/major-incident")
@known
def raise_major(simulation_id: str) -> Response:
    """Raise a candidate for a major incident."""
    return perform(simulation_id, "major", forms.major)


@bp.post("/resolution")
@known
def resolve(simulation_id: str) -> Response:
    """Record the cause and tell the customer that it is solved."""
    return perform(simulation_id, "resolution", forms.resolution)


@bp.post("/closure")
@known
def close(simulation_id: str) -> Response:
    """Close the ticket."""
    return perform(simulation_id, "closure", forms.closure)


@bp.post("/waits")
@known
def wait(simulation_id: str) -> Response:
    """Let simulated time pass."""
    return perform(simulation_id, "wait", forms.wait)


@bp.post("/hints")
@signed_in
def take_hint(simulation_id: str) -> Response:
    """Show the next hint."""
    return perform(simulation_id, "hint", forms.hint)


@bp.post("/finish")
@known
def finish(simulation_id: str) -> Response:
    """End the run and have it graded."""
    services().simulations.finish(viewer(), simulation_id, key_of(request.form))
    return htmx.go(url_for("grades.report", simulation_id=simulation_id))
