"""Accounts, for admins: the list, one person, links that set a password."""

from collections.abc import Callable

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.domain.person import Role
from simulator.errors import InvalidInput
from simulator.services.people.entry import ROLES, Entry
from simulator.services.people.links import Made, Way
from simulator.web import htmx
from simulator.web.guards import only, services, viewer
from simulator.web.pages.form import Posted

bp = Blueprint("people", __name__, url_prefix="/admin/people")

ADMINS = only(Role.ADMIN)


@bp.get("")
@ADMINS
def people() -> Response:
    """Show people by name, a page at a time, or those who are looked for."""
    query = request.args.get("q", "")[:80]
    listing = services().people.directory.search(viewer(), query, request.args.get("after", "")[:40])
    return make_response(render_template("people/people.html", listing=listing, query=query))


@bp.get("/new")
@ADMINS
def new() -> Response:
    """Show the form for somebody new."""
    return new_page(Posted())


def new_page(posted: Posted, status: int = 200) -> Response:
    """Render the form for somebody new."""
    return make_response(render_template("people/new.html", posted=posted, **choices()), status)


@bp.post("")
@ADMINS
def add() -> Response:
    """Add a person."""
    try:
        person_id = services().people.directory.add(viewer(), entry_of())
    except InvalidInput as problem:
        return new_page(Posted("entry", request.form, problem), 422)
    return htmx.go(url_for("people.account", person_id=person_id))


@bp.get("/<public_id:person_id>")
@ADMINS
def account(person_id: str) -> Response:
    """Show one person."""
    return account_page(person_id, Posted())


def account_page(person_id: str, posted: Posted, links: tuple[Made, ...] = (), status: int = 200) -> Response:
    """Render one person; a link that was just made is shown this once."""
    page = services().people.directory.open(viewer(), person_id)
    text = render_template(
        "people/account.html", account=page, posted=posted, mail_on=services().mail.is_on, links=shown(links),
        **choices(),
    )  # fmt: skip
    return make_response(text, status)


@bp.post("/<public_id:person_id>")
@ADMINS
def change(person_id: str) -> Response:
    """Change a person."""
    return tried(
        person_id, "entry", lambda: services().people.directory.change(viewer(), person_id, entry_of())
    )


@bp.post("/<public_id:person_id>/deactivation")
@ADMINS
def deactivate(person_id: str) -> Response:
    """Let somebody sign in no more."""
    return tried(person_id, "state", lambda: services().people.directory.deactivate(viewer(), person_id))


@bp.post("/<public_id:person_id>/activation")
@ADMINS
def reactivate(person_id: str) -> Response:
    """Let somebody sign in again."""
    return tried(person_id, "state", lambda: services().people.directory.reactivate(viewer(), person_id))


@bp.post("/<public_id:person_id>/link")
@ADMINS
def make_link(person_id: str) -> Response:
    """Make a link that sets the password: shown once, or mailed."""
    try:
        links = services().people.links.make(viewer(), [person_id], way_of())
    except InvalidInput as problem:
        return account_page(person_id, Posted("link", request.form, problem), status=422)
    return account_page(person_id, Posted(), links)


@bp.get("/<public_id:person_id>/link")
@ADMINS
def link(person_id: str) -> Response:
    """Lead back to the person: a link is shown once, by the button that made it."""
    return htmx.go(url_for("people.account", person_id=person_id))


@bp.post("/<public_id:person_id>/link/revocation")
@ADMINS
def revoke_link(person_id: str) -> Response:
    """Take back the person's links."""
    return tried(person_id, "link", lambda: services().people.links.revoke(viewer(), person_id))


def tried(person_id: str, form: str, action: Callable[[], None]) -> Response:
    """Do something for a person; on bad input show the page with what is wrong."""
    try:
        action()
    except InvalidInput as problem:
        return account_page(person_id, Posted(form, request.form, problem), status=422)
    return htmx.go(url_for("people.account", person_id=person_id))


def entry_of() -> Entry:
    """Return what the form says about a person."""
    form = request.form
    fields = ("login", "name", "role", "language", "email", "lead")
    return Entry(**{name: form.get(name, "")[:400] for name in fields})


def way_of() -> Way:
    """Return how a link reaches its person."""
    return "mail" if request.form.get("way") == "mail" else "show"


def shown(links: tuple[Made, ...]) -> list[tuple[Made, str]]:
    """Return links with their addresses; without one where it went by mail."""
    return [
        (one, url_for("welcome.welcome", token=one.token, _external=True) if one.token else "")
        for one in links
    ]


def choices() -> dict[str, object]:
    """Return what can be chosen in the form."""
    return {"roles": ROLES, "leads": services().people.directory.leads(viewer())}
