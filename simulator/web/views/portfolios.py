"""A person's portfolio: to read, to print, as PDF, and its matrix for spreadsheets."""

from flask import Blueprint, Response, make_response, render_template

from simulator.domain.progress import Progress
from simulator.web.exports import csv_file, xlsx_file
from simulator.web.filters import within
from simulator.web.guards import services, signed_in, viewer
from simulator.web.pages.progress import ProgressPage
from simulator.web.pdf import PdfUnavailable, pdf

bp = Blueprint("portfolios", __name__, url_prefix="/people/<public_id:person_id>")


def page_of(person_id: str) -> dict[str, object]:
    """Return what the templates of a portfolio need."""
    portfolio = services().portfolios.portfolio(viewer(), person_id)
    badge = services().badges.of(viewer(), person_id)
    return {"portfolio": portfolio, "page": ProgressPage(portfolio.progress, viewer()), "badge": badge}


@bp.get("/portfolio")
@signed_in
def portfolio(person_id: str) -> Response:
    """Show a portfolio; it prints as it is."""
    return make_response(render_template("portfolios/portfolio.html", **page_of(person_id)))


@bp.get("/portfolio.pdf")
@signed_in
def document(person_id: str) -> Response:
    """Give a portfolio as PDF."""
    html = render_template("portfolios/document.html", **page_of(person_id))
    try:
        response = make_response(pdf(html, "portfolio.css"))
    except PdfUnavailable:
        return make_response(render_template("portfolios/no_pdf.html", person_id=person_id), 501)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="portfolio-{person_id}.pdf"'
    return response


@bp.get("/levels.csv")
@signed_in
def sheet(person_id: str) -> Response:
    """Give the matrix to a spreadsheet."""
    return csv_file(f"levels-{person_id}", rows_of(services().onboarding.progress(viewer(), person_id)))


@bp.get("/levels.xlsx")
@signed_in
def workbook(person_id: str) -> Response:
    """Give the matrix to Excel."""
    progress = services().onboarding.progress(viewer(), person_id)
    return xlsx_file(f"levels-{person_id}", progress.person, rows_of(progress))


def rows_of(progress: Progress) -> list[list[object]]:
    """Return a competency a row."""
    head: list[object] = [
        "competency", "name", "must", "level", "target", "mastery", "confidence", "evidence", "change_30_days"
    ]  # fmt: skip
    return [head] + [
        [
            cell.competency.id, within(cell.competency.name), int(cell.competency.must), cell.level,
            cell.competency.target, cell.mastery, cell.confidence, cell.items, cell.trend,
        ]
        for cell in progress.cells
    ]  # fmt: skip
