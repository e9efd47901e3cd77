"""What reminds of the programme and what ends it: reminders, a lead's promises, calendar feeds, badges."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class ReminderRow(Row, table=True):
    """One reminder of one occurrence; never made twice."""

    __tablename__ = "reminder"
    __table_args__ = (
        one_of("kind", "gate-soon", "gate-due", "repeat", "pledge"),
        UniqueConstraint("person_id", "kind", "ref"),
    )

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    kind: str = Field(max_length=16)
    ref: str = Field(max_length=96)
    """The occurrence: which gate of whom on which day, which quiz due on which day."""
    due: date
    about: str = Field(max_length=300, default="")
    """JSON: what the wording needs."""
    at: Moment
    seen_at: Moment | None = None


class PledgeRow(Row, table=True):
    """Help a lead has promised to somebody by a day."""

    __tablename__ = "pledge"

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    author_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    text: str = long_text()
    due: date
    at: Moment
    kept_at: Moment | None = None


class FeedRow(Row, table=True):
    """A calendar feed: one's own, or of a cohort one leads. Only the hash of its token is kept."""

    __tablename__ = "feed"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    cohort_id: str | None = Field(default=None, foreign_key="cohort.id", max_length=32)
    created_at: Moment


class WithdrawalRow(Row, table=True):
    """A signature under a gate taken back. The signature stays; this is appended."""

    __tablename__ = "withdrawal"

    signature_id: str = Field(primary_key=True, foreign_key="signature.id", max_length=32)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    reason: str = long_text()
    at: Moment


class BadgeRow(Row, table=True):
    """A badge that was issued for a signed gate: the credential as it was signed."""

    __tablename__ = "badge"

    id: str = Field(primary_key=True, max_length=36)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    signature_id: str = Field(foreign_key="signature.id", unique=True, max_length=32)
    credential: str = long_text()
    issued_at: Moment
