"""Grades, and the words a model found for their feedback: appended, never changed."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class GradeRow(Row, table=True):
    """The grade of a run under one set of rubrics, by one version of the graders."""

    __tablename__ = "grade"
    __table_args__ = (
        UniqueConstraint("simulation_id", "rubrics_pin", "grader"),
        one_of("result", "pass", "fail", "unsafe", "ungraded"),
    )

    id: str = Field(primary_key=True, max_length=32)
    simulation_id: str = Field(foreign_key="simulation.id", max_length=32, ondelete="CASCADE")
    rubrics_pin: str = Field(foreign_key="pin.digest", max_length=64)
    grader: str = Field(max_length=80)
    """Version of the graders."""
    total: float | None = None
    result: str = Field(max_length=16)
    body: str = long_text()
    kpis: str = long_text()
    event_count: int
    at: Moment


class WordingRow(Row, table=True):
    """What a model made of the words of a grade's feedback: written once, after the grade."""

    __tablename__ = "wording"

    grade_id: str = Field(primary_key=True, foreign_key="grade.id", max_length=32, ondelete="CASCADE")
    body: str = long_text()
    at: Moment
