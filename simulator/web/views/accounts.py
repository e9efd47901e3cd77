"""Signing in and out."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from simulator.domain.person import LEADS, Person, Role
from simulator.domain.text import LANGUAGES
from simulator.errors import InvalidInput, NotFound, TooMuch
from simulator.web import htmx
from simulator.web.cookies import set_cookie
from simulator.web.guards import SESSION_COOKIE, public, services, signed_in, site, visitor
from simulator.web.language import LANGUAGE_COOKIE
from simulator.web.problems import message_of
from simulator.web.views.targets import local, simulation_of

bp = Blueprint("accounts", __name__)


@bp.get("/")
@public
def start() -> Response:
    """Show a person's first page, or the sign-in page to a stranger."""
    person = visitor()
    if person is None:
        return htmx.go(url_for("accounts.sign_in"))
    return htmx.go(headed_for(person, None))


def headed_for(person: Person, target: str | None) -> str:
    """Return where a person wanted to go: by default to Today for a trainee, to the library for others."""
    if person.role is Role.CANDIDATE:
        return url_for("assessment.overview")
    if not target and person.role is Role.TRAINEE:
        return url_for("progress.today")
    if not target and person.role in LEADS:
        return url_for("home.home")
    if not target and person.role is Role.INTERVIEWER:
        return url_for("hiring.vacancies")
    return local(target)


@bp.get("/sign-in")
@public
def sign_in() -> Response:
    """Show the sign-in page."""
    person = visitor()
    if person is not None:
        return htmx.go(headed_for(person, request.args.get("to")))
    return sign_in_page(request.args)


@bp.post("/sign-in")
@public
def create_session() -> Response:
    """Sign in, and give back the draft of whoever was signed out while writing."""
    form = request.form
    try:
        person, token = services().accounts.sign_in(
            form.get("login", "").strip(), form.get("password", ""), ip=request.remote_addr or ""
        )
    except InvalidInput as problem:
        return sign_in_page(form, 422, message_of(problem))
    except TooMuch:
        return sign_in_page(form, 429, "too-much")
    keep_language(person)
    target = give_back(person, headed_for(person, form.get("to")), form.get("kept", ""))
    response = make_response(redirect(target, 303))
    set_cookie(response, SESSION_COOKIE, token, max_age=int(site().settings.session_hours * 3600))
    return response


def keep_language(person: Person) -> None:
    """Let the language that was chosen on the sign-in page be the person's from now on."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES and chosen != person.language:
        services().accounts.set_language(person, chosen)


def give_back(person: Person, target: str, kept: str) -> str:
    """Put what was being written into the draft again; return where to go."""
    simulation_id = simulation_of(target)
    if not kept.strip() or simulation_id is None:
        return target
    try:
        services().simulations.save_draft(person, simulation_id, kept)
    except NotFound:
        return local(None)  # another person signed in: the run is not theirs to see
    return target


@bp.post("/sign-out")
@signed_in
def delete_session() -> Response:
    """Sign out."""
    services().accounts.sign_out(request.cookies[SESSION_COOKIE])
    response = htmx.go(url_for("accounts.sign_in"))
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax")
    return response


def sign_in_page(values: Mapping[str, str], status: int = 200, problem: str | None = None) -> Response:
    """Render the sign-in page with what was entered, never the password."""
    page = {
        "values": {name: values.get(name, "") for name in ("login", "to", "kept")},
        "problem": problem,
        "fresh": values.get("fresh") == "1" and not problem,
        "ended": bool(values.get("kept")),
        "people": services().accounts.sample_people() if site().settings.demo else (),
    }
    return make_response(render_template("accounts/sign_in.html", page=page), status)
