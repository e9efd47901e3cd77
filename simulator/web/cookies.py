"""Cookies: never readable by scripts, never sent along by other sites."""

from flask import Response, request

from simulator.web.guards import site


def set_cookie(response: Response, name: str, value: str, *, max_age: int) -> None:
    """Set a cookie; over HTTPS (ours or a proxy's) it stays on HTTPS."""
    secure = request.is_secure or site().settings.secure_cookies
    response.set_cookie(name, value, max_age=max_age, httponly=True, samesite="Lax", secure=secure)
