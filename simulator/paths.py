"""Where the files that ship with the product are: in a wheel inside the package, in a checkout beside it."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped_root() -> Path:
    """Return the folder that holds ``scenarios``, ``rubrics``, ``career_paths`` and ``static``."""
    inside = _PACKAGE / "_data"
    return inside if inside.is_dir() else _PACKAGE.parent


def static_root() -> Path:
    """Return the folder of style sheets, scripts and vendored files."""
    return shipped_root() / "static"


def cache_root() -> Path | None:
    """Return the folder for things that can be made again, or None for a user without a home."""
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        return Path(base).expanduser() / "support-simulator"
    except RuntimeError:
        return None
