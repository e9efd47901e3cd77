"""The link by which a person sets a password. Looking at it does not use it."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from simulator.errors import InvalidInput
from simulator.services.people.links import SHORTEST
from simulator.web.correspondence import DOORS
from simulator.web.doors import behind, closed
from simulator.web.guards import SESSION_COOKIE, public, services
from simulator.web.pages.form import Posted

bp = Blueprint("welcome", __name__)


@bp.get("/welcome/<token>")
@public
def welcome(token: str) -> Response:
    """Show what a link is worth, with the form for a password."""
    return welcome_page(token, Posted())


def welcome_page(token: str, posted: Posted, status: int = 200) -> Response:
    """Render the page of a link."""
    door = services().people.links.door(token)
    if door.state == "good":
        page = {"door": door, "token": token, "least": SHORTEST}
        return behind(render_template("welcome/welcome.html", page=page, posted=posted), status)
    return closed(DOORS, door.state)


@bp.post("/welcome/<token>")
@public
def set_password(token: str) -> Response:
    """Set the password; whoever was signed in in this browser is signed out."""
    form = request.form
    try:
        login = services().people.links.use(token, form.get("password", ""), form.get("again", ""))
    except InvalidInput as problem:
        return welcome_page(token, Posted("password", {}, problem), 422)
    response = make_response(redirect(url_for("accounts.sign_in", login=login, fresh=1), 303))
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax")
    return response
