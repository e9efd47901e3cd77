"""People from a sheet, for admins: first looked at, then all or none."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.errors import InvalidInput
from simulator.services.people.importing import TakenOver
from simulator.services.people.links import Made
from simulator.services.people.sheet import COLUMNS, SAMPLE, decoded
from simulator.web import htmx
from simulator.web.guards import services, viewer
from simulator.web.language import current
from simulator.web.pages.form import Posted
from simulator.web.views.people import ADMINS, shown, way_of

bp = Blueprint("importing", __name__, url_prefix="/admin/people/import")


@bp.get("")
@ADMINS
def sheet() -> Response:
    """Show where a sheet is chosen."""
    return sheet_page(Posted())


def sheet_page(posted: Posted, status: int = 200) -> Response:
    """Render the form for a sheet."""
    return make_response(render_template("importing/sheet.html", posted=posted, columns=COLUMNS), status)


@bp.post("")
@ADMINS
def preview() -> Response:
    """Show what a sheet would do; nothing is stored."""
    text = sheet_text()
    try:
        page = services().people.importing.preview(viewer(), text)
    except InvalidInput as problem:
        return sheet_page(Posted("sheet", {"csv": text}, problem), 422)
    return preview_page(page, text, None, 200 if page.is_good else 422)


def preview_page(page: object, text: str, problem: InvalidInput | None, status: int) -> Response:
    """Render what a sheet would do."""
    posted = Posted("confirm", request.form, problem)
    mail_on = services().mail.is_on
    return make_response(
        render_template("importing/preview.html", page=page, csv=text, posted=posted, mail_on=mail_on), status
    )


@bp.post("/confirmation")
@ADMINS
def confirm() -> Response:
    """Store every line of the sheet, or none; make links for those who are new, when asked to."""
    text, people = request.form.get("csv", ""), services().people
    try:
        done = people.importing.take_over(viewer(), text)
    except InvalidInput as problem:
        return refused_page(text, problem)
    invites = request.form.get("way") in ("mail", "show")
    try:
        links = people.links.make(viewer(), done.added, way_of()) if invites and done.added else ()
    except InvalidInput as problem:
        return done_page(done, (), Posted("links", request.form, problem))
    return done_page(done, links, Posted())


@bp.get("/confirmation")
@ADMINS
def confirmation() -> Response:
    """Lead back to the list: links that were just made are shown once."""
    return htmx.go(url_for("people.people"))


def done_page(done: TakenOver, links: tuple[Made, ...], posted: Posted) -> Response:
    """Render what the import did; links are shown this once."""
    return make_response(render_template("importing/done.html", done=done, links=shown(links), posted=posted))


def refused_page(text: str, problem: InvalidInput) -> Response:
    """Show again a sheet that cannot be stored any more, as after somebody else's change."""
    try:
        page = services().people.importing.preview(viewer(), text)
    except InvalidInput as unreadable:
        return sheet_page(Posted("sheet", {"csv": text}, unreadable), 422)
    return preview_page(page, text, problem, 422)


@bp.get("/sample.csv")
@ADMINS
def sample() -> Response:
    """Give a file to begin with, as a spreadsheet of the person's language writes it."""
    response = make_response("\ufeff" + SAMPLE[current()])
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = "attachment; filename=people.csv"
    return response


def sheet_text() -> str:
    """Return the text of the chosen file, or what was pasted."""
    file = request.files.get("file")
    data = file.read() if file is not None else b""
    return decoded(data) if data else request.form.get("csv", "")
