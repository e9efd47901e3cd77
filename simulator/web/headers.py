"""Security headers of every answer."""

from flask import Flask, Response, request

RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
POLICY = "; ".join(f"{name} {value}" for name, value in RULES.items())

FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

YEAR = 365 * 24 * 3600


def init(app: Flask) -> None:
    """Add the headers to each response."""
    app.after_request(secured)


def secured(response: Response) -> Response:
    """Return ``response`` with headers that keep the page to itself and out of shared caches."""
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        # Addresses of static files carry their digest, so they may be kept for good.
        fresh = "v" in request.args or "/vendor/" in request.path
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if fresh else "no-cache"
    else:
        # A page that came from the history of the browser must not show a stale ticket.
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.vary.add("Cookie")
    return response
