"""A log that shows when it was tampered with: each entry holds the digest of the one before (a hash chain)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

START = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One entry as it is stored."""

    n: int
    content: Mapping[str, Any]
    previous: str
    digest: str


@dataclass(frozen=True)
class Broken:
    """Where a chain breaks, and how."""

    n: int
    why: str


def digest_of(n: int, content: Mapping[str, Any], previous: str) -> str:
    """Return SHA-256 over number, content (canonical JSON) and the digest before, hexadecimal."""
    text = json.dumps([n, content, previous], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verified(entries: Iterable[Entry]) -> Broken | None:
    """Return the first place where entries were changed, removed, inserted or reordered; None for a whole chain.

    A cut at the end cannot be seen from inside: compare the number of entries, or the last digest, with a copy.
    """
    previous, expected = START, 1
    for entry in entries:
        if entry.n != expected:
            return Broken(expected, f"entry {expected} is missing; {entry.n} stands in its place")
        if entry.previous != previous:
            return Broken(entry.n, f"entry {entry.n} does not follow the one before it")
        if entry.digest != digest_of(entry.n, entry.content, entry.previous):
            return Broken(entry.n, f"entry {entry.n} was changed after it was written")
        previous, expected = entry.digest, expected + 1
    return None
