"""Figures kept ready: updated in the transaction in which a grade lands or changes."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text


class RunFactRow(Row, table=True):
    """What one graded run has added to the sums; taken away again when its grade changes."""

    __tablename__ = "run_fact"
    __table_args__ = (
        Index(None, "person_id", "ended_at", "simulation_id"),
        # One page of many people's runs reads as much of this as the page is long, however many there are.
        Index(None, "ended_at", "simulation_id", "person_id", "mode"),
    )

    simulation_id: str = Field(primary_key=True, foreign_key="simulation.id", max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    scenario_id: str = Field(max_length=16)
    mode: str = Field(max_length=16)
    week: date
    """The Monday of the week the run ended in."""
    ended_at: Moment
    body: str = long_text()
    """JSON: measure → [n, total, squares]."""


class RollupRow(Row, table=True):
    """A measure of one person, one week and one mode, added up."""

    __tablename__ = "rollup"

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    week: date = Field(primary_key=True)
    mode: str = Field(primary_key=True, max_length=16)
    measure: str = Field(primary_key=True, max_length=16)
    n: float
    total: float
    squares: float


class RollupCardRow(Row, table=True):
    """A person's results on one card, added up."""

    __tablename__ = "rollup_card"
    __table_args__ = (Index(None, "scenario_id"),)

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    scenario_id: str = Field(primary_key=True, max_length=16)
    n: float
    total: float
    squares: float
    passed: float
