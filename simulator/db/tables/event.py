"""The append-only story of a run."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text


class EventRow(Row, table=True):
    """One event. The primary key makes a number of a run impossible to take twice."""

    __tablename__ = "event"
    __table_args__ = (CheckConstraint("n >= 1", name="n_positive"),)

    simulation_id: str = Field(
        primary_key=True, foreign_key="simulation.id", max_length=32, ondelete="CASCADE"
    )
    n: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(max_length=16)
    body: str = long_text()
    wall_at: Moment


class ReceiptRow(Row, table=True):
    """An idempotency key that was accepted, and the event it became."""

    __tablename__ = "receipt"
    __table_args__ = (
        ForeignKeyConstraint(["simulation_id", "n"], ["event.simulation_id", "event.n"], ondelete="CASCADE"),
    )

    simulation_id: str = Field(primary_key=True, max_length=32)
    key: str = Field(primary_key=True, max_length=80)
    n: int
