"""Fingerprints of content: a run names the very content it was played and graded with."""

import hashlib
import json
from collections.abc import Iterable

from pydantic import BaseModel


def digest_of(parts: Iterable[BaseModel]) -> str:
    """Return the sha256 of the canonical JSON of ``parts``, in their order."""
    total = hashlib.sha256()
    for part in parts:
        plain = part.model_dump(mode="json")
        total.update(json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())
        total.update(b"\n")
    return total.hexdigest()
