"""The tables. Importing this package fills the metadata."""

from simulator.db.tables.card import CardRow, CardVersionRow
from simulator.db.tables.erasure import ErasureRow
from simulator.db.tables.event import EventRow, ReceiptRow
from simulator.db.tables.exercise import ExerciseRow
from simulator.db.tables.grade import GradeRow
from simulator.db.tables.hiring import (
    AuditRow,
    CandidateRow,
    DecisionRow,
    DeclarationRow,
    InterviewRow,
    InvitationRow,
    PanelRow,
    ReferenceRow,
    ScoreRow,
    SignalRow,
    StageRow,
    VacancyRow,
)
from simulator.db.tables.job import JobRow
from simulator.db.tables.model import ModelCallRow
from simulator.db.tables.onboarding import (
    AbsenceRow,
    CohortRow,
    LogRow,
    MemberRow,
    ProofRow,
    SignatureRow,
    UseNoteRow,
)
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
from simulator.db.tables.writing import WritingReviewRow, WritingVersionRow

__all__ = [
    "AbsenceRow",
    "AttemptRow",
    "AuditRow",
    "CandidateRow",
    "CardRow",
    "CardVersionRow",
    "CohortRow",
    "CommentRow",
    "DecisionRow",
    "DeclarationRow",
    "DisputeRow",
    "DraftRow",
    "ErasureRow",
    "EventRow",
    "ExerciseRow",
    "GoldRow",
    "GradeRow",
    "InterviewRow",
    "InvitationRow",
    "JobRow",
    "LogRow",
    "MemberRow",
    "ModelCallRow",
    "PanelRow",
    "PersonRow",
    "PinRow",
    "ProofRow",
    "ReceiptRow",
    "ReferenceRow",
    "ReviewDraftRow",
    "ReviewRow",
    "RoundRow",
    "RoundScoreRow",
    "ScoreRow",
    "SessionRow",
    "SignalRow",
    "SignatureRow",
    "SimulationRow",
    "StageRow",
    "UseNoteRow",
    "VacancyRow",
    "WritingReviewRow",
    "WritingVersionRow",
]
