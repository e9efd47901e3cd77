"""A lead's home: who needs him now, and why."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.services.attention import SNOOZES
from simulator.web import htmx
from simulator.web.forms import whole
from simulator.web.guards import only, services, viewer

bp = Blueprint("home", __name__, url_prefix="/home")

PAGES = {
    "simulation_id": ("reviews.review", "simulation_id"),
    "person_id": ("progress.person", "person_id"),
    "work_id": ("writing.review", "work_id"),
    "promised": ("progress.person", "person_id"),
    "tasks_of": ("coaching.talks", "person_id"),
}
"""What a need names → the page on which it is met, and the name of the value there."""


@bp.get("")
@only(*LEADS)
def home() -> Response:
    """Show what waits, the most pressing first."""
    found, later = services().attention.needs(viewer())
    needs = [(need, address(need.ref)) for need in found]
    return make_response(render_template("home/home.html", needs=needs, later=later, snoozes=SNOOZES))


@bp.post("/later")
@only(*LEADS)
def put_off() -> Response:
    """Put something off for some days."""
    services().attention.put_off(viewer(), request.form.get("need", ""), whole(request.form, "days") or 0)
    return htmx.go(url_for("home.home"))


def address(ref: Mapping[str, str]) -> str:
    """Return the page on which a need is met."""
    name, value = next(iter(ref.items()))
    endpoint, argument = PAGES[name]
    values: dict[str, Any] = {argument: value}
    return url_for(endpoint, **values)
