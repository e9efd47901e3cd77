"""The tables. Importing this package fills the metadata."""

from simulator.db.tables.event import EventRow, ReceiptRow
from simulator.db.tables.grade import GradeRow
from simulator.db.tables.job import JobRow
from simulator.db.tables.model import ModelCallRow
from simulator.db.tables.person import AttemptRow, PersonRow, SessionRow
from simulator.db.tables.review import (
    CommentRow,
    DisputeRow,
    GoldRow,
    ReviewDraftRow,
    ReviewRow,
    RoundRow,
    RoundScoreRow,
)
from simulator.db.tables.simulation import DraftRow, PinRow, SimulationRow

__all__ = [
    "AttemptRow",
    "CommentRow",
    "DisputeRow",
    "DraftRow",
    "EventRow",
    "GoldRow",
    "GradeRow",
    "JobRow",
    "ModelCallRow",
    "PersonRow",
    "PinRow",
    "ReceiptRow",
    "ReviewDraftRow",
    "ReviewRow",
    "RoundRow",
    "RoundScoreRow",
    "SessionRow",
    "SimulationRow",
]
