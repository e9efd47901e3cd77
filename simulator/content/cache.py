"""Parsed files, kept on disk by the digest of their text: YAML is read once per change, not once per start."""

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from simulator.content.parse import values_of
from simulator.paths import cache_root

_FORMAT = "1"
"""Raise it when ``parse`` would read the same text differently."""


def cached_values(text: str) -> Any:
    """Return the values of a YAML text, from the cache when it was parsed before."""
    root = cache_root()
    if root is None:
        return values_of(text)
    digest = hashlib.sha256(f"{_FORMAT}\n{text}".encode()).hexdigest()
    place = root / "content" / f"{digest[:32]}.json"
    with contextlib.suppress(OSError, ValueError):
        return json.loads(place.read_bytes())
    values = values_of(text)
    # A read-only home is no reason to stop: then every start parses.
    with contextlib.suppress(OSError, TypeError, ValueError):
        _write(place, json.dumps(values, ensure_ascii=False))
    return values


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_suffix(f".{os.getpid()}.tmp")
    partial.write_text(text, encoding="utf-8")
    partial.replace(place)
