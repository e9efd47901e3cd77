"""Two reviewers of one run: when they ask for a third look, and what they say about how well reviewers agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

APART = 1.0
"""Levels by which two reviewers may differ: what lies further apart is settled by a person, with a reason."""


def apart(first: Mapping[str, float], second: Mapping[str, float]) -> tuple[str, ...]:
    """Return the criteria on which two reviewers differ by more than a level, in order."""
    both = first.keys() & second.keys()
    return tuple(sorted(target for target in both if abs(first[target] - second[target]) > APART))


@dataclass(frozen=True)
class Word:
    """A first reviewer's level for a criterion of a run."""

    author: str
    target: str
    level: float
    at: datetime


def independent(
    words: Iterable[Word], reviewer: str, given_at: datetime, second: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Return criterion → (first reviewer's level, second reviewer's level).

    Only a level that stood before the second opinion was given is independent of it: what is said later may have been
    said because of it. Of several the newest one counts. Nobody agrees with himself.
    """
    first: dict[str, Word] = {}
    for one in words:
        known = first.get(one.target)
        if one.author == reviewer or one.at > given_at or (known is not None and one.at < known.at):
            continue
        first[one.target] = one
    return {target: (first[target].level, second[target]) for target in sorted(first.keys() & second.keys())}
