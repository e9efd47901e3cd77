"""Badges: a person's own to take away; for everybody the public key and the list of revoked ones."""

from flask import Blueprint, Response, jsonify, make_response, render_template

from simulator.web.guards import public, services, signed_in, viewer

bp = Blueprint("badges", __name__)


@bp.get("/people/<public_id:person_id>/badge")
@signed_in
def badge(person_id: str) -> Response:
    """Show a badge and how it is verified."""
    page = services().badges.badge(viewer(), person_id)
    text = render_template("badges/badge.html", badge=page, person_id=person_id, issuer=services().badges.did)
    return make_response(text)


@bp.get("/people/<public_id:person_id>/badge.jwt")
@signed_in
def credential(person_id: str) -> Response:
    """Give the signed credential."""
    return file(services().badges.badge(viewer(), person_id).token, "application/jwt", "badge-g3.jwt")


@bp.get("/people/<public_id:person_id>/badge.svg")
@signed_in
def picture(person_id: str) -> Response:
    """Give the picture with the credential inside."""
    return file(services().badges.badge(viewer(), person_id).picture, "image/svg+xml", "badge-g3.svg")


def file(text: str, kind: str, name: str) -> Response:
    """Return a text as a file to keep."""
    response = make_response(text)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


@bp.get("/badges/key.json")
@public
def key() -> Response:
    """Give the public key to whoever verifies a badge."""
    return jsonify(keys=[services().badges.public_key])


@bp.get("/badges/revoked.json")
@public
def revoked() -> Response:
    """Give the list of revoked badges: numbers, no names."""
    return jsonify(services().badges.revoked())
