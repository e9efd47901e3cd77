"""Old tickets: a sheet is brought in, its columns confirmed, a card begun from a ticket."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.domain.ticket import ROLES
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.guards import only, services, viewer
from simulator.web.pages.sheet import SheetPage
from simulator.web.problems import message_of

bp = Blueprint("tickets", __name__, url_prefix="/old-tickets")

LARGEST_FORM = 1536 * 1024
"""Bytes: a sheet and the form around it. What is larger is refused before it is read."""


@bp.before_request
def make_room() -> None:
    """Let whole sheets through."""
    request.max_content_length = LARGEST_FORM


@bp.get("")
@only(*LEADS)
def tickets() -> Response:
    """Show the imported tickets and the form that brings more."""
    return tickets_page()


def tickets_page(problem: InvalidInput | None = None) -> Response:
    """Render the list, with what is wrong with the file."""
    lines, after = services().tickets.all(viewer(), request.args.get("after", ""))
    page = {"lines": lines, "after": after, "problem": message_of(problem) if problem else "", "done": done()}
    return make_response(render_template("tickets/tickets.html", page=page), 422 if problem else 200)


def done() -> tuple[int, int, int] | None:
    """Return how many tickets were kept, were here already and were empty, right after an import."""
    parts = request.args.get("done", "").split(".")
    return (
        (int(parts[0]), int(parts[1]), int(parts[2]))
        if len(parts) == 3 and all(p.isdecimal() and len(p) < 6 for p in parts)
        else None
    )


@bp.post("")
@only(*LEADS)
def take_in() -> Response:
    """Mask a sheet and show what would be kept."""
    file = request.files.get("file")
    try:
        sheet_id = services().tickets.take_in(viewer(), file.read() if file else b"")
    except InvalidInput as problem:
        return tickets_page(problem)
    return htmx.go(url_for("tickets.sheet", sheet_id=sheet_id))


@bp.get("/sheets/<public_id:sheet_id>")
@only(*LEADS)
def sheet(sheet_id: str) -> Response:
    """Show a sheet that waits: columns, what was covered, the first tickets."""
    return sheet_page(sheet_id)


def sheet_page(sheet_id: str, problem: InvalidInput | None = None) -> Response:
    """Render the preview with the columns as they are chosen in the form, if there is one."""
    roles = request.form.getlist("role") or None
    words = request.form.get("words", "")
    try:
        found = services().tickets.sheet(viewer(), sheet_id, roles, words)
    except InvalidInput as wrong:
        problem = problem or wrong
        found = services().tickets.sheet(viewer(), sheet_id)
    page = SheetPage(found, ROLES, words, message_of(problem) if problem else "")
    return make_response(render_template("tickets/sheet.html", page=page), 422 if problem else 200)


@bp.post("/sheets/<public_id:sheet_id>")
@only(*LEADS)
def keep(sheet_id: str) -> Response:
    """Keep the tickets of a sheet, or show it again with other columns."""
    if request.form.get("do") != "keep":
        return sheet_page(sheet_id)
    try:
        kept = services().tickets.keep(
            viewer(), sheet_id, request.form.getlist("role"), request.form.get("words", "")
        )
    except InvalidInput as problem:
        return sheet_page(sheet_id, problem)
    return htmx.go(url_for("tickets.tickets", done=f"{kept.kept}.{kept.twice}.{kept.empty}"))


@bp.post("/sheets/<public_id:sheet_id>/removal")
@only(*LEADS)
def discard(sheet_id: str) -> Response:
    """Throw a sheet away."""
    services().tickets.discard(viewer(), sheet_id)
    return htmx.go(url_for("tickets.tickets"))


@bp.get("/<public_id:ticket_id>")
@only(*LEADS)
def ticket(ticket_id: str) -> Response:
    """Show one imported ticket."""
    return ticket_page(ticket_id)


def ticket_page(ticket_id: str, problem: InvalidInput | None = None) -> Response:
    """Render a ticket, with what kept a card from being begun."""
    found = services().tickets.open(viewer(), ticket_id)
    said = message_of(problem) if problem else ""
    return make_response(
        render_template("tickets/ticket.html", imported=found, ticket=found.ticket, problem=said),
        422 if problem else 200,
    )


@bp.post("/<public_id:ticket_id>/card")
@only(*LEADS)
def begin_card(ticket_id: str) -> Response:
    """Begin a card from a ticket and open its editor."""
    try:
        card_id = services().tickets.begin_card(viewer(), ticket_id)
    except InvalidInput as problem:
        return ticket_page(ticket_id, problem)
    return htmx.go(url_for("authoring.card", card_id=card_id))


@bp.post("/<public_id:ticket_id>/removal")
@only(*LEADS)
def remove(ticket_id: str) -> Response:
    """Take a ticket out."""
    services().tickets.remove(viewer(), ticket_id)
    return htmx.go(url_for("tickets.tickets"))
