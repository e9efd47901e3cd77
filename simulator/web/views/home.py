"""A lead's home: who needs him now, and why."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for

from simulator.domain.person import LEADS
from simulator.web.guards import only, services, viewer

bp = Blueprint("home", __name__, url_prefix="/home")

PAGES = {"simulation_id": "reviews.review", "person_id": "progress.person", "work_id": "writing.review"}


@bp.get("")
@only(*LEADS)
def home() -> Response:
    """Show what waits, the most pressing first."""
    needs = [(need, address(need.ref)) for need in services().attention.needs(viewer())]
    return make_response(render_template("home/home.html", needs=needs))


def address(ref: Mapping[str, str]) -> str:
    """Return the page on which a need is met."""
    name, value = next(iter(ref.items()))
    values: dict[str, Any] = {name: value}
    return url_for(PAGES[name], **values)
