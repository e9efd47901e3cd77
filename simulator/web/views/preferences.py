"""The profile: language, theme, and the copy of one's own data."""

import json

from flask import Blueprint, Response, make_response, redirect, render_template, request

from simulator.domain.text import LANGUAGES
from simulator.errors import InvalidInput
from simulator.services.people.links import SHORTEST
from simulator.web.cookies import set_cookie
from simulator.web.guards import public, services, signed_in, viewer, visitor
from simulator.web.language import LANGUAGE_COOKIE
from simulator.web.nav import THEME_COOKIE, THEMES
from simulator.web.pages.form import Posted
from simulator.web.views.targets import local

bp = Blueprint("preferences", __name__)

YEAR = 365 * 24 * 3600


@bp.get("/profile")
@signed_in
def profile() -> Response:
    """Show who is signed in, with language, address, password and reminders."""
    return profile_page(Posted())


def profile_page(posted: Posted, status: int = 200) -> Response:
    """Render the profile, with a form that was refused."""
    way, email = services().milestones.reminders.way(viewer())
    page = {
        "way": way,
        "email": email,
        "mail_on": services().mail.is_on,
        "contact": services().people.own.contact(viewer()),
        "least": SHORTEST,
        "done": request.args.get("done", ""),
    }
    return make_response(render_template("preferences/profile.html", page=page, posted=posted), status)


@bp.get("/profile/data")
@signed_in
def data() -> Response:
    """Give a person all that is kept about him, as a file."""
    person = viewer()
    response = make_response(
        json.dumps(services().privacy.copy(person, person.id), ensure_ascii=False, indent=2)
    )
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = "attachment; filename=my-data.json"
    return response


@bp.post("/language")
@public
def set_language() -> Response:
    """Choose the language, for this browser and for the person who is signed in."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        raise InvalidInput("form-wrong", name="language")
    person = visitor()
    if person is not None:
        services().accounts.set_language(person, chosen)
    return remembered(LANGUAGE_COOKIE, chosen)


@bp.post("/theme")
@public
def set_theme() -> Response:
    """Choose the theme of this browser."""
    chosen = request.form.get("theme", "")
    if chosen not in THEMES:
        raise InvalidInput("form-wrong", name="theme")
    return remembered(THEME_COOKIE, chosen)


def remembered(cookie: str, value: str) -> Response:
    """Go back to where the choice was made, with the choice in a cookie."""
    response = make_response(redirect(local(request.form.get("to")), 303))
    set_cookie(response, cookie, value, max_age=YEAR)
    return response
