"""The tables. Importing this package fills the metadata."""

from simulator.db.tables.analytics import RollupCardRow, RollupRow, RunFactRow
from simulator.db.tables.card import CardRow, CardVersionRow
from simulator.db.tables.coaching import (
    AssignmentRow,
    AssignmentRunRow,
    CoachingFocusRow,
    CoachingRow,
    PulseAskedRow,
    PulseRow,
    SnoozeRow,
    ThanksRow,
)
from simulator.db.tables.contact import AddressChangeRow, ContactRow, PasswordLinkRow
from simulator.db.tables.erasure import ErasureRow
from simulator.db.tables.event import EventRow, ReceiptRow
from simulator.db.tables.exercise import ExerciseRow
from simulator.db.tables.grade import GradeRow, WordingRow
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
from simulator.db.tables.mail import MailRow
from simulator.db.tables.milestone import BadgeRow, FeedRow, PledgeRow, ReminderRow, WithdrawalRow
from simulator.db.tables.model import ModelCallRow
from simulator.db.tables.onboarding import (
    AbsenceRow,
    CohortDayRow,
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
    OpinionRow,
    QuestionRow,
    ReviewDraftRow,
    ReviewRow,
    RoundRow,
    RoundScoreRow,
)
from simulator.db.tables.simulation import DraftRow, PinRow, SimulationRow
from simulator.db.tables.ticket import OldTicketRow, SheetRow
from simulator.db.tables.writing import WritingReviewRow, WritingVersionRow

__all__ = [
    "AbsenceRow",
    "AddressChangeRow",
    "AssignmentRow",
    "AssignmentRunRow",
    "AttemptRow",
    "AuditRow",
    "BadgeRow",
    "CandidateRow",
    "CardRow",
    "CardVersionRow",
    "CoachingFocusRow",
    "CoachingRow",
    "CohortDayRow",
    "CohortRow",
    "CommentRow",
    "ContactRow",
    "DecisionRow",
    "DeclarationRow",
    "DisputeRow",
    "DraftRow",
    "ErasureRow",
    "EventRow",
    "ExerciseRow",
    "FeedRow",
    "GoldRow",
    "GradeRow",
    "InterviewRow",
    "InvitationRow",
    "JobRow",
    "LogRow",
    "MailRow",
    "MemberRow",
    "ModelCallRow",
    "OldTicketRow",
    "OpinionRow",
    "PanelRow",
    "PasswordLinkRow",
    "PersonRow",
    "PinRow",
    "PledgeRow",
    "ProofRow",
    "PulseAskedRow",
    "PulseRow",
    "QuestionRow",
    "ReceiptRow",
    "ReferenceRow",
    "ReminderRow",
    "ReviewDraftRow",
    "ReviewRow",
    "RollupCardRow",
    "RollupRow",
    "RoundRow",
    "RoundScoreRow",
    "RunFactRow",
    "ScoreRow",
    "SessionRow",
    "SheetRow",
    "SignalRow",
    "SignatureRow",
    "SimulationRow",
    "SnoozeRow",
    "StageRow",
    "ThanksRow",
    "UseNoteRow",
    "VacancyRow",
    "WithdrawalRow",
    "WordingRow",
    "WritingReviewRow",
    "WritingVersionRow",
]
