"""Impact × urgency = priority, as the provider's matrix says (ITIL practice)."""

from enum import StrEnum
from typing import Literal

Level = Literal["L", "M", "H"]


class Priority(StrEnum):
    """P1 is the most pressing. P0 is not a cell: it is declared by the incident manager."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


MATRIX: dict[tuple[Level, Level], Priority] = {
    ("H", "H"): Priority.P1,
    ("H", "M"): Priority.P2,
    ("H", "L"): Priority.P3,
    ("M", "H"): Priority.P2,
    ("M", "M"): Priority.P3,
    ("M", "L"): Priority.P4,
    ("L", "H"): Priority.P3,
    ("L", "M"): Priority.P4,
    ("L", "L"): Priority.P4,
}
"""(impact, urgency) → priority."""


def priority_of(impact: Level, urgency: Level) -> Priority:
    """Return the priority of ``impact`` × ``urgency``."""
    return MATRIX[impact, urgency]
