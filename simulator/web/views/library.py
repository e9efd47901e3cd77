"""The library of tickets."""

from typing import cast

from flask import Blueprint, Response, make_response, render_template, request

from simulator.services import LibraryFilter
from simulator.services.library import State
from simulator.web import htmx
from simulator.web.forms import new_key
from simulator.web.guards import services, signed_in, viewer
from simulator.web.language import current
from simulator.web.pages.form import Posted
from simulator.web.pages.library import BriefingPage, LibraryPage

bp = Blueprint("library", __name__)


@bp.get("/scenarios")
@signed_in
def scenarios() -> Response:
    """Show the tickets that match the filters."""
    chosen = filters()
    everything = services().library.browse(viewer(), LibraryFilter())
    cards = services().library.browse(viewer(), chosen)
    page = LibraryPage(cards=cards, everything=everything, filters=chosen)
    return htmx.render("library/scenarios.html", fragment="library/_cards.html", page=page)


@bp.get("/scenarios/<public_id:scenario_id>")
@signed_in
def scenario(scenario_id: str) -> Response:
    """Show one ticket before it is taken: what is known, and how to start."""
    return briefing_page(scenario_id, Posted())


def briefing_page(scenario_id: str, posted: Posted, status: int = 200) -> Response:
    """Render the page from which a run is started."""
    card = services().library.briefing(viewer(), scenario_id)
    page = BriefingPage(card=card, key=new_key(), posted=posted, language=current())
    return make_response(render_template("library/scenario.html", page=page), status)


def filters() -> LibraryFilter:
    """Return the filters of the address; what cannot be a filter is left out."""
    args = request.args
    difficulty, state = args.get("difficulty", ""), args.get("state", "")
    return LibraryFilter(
        category=args.get("category") or None,
        difficulty=int(difficulty) if difficulty in {"1", "2", "3", "4", "5"} else None,
        channel=args.get("channel") or None,
        state=cast("State", state) if state in LibraryPage.states else None,
        q=args.get("q", "").strip()[:100],
    )
