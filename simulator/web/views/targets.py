"""Where to go next: only ever a page of this site."""

import re
from urllib.parse import urlsplit

from flask import url_for

_RUN = re.compile(r"^/simulations/([A-Za-z0-9][A-Za-z0-9_-]{0,63})$")


def local(target: str | None) -> str:
    """Return ``target`` when it is a path of this site, otherwise the library."""
    text = target or ""
    plain = text.isprintable() and text.startswith("/") and not text.startswith(("//", "/\\"))
    if plain and not urlsplit(text).netloc and "\\" not in text:
        return text
    return url_for("library.scenarios")


def simulation_of(target: str) -> str | None:
    """Return the run whose desk ``target`` is, or None."""
    found = _RUN.match(urlsplit(target).path)
    return found.group(1) if found else None
