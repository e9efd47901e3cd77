"""Figures over many runs: the board, the runs behind a number, how cards fare, how long competencies take."""

from collections.abc import Sequence
from typing import cast

from flask import Blueprint, Response, make_response, render_template, request

from simulator.domain.analytics import Scope
from simulator.domain.event import Mode
from simulator.domain.person import LEADS
from simulator.errors import NotFound
from simulator.web.exports import csv_file, xlsx_file
from simulator.web.guards import only, services, viewer
from simulator.web.language import current
from simulator.web.pages.analytics import BoardPage, CardsPage

bp = Blueprint("analytics", __name__, url_prefix="/analytics")

PERIODS = {"4": 4, "13": 13, "all": None}
USUAL = 13
"""Weeks that are shown unless another period is chosen: a quarter, as long as the onboarding."""


@bp.get("")
@only(*LEADS)
def board() -> Response:
    """Show the figures of a cohort, or of everybody the viewer leads."""
    return make_response(render_template("analytics/board.html", page=board_page()))


def board_page() -> BoardPage:
    """Return the board of the address's filters."""
    return BoardPage(
        board=services().analytics.board(viewer(), scope()),
        cohorts=tuple((row.id, row.name) for row, _lead in services().cohorts.all(viewer())),
        rubrics=services().library.content.rubrics,
        language=current(),
    )


@bp.get("/levels/<public_id:kind>")
@only(*LEADS)
def levels(kind: str) -> Response:
    """Give people's mean levels to a spreadsheet."""
    rows = board_page().sheet()
    return sheet("levels", kind, rows)


@bp.get("/tiles/<public_id:kind>")
@only(*LEADS)
def tiles(kind: str) -> Response:
    """Give the tiles to a spreadsheet."""
    rows = board_page().tile_sheet()
    return sheet("tiles", kind, rows)


@bp.get("/runs/<public_id:measure>")
@only(*LEADS)
def behind(measure: str) -> Response:
    """Show the runs behind a number."""
    page = board_page()
    if measure not in page.measures:
        raise NotFound(measure)
    lines, after = services().analytics.behind(viewer(), scope(), measure, request.args.get("after") or None)
    return make_response(
        render_template("analytics/behind.html", page=page, measure=measure, lines=lines, after=after)
    )


@bp.get("/cards")
@only(*LEADS)
def cards() -> Response:
    """Show how cards fare."""
    page = CardsPage(services().outcomes.cards(viewer(), scope()), scope(), current())
    return make_response(render_template("analytics/cards.html", page=page))


@bp.get("/cards/<public_id:kind>")
@only(*LEADS)
def cards_file(kind: str) -> Response:
    """Give how cards fare to a spreadsheet."""
    rows = CardsPage(services().outcomes.cards(viewer(), scope()), scope(), current()).sheet()
    return sheet("cards", kind, rows)


@bp.get("/cohorts/<public_id:cohort_id>/time")
@only(*LEADS)
def time(cohort_id: str) -> Response:
    """Show how long competencies take a cohort."""
    found = services().outcomes.reached(viewer(), cohort_id)
    return make_response(render_template("analytics/time.html", lines=found, cohort_id=cohort_id))


def sheet(name: str, kind: str, rows: Sequence[Sequence[object]]) -> Response:
    """Return rows as the kind of file the address names."""
    if kind == "csv":
        return csv_file(name, rows)
    if kind == "xlsx":
        return xlsx_file(name, name, rows)
    raise NotFound(kind)


def scope() -> Scope:
    """Return the filters of the address; what cannot be a filter is left out."""
    mode = request.args.get("mode")
    return Scope(
        cohort_id=request.args.get("cohort") or None,
        person_id=request.args.get("person") or None,
        weeks=PERIODS.get(request.args.get("weeks", ""), USUAL),
        mode=cast("Mode", mode) if mode in ("practice", "exam") else None,
    )
