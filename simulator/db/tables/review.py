"""What people say about grades. Appended, never changed, except for drafts and for a dispute's ruling."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class ReviewRow(Row, table=True):
    """One person's word on one criterion or critical fail of one run."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("level IS NULL OR (level >= 0 AND level <= 4)", name="level_range"),
        Index(None, "simulation_id", "at"),
    )

    id: str = Field(primary_key=True, max_length=32)
    simulation_id: str = Field(foreign_key="simulation.id", max_length=32, ondelete="CASCADE")
    author_id: str = Field(foreign_key="person.id", max_length=32)
    target: str = Field(max_length=8)
    level: float | None = None
    stands: bool | None = None
    reason: str = long_text()
    machine: float | None = None
    rubrics: str = Field(max_length=64)
    """Digest of the scorecards the machine's level was given under."""
    grader: str = Field(max_length=16, default="")
    """Kind of grader that gave the machine's level."""
    blind: bool = False
    at: Moment


class ReviewDraftRow(Row, table=True):
    """What a reviewer has filled in and not handed in yet."""

    __tablename__ = "review_draft"

    simulation_id: str = Field(
        primary_key=True, foreign_key="simulation.id", max_length=32, ondelete="CASCADE"
    )
    author_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    body: str = long_text()
    version: int = 1
    at: Moment


class CommentRow(Row, table=True):
    """A remark on one moment of a run, or on the whole of it (event 0): what the trainee gets back."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "simulation_id", "event"),)

    id: str = Field(primary_key=True, max_length=32)
    simulation_id: str = Field(foreign_key="simulation.id", max_length=32, ondelete="CASCADE")
    event: int
    author_id: str = Field(foreign_key="person.id", max_length=32)
    text: str = long_text()
    at: Moment


class OpinionRow(Row, table=True):
    """A second reviewer who was asked, and the levels given blind. They do not count by themselves."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("simulation_id", "reviewer_id"),)

    id: str = Field(primary_key=True, max_length=32)
    simulation_id: str = Field(foreign_key="simulation.id", max_length=32, ondelete="CASCADE")
    asked_by: str = Field(foreign_key="person.id", max_length=32)
    reviewer_id: str = Field(foreign_key="person.id", max_length=32, index=True)
    note: str = Field(max_length=400, default="")
    at: Moment
    given_at: Moment | None = None
    body: str = long_text(default="{}")
    """JSON: levels and reasons."""
    apart: str = Field(max_length=400, default="")
    """Criteria too far from the first reviewer's, until somebody settles them."""


class QuestionRow(Row, table=True):
    """A run handed back to the trainee with a question about one moment."""

    __tablename__ = "question"
    __table_args__ = (Index(None, "simulation_id", "event"),)

    id: str = Field(primary_key=True, max_length=32)
    simulation_id: str = Field(foreign_key="simulation.id", max_length=32, ondelete="CASCADE")
    event: int
    author_id: str = Field(foreign_key="person.id", max_length=32)
    text: str = long_text()
    at: Moment
    answer: str = long_text(default="")
    answered_at: Moment | None = None
    settled_at: Moment | None = None


class DisputeRow(Row, table=True):
    """A trainee's disagreement with one level, and the lead's ruling."""

    __tablename__ = "dispute"
    __table_args__ = (
        UniqueConstraint("simulation_id", "target"),
        one_of("verdict", "accepted", "partly", "rejected"),
        CheckConstraint("expected >= 0 AND expected <= 4", name="expected_range"),
    )

    id: str = Field(primary_key=True, max_length=32)
    simulation_id: str = Field(foreign_key="simulation.id", max_length=32, ondelete="CASCADE")
    person_id: str = Field(foreign_key="person.id", max_length=32, index=True)
    target: str = Field(max_length=8)
    expected: float
    machine: float | None = None
    why: str = long_text()
    at: Moment
    verdict: str | None = Field(default=None, max_length=16, index=True)
    level: float | None = None
    reason: str = long_text(default="")
    ruled_by: str | None = Field(default=None, foreign_key="person.id", max_length=32)
    ruled_at: Moment | None = None


class GoldRow(Row, table=True):
    """A level people stand by."""

    __tablename__ = "gold"
    __table_args__ = (one_of("source", "review", "ruling", "round"),)

    simulation_id: str = Field(
        primary_key=True, foreign_key="simulation.id", max_length=32, ondelete="CASCADE"
    )
    target: str = Field(primary_key=True, max_length=8)
    level: float
    source: str = Field(max_length=8)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    at: Moment


class RoundRow(Row, table=True):
    """A calibration round: several reviewers grade one run blind, then compare."""

    __tablename__ = "round"

    id: str = Field(primary_key=True, max_length=32)
    title: str = Field(max_length=120)
    simulation_id: str = Field(foreign_key="simulation.id", max_length=32, ondelete="CASCADE")
    author_id: str = Field(foreign_key="person.id", max_length=32)
    at: Moment = Field(index=True)
    closed_at: Moment | None = None


class RoundScoreRow(Row, table=True):
    """One reviewer's level in a round."""

    __tablename__ = "round_score"

    round_id: str = Field(primary_key=True, foreign_key="round.id", max_length=32, ondelete="CASCADE")
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    target: str = Field(primary_key=True, max_length=8)
    level: float
    reason: str = long_text(default="")
    at: Moment
