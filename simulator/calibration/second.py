"""When a second reviewer's word asks for a third look."""

from collections.abc import Mapping

APART = 1.0
"""Levels by which two reviewers may differ: what lies further apart is settled by a person, with a reason."""


def apart(first: Mapping[str, float], second: Mapping[str, float]) -> tuple[str, ...]:
    """Return the criteria on which two reviewers differ by more than a level, in order."""
    both = first.keys() & second.keys()
    return tuple(sorted(target for target in both if abs(first[target] - second[target]) > APART))
