"""Cohorts: making one, its board, absences and buddies."""

from collections.abc import Callable

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import LEADS
from simulator.domain.progress import Board
from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.exports import csv_file, xlsx_file
from simulator.web.forms import day
from simulator.web.guards import only, services, viewer
from simulator.web.pages.board import BoardPage
from simulator.web.problems import message_of
from simulator.web.views.progress import person_page

bp = Blueprint("cohorts", __name__)


@bp.get("/cohorts")
@only(*LEADS)
def cohorts() -> Response:
    """Show the viewer's cohorts and a form for a new one."""
    return cohorts_page()


def cohorts_page(problem: InvalidInput | None = None, status: int = 200) -> Response:
    """Render the list of cohorts."""
    page = {
        "cohorts": services().cohorts.all(viewer()),
        "trainees": services().cohorts.trainees(viewer()),
        "problem": message_of(problem) if problem else "",
        "form": request.form,
        "chosen": request.form.getlist("people"),
    }
    return make_response(render_template("cohorts/cohorts.html", page=page), status)


@bp.post("/cohorts")
@only(*LEADS)
def make() -> Response:
    """Begin a cohort."""
    form = request.form
    try:
        cohort_id = services().cohorts.make(
            viewer(), form.get("name", ""), day(form.get("starts", ""), "starts"), form.getlist("people")
        )
    except InvalidInput as problem:
        return cohorts_page(problem, 422)
    return htmx.go(url_for("cohorts.board", cohort_id=cohort_id))


@bp.get("/cohorts/<public_id:cohort_id>")
@only(*LEADS)
def board(cohort_id: str) -> Response:
    """Show a cohort at a glance."""
    page = BoardPage(services().cohorts.board(viewer(), cohort_id), request.args.get("after", "")[:40])
    return make_response(render_template("cohorts/board.html", page=page))


@bp.get("/cohorts/<public_id:cohort_id>/levels.csv")
@only(*LEADS)
def sheet(cohort_id: str) -> Response:
    """Give a cohort's levels to a spreadsheet."""
    board = services().cohorts.board(viewer(), cohort_id)
    return csv_file(f"cohort-{cohort_id}", board_rows(board))


@bp.get("/cohorts/<public_id:cohort_id>/levels.xlsx")
@only(*LEADS)
def workbook(cohort_id: str) -> Response:
    """Give a cohort's levels to Excel."""
    board = services().cohorts.board(viewer(), cohort_id)
    return xlsx_file(f"cohort-{cohort_id}", board.name, board_rows(board))


def board_rows(board: Board) -> list[list[object]]:
    """Return a person a row, a competency a column."""
    ids = [one.id for one in board.competencies]
    head: list[object] = ["person", "day", "readiness", "pace", "gate", *ids]
    return [head] + [
        [line.person, line.day, line.index, line.pace, line.gate, *(line.levels[name] for name in ids)]
        for line in board.lines
    ]


@bp.post("/people/<public_id:person_id>/absences")
@only(*LEADS)
def absent(person_id: str) -> Response:
    """Let the programme stand still for somebody."""
    form = request.form
    return tried(
        person_id,
        lambda: services().cohorts.absent(
            viewer(), person_id, day(form.get("since", ""), "since"), day(form.get("until", ""), "until")
        ),
    )


@bp.post("/absences/<public_id:absence_id>/removal")
@only(*LEADS)
def end_absence(absence_id: str) -> Response:
    """Take an absence back."""
    person_id = services().cohorts.end_absence(viewer(), absence_id)
    return htmx.go(url_for("progress.person", person_id=person_id, _anchor="absences"))


@bp.post("/people/<public_id:person_id>/buddy")
@only(*LEADS)
def buddy(person_id: str) -> Response:
    """Name a buddy."""
    login = request.form.get("buddy", "")
    return tried(person_id, lambda: services().cohorts.assign_buddy(viewer(), person_id, login))


def tried(person_id: str, action: Callable[[], None]) -> Response:
    """Do something for a person; on bad input show the person's page with what is wrong."""
    try:
        action()
    except InvalidInput as problem:
        return person_page(person_id, problem, 422)
    return htmx.go(url_for("progress.person", person_id=person_id))
