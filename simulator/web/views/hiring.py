"""Vacancies: making one, inviting, watching progress, comparing, the impact on groups."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import HIRERS
from simulator.errors import Conflict, InvalidInput
from simulator.services.hiring.applicants import CSV_COLUMNS, FACTORS, NewCandidate, read_csv
from simulator.services.hiring.inviting import Invited
from simulator.web import htmx
from simulator.web.forms import decimal, new_key
from simulator.web.guards import only, services, viewer
from simulator.web.pages.form import Posted
from simulator.web.problems import conflict_message

bp = Blueprint("hiring", __name__, url_prefix="/hiring")


@bp.get("")
@only(*HIRERS)
def vacancies() -> Response:
    """Show the vacancies one works on."""
    return vacancies_page(Posted())


def vacancies_page(posted: Posted, status: int = 200) -> Response:
    """Render the list with the form for a new one."""
    desk = services().hiring.vacancies
    page = {"vacancies": desk.all(viewer()), "templates": desk.templates, "posted": posted}
    return make_response(render_template("hiring/vacancies.html", page=page), status)


@bp.post("")
@only(*HIRERS)
def make() -> Response:
    """Make a vacancy."""
    form = request.form
    try:
        vacancy_id = services().hiring.vacancies.make(
            viewer(), form.get("title", ""), form.get("template", ""), harder=form.get("family") == "harder"
        )
    except InvalidInput as problem:
        return vacancies_page(Posted("make", form, problem), 422)
    return htmx.go(url_for("hiring.vacancy", vacancy_id=vacancy_id))


@bp.get("/<public_id:vacancy_id>")
@only(*HIRERS)
def vacancy(vacancy_id: str) -> Response:
    """Show a vacancy with the progress of its candidates."""
    return vacancy_page(vacancy_id, Posted())


def vacancy_page(
    vacancy_id: str, posted: Posted, links: tuple[Invited, ...] = (), status: int = 200, conflict: str = ""
) -> Response:
    """Render a vacancy; links that were just made are shown this once."""
    page = services().hiring.vacancies.open(viewer(), vacancy_id)
    text = render_template(
        "hiring/vacancy.html", page=page, posted=posted, factors=FACTORS, columns=CSV_COLUMNS, key=new_key(),
        conflict=conflict, mail_on=services().mail.is_on,
        links=[(one, url_for("assessment.link", token=one.token, _external=True)) for one in links],
    )  # fmt: skip
    response = make_response(text, status)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/<public_id:vacancy_id>/candidates")
@only(*HIRERS)
def invite(vacancy_id: str) -> Response:
    """Invite one candidate, or everybody of a sheet."""
    form = request.form
    which = "sheet" if form.get("how") == "sheet" else "one"
    try:
        new = _new(form, which)
        links = services().hiring.vacancies.invite(
            viewer(), vacancy_id, new, form.get("key", ""), by_mail=form.get("by_mail") == "yes"
        )
    except InvalidInput as problem:
        return vacancy_page(vacancy_id, Posted(which, form, problem), status=422)
    except Conflict as conflict:
        return vacancy_page(vacancy_id, Posted(), status=409, conflict=conflict_message(str(conflict)))
    return vacancy_page(vacancy_id, Posted(), links)


def _new(form: Mapping[str, str], which: str) -> tuple[NewCandidate, ...]:
    if which == "sheet":
        return read_csv(form.get("csv", ""))
    factor = decimal(form.get("time_factor", "1"), "factor-unknown", "time_factor")
    return (
        NewCandidate(
            form.get("name", ""), form.get("email", ""), form.get("language", "ru"), form.get("source", ""),
            factor, form.get("no_tracking") == "yes",
        ),
    )  # fmt: skip


@bp.get("/<public_id:vacancy_id>/candidates")
@only(*HIRERS)
def candidates(vacancy_id: str) -> Response:
    """Lead back to the vacancy: links that were just made are shown once, by the form that made them."""
    services().hiring.vacancies.open(viewer(), vacancy_id)
    return htmx.go(url_for("hiring.vacancy", vacancy_id=vacancy_id))


@bp.post("/<public_id:vacancy_id>/panel")
@only(*HIRERS)
def add_assessor(vacancy_id: str) -> Response:
    """Let somebody join the panel."""
    try:
        services().hiring.vacancies.add_assessor(viewer(), vacancy_id, request.form.get("login", ""))
    except InvalidInput as problem:
        return vacancy_page(vacancy_id, Posted("panel", request.form, problem), status=422)
    return htmx.go(url_for("hiring.vacancy", vacancy_id=vacancy_id))


@bp.get("/<public_id:vacancy_id>/comparison")
@only(*HIRERS)
def compare(vacancy_id: str) -> Response:
    """Show the candidates side by side, a dimension a row."""
    template, compared = services().hiring.panel.compare(viewer(), vacancy_id)
    page = {"vacancy_id": vacancy_id, "template": template, "compared": compared}
    return make_response(render_template("hiring/compare.html", page=page))


@bp.get("/<public_id:vacancy_id>/impact")
@only(*HIRERS)
def impact(vacancy_id: str) -> Response:
    """Show whether the procedure selects people of some groups less often."""
    page = {"vacancy_id": vacancy_id, "reports": services().hiring.fairness.reports(viewer(), vacancy_id)}
    return make_response(render_template("hiring/impact.html", page=page))
