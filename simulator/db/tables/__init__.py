"""The tables. Importing this package fills the metadata."""

from simulator.db.tables.event import EventRow, ReceiptRow
from simulator.db.tables.grade import GradeRow
from simulator.db.tables.job import JobRow
from simulator.db.tables.model import ModelCallRow
from simulator.db.tables.person import AttemptRow, PersonRow, SessionRow
from simulator.db.tables.simulation import DraftRow, PinRow, SimulationRow

__all__ = [
    "AttemptRow",
    "DraftRow",
    "EventRow",
    "GradeRow",
    "JobRow",
    "ModelCallRow",
    "PersonRow",
    "PinRow",
    "ReceiptRow",
    "SessionRow",
    "SimulationRow",
]
