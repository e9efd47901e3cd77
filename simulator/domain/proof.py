"""What proves a competency: one item with its score and everything its weight depends on."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from simulator.domain.text import Value

ProofKind = Literal[
    "exam", "practice", "real", "practical", "lab", "quiz", "written", "buddy", "lead", "hiring"
]


class Proof(Value):
    """One piece of evidence for one competency of one person."""

    competency: str
    kind: ProofKind
    score: float = Field(ge=0, le=1)
    difficulty: int = Field(default=3, ge=1, le=5)
    independence: Literal["alone", "hint", "guided"] = "alone"
    at: datetime
    family: str
    """What it is an instance of: a card, a lab, a quiz. Two runs of one card are one family."""
    ref: str = ""
    """Where it comes from: ``run:<id>`` or ``note:<id>``."""
    events: tuple[int, ...] = ()
    """Events of the run that earned it."""
    red: bool = False
    """A critical fail (RED) of the run is linked to the competency."""
    helped: bool = False
    """A note that the person helped others: level 4 needs one."""
    note: str = ""
