"""Disputes: a trainee's disagreement, a lead's ruling."""

from typing import cast

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.domain.review import Verdict
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.forms import decimal
from simulator.web.guards import only, services, signed_in, viewer
from simulator.web.problems import message_of
from simulator.web.views.reviews import review_page

bp = Blueprint("disputes", __name__)
VERDICTS = ("accepted", "partly", "rejected")


@bp.post("/simulations/<public_id:simulation_id>/disputes")
@signed_in
def disagree(simulation_id: str) -> Response:
    """Say that a level of one's own run is wrong."""
    form = request.form
    # To others the run does not exist, whatever they send.
    services().grading.state(viewer(), simulation_id)
    try:
        services().disputes.dispute(
            viewer(),
            simulation_id,
            form.get("target", ""),
            decimal(form.get("expected", ""), "level-range", "expected"),
            form.get("why", ""),
        )
    except InvalidInput as problem:
        page = {"simulation_id": simulation_id, "form": form, "problem": message_of(problem)}
        return make_response(render_template("disputes/disagree.html", page=page), 422)
    return htmx.go(
        url_for("grades.report", simulation_id=simulation_id, _anchor=f"c-{form.get('target', '')}")
    )


@bp.post("/disputes/<public_id:dispute_id>/ruling")
@only(*LEADS)
def rule(dispute_id: str) -> Response:
    """Rule on a dispute."""
    form = request.form
    try:
        verdict = verdict_of(form.get("verdict", ""))
        level = decimal(form["level"], "level-range", "level") if form.get("level") else None
        simulation_id = services().disputes.rule(
            viewer(),
            dispute_id,
            verdict,
            level,
            form.get("reason", ""),
            gold=bool(form.get("gold")),
        )
    except InvalidInput as problem:
        return review_page(form.get("run", ""), form, problem, 422)
    return htmx.go(url_for("reviews.review", simulation_id=simulation_id))


def verdict_of(text: str) -> Verdict:
    """Return a verdict; raise ``InvalidInput`` for what is none."""
    if text not in VERDICTS:
        raise InvalidInput("verdict-unknown", name="verdict")
    return cast(Verdict, text)
