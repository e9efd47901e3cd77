"""Letters, for admins: what was sent, what was not and what to do about it."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from simulator.errors import InvalidInput
from simulator.web import htmx
from simulator.web.guards import services, viewer
from simulator.web.problems import message_of
from simulator.web.views.people import ADMINS

bp = Blueprint("mail", __name__, url_prefix="/admin/mail")


@bp.get("")
@ADMINS
def mail() -> Response:
    """Show letters, the newest first."""
    return mail_page()


def mail_page(problem: InvalidInput | None = None, status: int = 200) -> Response:
    """Render the outbox."""
    letters, after = services().mail.letters(viewer(), after=request.args.get("after", "")[:40])
    said = message_of(problem) if problem else ""
    text = render_template(
        "mail/mail.html",
        letters=letters,
        after=after,
        is_on=services().mail.is_on,
        problem=said,
        now=services().clock(),
    )
    return make_response(text, status)


@bp.post("/<public_id:mail_id>/attempts")
@ADMINS
def again(mail_id: str) -> Response:
    """Send a letter once more."""
    try:
        services().people.links.again(viewer(), mail_id)
    except InvalidInput as problem:
        return mail_page(problem, 422)
    return htmx.go(url_for("mail.mail"))


@bp.post("/trial")
@ADMINS
def try_out() -> Response:
    """Send a trial letter to oneself."""
    try:
        address = services().people.directory.open(viewer(), viewer().id).entry.email
        services().mail.try_out(viewer(), address)
    except InvalidInput as problem:
        return mail_page(problem, 422)
    return htmx.go(url_for("mail.mail"))
