"""Attempts at exercises that are no tickets."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class ExerciseRow(Row, table=True):
    """One person's attempt at a quiz, lab, triage set, written task or draft of the assistant."""

    __tablename__ = "exercise"
    __table_args__ = (
        one_of("kind", "quiz", "lab", "triage", "writing", "draft"),
        one_of("mode", "practice", "exam"),
        UniqueConstraint("person_id", "start_key"),
        CheckConstraint("score IS NULL OR (score >= 0 AND score <= 1)", name="score_range"),
        Index(None, "person_id", "kind", "item_id"),
    )

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    kind: str = Field(max_length=16)
    item_id: str = Field(max_length=16)
    start_key: str = Field(max_length=80)
    seed: int
    lang: str = Field(max_length=2)
    mode: str = Field(max_length=16, default="practice")
    started_at: Moment
    touched_at: Moment
    ended_at: Moment | None = None
    score: float | None = None
    passed: bool | None = None
    version: int = 1
    """Compared and set by every change: who comes second looks again."""
    body: str = long_text()
