"""The practice hub: every kind of exercise on one page."""

from flask import Blueprint, Response, current_app, make_response, render_template

from simulator.web.exercises import SECTIONS
from simulator.web.guards import services, signed_in, viewer

bp = Blueprint("practice", __name__, url_prefix="/practice")


@bp.get("")
@signed_in
def practice() -> Response:
    """Show what there is to train with, and how far the viewer is."""
    found = services().practice.sections(viewer())
    page = {
        "sections": [one for one in found if SECTIONS[one.id][2] in current_app.view_functions],
        "names": SECTIONS,
    }
    return make_response(render_template("practice/practice.html", page=page))
