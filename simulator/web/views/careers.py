"""Career cards: one's own, or those of somebody one leads."""

from flask import Blueprint, Response, make_response, render_template

from simulator.domain.person import LEADS
from simulator.web.guards import only, services, signed_in, viewer

bp = Blueprint("careers", __name__)


@bp.get("/career")
@signed_in
def career() -> Response:
    """Show one's own cards."""
    return career_page(viewer().id)


@bp.get("/people/<public_id:person_id>/career")
@only(*LEADS)
def person(person_id: str) -> Response:
    """Show the same cards to the lead."""
    return career_page(person_id)


def career_page(person_id: str) -> Response:
    """Render somebody's cards."""
    page = services().careers.cards(viewer(), person_id)
    return make_response(render_template("careers/career.html", page=page))
