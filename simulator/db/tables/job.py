"""Background work: the row is the truth, the queue only a doorbell."""

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class JobRow(Row, table=True):
    """A piece of work that must happen once, whoever dies on the way."""

    __tablename__ = "job"
    __table_args__ = (
        one_of("status", "queued", "running", "done", "failed"),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_percent"),
        Index(None, "status", "lease_until"),
    )

    id: str = Field(primary_key=True, max_length=32)
    key: str = Field(unique=True, max_length=160)
    kind: str = Field(max_length=32)
    subject: str = Field(max_length=32, index=True)
    """Id of what it is about: a simulation."""
    payload: str = long_text(default="{}")
    status: str = Field(max_length=16, default="queued")
    attempts: int = 0
    progress: int = 0
    holder: str | None = Field(default=None, max_length=64)
    """Who holds the lease: a new value for each attempt."""
    lease_until: Moment | None = None
    error: str | None = Field(default=None, sa_type=Text)
    created_at: Moment
    updated_at: Moment
