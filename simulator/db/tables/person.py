"""People, their sessions and their attempts to sign in."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, one_of


class PersonRow(Row, table=True):
    """A person who may sign in."""

    __tablename__ = "person"
    __table_args__ = (
        one_of("role", "trainee", "lead", "interviewer", "admin", "candidate"),
        one_of("language", "en", "ru"),
        CheckConstraint("lead_id IS NULL OR lead_id <> id", name="not_own_lead"),
    )

    id: str = Field(primary_key=True, max_length=32)
    login: str = Field(unique=True, max_length=80)
    """Lower case."""
    name: str = Field(max_length=120)
    role: str = Field(max_length=16)
    language: str = Field(max_length=2, default="en")
    lead_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=32)
    password_hash: str = Field(max_length=200)
    is_active: bool = True
    created_at: Moment


class SessionRow(Row, table=True):
    """A signed-in browser. Only the hash of its token is kept."""

    __tablename__ = "session"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32, ondelete="CASCADE")
    created_at: Moment
    expires_at: Moment = Field(index=True)


class AttemptRow(Row, table=True):
    """A failed sign-in, kept for the minutes in which it counts."""

    __tablename__ = "attempt"

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(max_length=80)
    ip: str = Field(max_length=64, index=True)
    at: Moment = Field(index=True)
