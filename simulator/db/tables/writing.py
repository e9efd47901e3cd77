"""Written answers: every version that was handed in, and what people said about it. Appended, never changed."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class WritingVersionRow(Row, table=True):
    """One version of an answer as it was handed in, with what rules saw in it that day."""

    __tablename__ = "writing_version"
    __table_args__ = (
        UniqueConstraint("exercise_id", "n"),
        CheckConstraint("score >= 0 AND score <= 1", name="score_range"),
    )

    id: str = Field(primary_key=True, max_length=32)
    exercise_id: str = Field(foreign_key="exercise.id", max_length=32, ondelete="CASCADE")
    n: int
    fields: str = long_text()
    appraisal: str = long_text()
    score: float
    at: Moment


class WritingReviewRow(Row, table=True):
    """A person's word on one version: accepted or returned, a level and a remark by criterion."""

    __tablename__ = "writing_review"
    __table_args__ = (one_of("verdict", "accepted", "returned"), UniqueConstraint("exercise_id", "n"))

    id: str = Field(primary_key=True, max_length=32)
    exercise_id: str = Field(foreign_key="exercise.id", max_length=32, ondelete="CASCADE")
    n: int
    author_id: str = Field(foreign_key="person.id", max_length=32)
    verdict: str = Field(max_length=16)
    comment: str = long_text()
    levels: str = long_text()
    at: Moment
