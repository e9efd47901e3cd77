"""One's own account: password, the address letters go to, and the link that confirms a new one."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.errors import InvalidInput, TooMuch
from simulator.web import htmx
from simulator.web.correspondence import ADDRESS_DOORS
from simulator.web.doors import behind, closed
from simulator.web.guards import SESSION_COOKIE, public, services, signed_in, viewer
from simulator.web.pages.form import Posted
from simulator.web.views.preferences import profile_page

bp = Blueprint("own", __name__)


@bp.post("/profile/password")
@signed_in
def change_password() -> Response:
    """Set a new password; other browsers are signed out."""
    form, token = request.form, request.cookies.get(SESSION_COOKIE, "")
    try:
        new = form.get("password", ""), form.get("again", "")
        services().people.own.change_password(
            viewer(), token, form.get("current", ""), new, ip=request.remote_addr or ""
        )
    except (InvalidInput, TooMuch) as problem:
        return refused("password", problem)
    return htmx.go(url_for("preferences.profile", done="password", _anchor="password"))


@bp.post("/profile/address")
@signed_in
def change_address() -> Response:
    """Let letters go to another address."""
    form = request.form
    try:
        counts = services().people.own.change_address(
            viewer(), form.get("current", ""), form.get("email", ""), ip=request.remote_addr or ""
        )
    except (InvalidInput, TooMuch) as problem:
        return refused("address", problem)
    done = "address" if counts else "asked"
    return htmx.go(url_for("preferences.profile", done=done, _anchor="address"))


def refused(name: str, problem: InvalidInput | TooMuch) -> Response:
    """Show the profile with what is wrong; passwords are not shown again."""
    if isinstance(problem, TooMuch):
        return profile_page(Posted(name, {}, InvalidInput("too-much")), 429)
    return profile_page(Posted(name, {"email": request.form.get("email", "")}, problem), 422)


@bp.post("/profile/address/withdrawal")
@signed_in
def call_off() -> Response:
    """Take back an address that waits to be confirmed."""
    services().people.own.call_off(viewer())
    return htmx.go(url_for("preferences.profile", _anchor="address"))


@bp.get("/address/<token>")
@public
def address(token: str) -> Response:
    """Show which address a link confirms; only the button uses it, so that a mail filter does not."""
    return address_page(token)


def address_page(token: str, posted: Posted | None = None, status: int = 200) -> Response:
    """Render the page of a link."""
    door = services().people.own.door(token)
    if door.state == "good":
        page = {"email": door.email, "token": token}
        return behind(render_template("own/address.html", page=page, posted=posted or Posted()), status)
    return closed(ADDRESS_DOORS, door.state)


@bp.post("/address/<token>")
@public
def confirm_address(token: str) -> Response:
    """Let the address of a link count."""
    try:
        services().people.own.confirm(token)
    except InvalidInput as problem:
        return address_page(token, Posted("address", {}, problem), 422)
    return htmx.go(url_for("own.confirmed"))


@bp.get("/address")
@public
def confirmed() -> Response:
    """Say that a new address counts."""
    return make_response(render_template("own/confirmed.html"))
