"""Stages of an assessment that are not at the desk: a question, a queue, a draft, two questions about one's own case."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from simulator.domain.draft import FINE, REASONS, Finding
from simulator.domain.person import Role
from simulator.domain.priority import MATRIX
from simulator.domain.triage import Call
from simulator.errors import Conflict, NotFound
from simulator.services.hiring.working import Work, kept_calls, kept_finding, kept_said
from simulator.web import htmx
from simulator.web.exercises import VERDICTS
from simulator.web.forms import whole
from simulator.web.guards import only, services, viewer
from simulator.web.problems import conflict_message
from simulator.web.views.triage import calls_of

bp = Blueprint("stagework", __name__, url_prefix="/assessment")

Form = MultiDict[str, str]


def work_page(name: str, code: str) -> Response:
    """Render an open stage that is not at the desk."""
    work = services().hiring.working.work(viewer(), name)
    if work.item is not None:
        return make_response(render_template("assessment/question.html", page=_question(work, code)))
    template = {"triage": "queue", "trap": "draft"}.get(name, name)
    return make_response(
        render_template(
            f"assessment/{template}.html", page=work, empty=Call(), matrix=MATRIX, reasons=(FINE, *REASONS),
            verdicts=VERDICTS, kept={"version": work.version, "problem": ""},
        )
    )  # fmt: skip


def _question(work: Work, code: str) -> dict[str, Any]:
    assert work.item is not None
    options = [option.id for option in work.item.options]
    random.Random(f"{code}:{work.item.id}").shuffle(options)  # noqa: S311 — an order, not a secret
    return {
        "view": work.view,
        "item": work.item,
        "options": options,
        "number": work.number,
        "of": work.of,
    }


@bp.post("/answers")
@only(Role.CANDIDATE)
def answer() -> Response:
    """Keep the answer to a question."""
    item_id = request.form.get("item", "")
    places = {
        name.partition(":")[2]: value
        for name, value in request.form.items()
        if name.startswith(f"{item_id}:")
    }
    working = services().hiring.working
    given = working.ordered(places) if places else request.form.getlist(item_id)
    working.answer(viewer(), item_id, given)
    return htmx.go(url_for("assessment.stage", name="foundations"))


@bp.post("/stages/<public_id:name>/work")
@only(Role.CANDIDATE)
def save(name: str) -> Response:
    """Keep what was done in a stage so far."""
    if name not in SENT:
        raise NotFound(name)
    version = whole(request.form, "version") or 0
    kept = {"version": version, "problem": ""}
    try:
        kept["version"] = services().hiring.working.save(viewer(), name, SENT[name](request.form), version)
    except Conflict as moved:
        if not htmx.wanted():
            raise
        kept["problem"] = conflict_message(str(moved))
    return htmx.after_action("triage/_kept.html", to=url_for("assessment.stage", name=name), kept=kept)


def sent(name: str, form: Form) -> Mapping[str, Any] | None:
    """Return what a form hands in with a stage; None for the button that only ends it."""
    return SENT[name](form) if name in SENT and "version" in form else None


def _finding(form: Form) -> dict[str, object]:
    verdicts = {
        name.removeprefix("verdict-"): value for name, value in form.items() if name.startswith("verdict-")
    }
    rewrite = form.get("rewrite", "")
    return kept_finding(Finding(verdicts=verdicts, worst=form.get("worst", ""), rewrite=rewrite))


def _said(form: Form) -> dict[str, object]:
    return kept_said({n: form.get(f"said-{n}", "") for n in ("0", "1")})


SENT: Mapping[str, Callable[[Form], dict[str, object]]] = {
    "triage": lambda form: kept_calls(calls_of(form)),
    "trap": _finding,
    "explain": _said,
}
"""Stage → how its form is read."""
