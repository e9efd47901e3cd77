"""What a rule has found in a text, and which of two findings that overlap holds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "secret", "document", "email", "phone", "ip", "mac", "host", "address", "person", "company", "login", "id"
]

SECRETS: frozenset[Kind] = frozenset({"secret"})
PERSONAL: frozenset[Kind] = frozenset(
    {"document", "email", "phone", "ip", "mac", "host", "address", "person", "company", "login", "id"}
)

_ORDER: dict[Kind, int] = {
    "secret": 0, "email": 1, "document": 2, "mac": 3, "ip": 4, "host": 5, "phone": 6, "id": 7, "address": 8,
    "company": 9, "person": 10, "login": 11,
}  # fmt: skip
"""Who goes first where findings overlap: what does most harm."""


@dataclass(frozen=True)
class Found:
    """A passage to be covered."""

    start: int
    end: int
    kind: Kind


def spans(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Found]:
    """Yield each match, or its group ``value`` when the pattern has one."""
    group: str | int = "value" if "value" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        start, end = match.span(group)
        if start < end:
            yield Found(start, end, kind)


def settled(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return findings in order of place; of two that overlap the graver one, then the longer one."""
    kept: list[Found] = []
    for one in sorted(_joined(found), key=lambda f: (_ORDER[f.kind], f.start - f.end, f.start)):
        rest = [one]
        for other in kept:
            # What a graver finding leaves over is still to be covered.
            rest = [part for piece in rest for part in _without(piece, other)]
        kept += rest
    return tuple(sorted(kept, key=lambda f: f.start))


def _joined(found: Iterable[Found]) -> Iterator[Found]:
    """Yield findings; those of one kind that overlap as one."""
    last: Found | None = None
    for one in sorted(found, key=lambda f: (f.kind, f.start, -f.end)):
        if last is not None and last.kind == one.kind and one.start < last.end:
            last = Found(last.start, max(last.end, one.end), last.kind)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _without(piece: Found, other: Found) -> Iterator[Found]:
    if other.end <= piece.start or piece.end <= other.start:
        yield piece
        return
    if piece.kind in ("person", "login", "id", "host", "company"):
        return  # a half of a name tells nothing more once the other half is covered
    if piece.start < other.start:
        yield Found(piece.start, other.start, piece.kind)
    if other.end < piece.end:
        yield Found(other.end, piece.end, piece.kind)
