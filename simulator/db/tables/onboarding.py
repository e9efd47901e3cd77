"""Cohorts, absences, proofs, signatures under gates, the learning log."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class CohortRow(Row, table=True):
    """People who begin together."""

    __tablename__ = "cohort"

    id: str = Field(primary_key=True, max_length=32)
    name: str = Field(max_length=120)
    path: str = Field(max_length=32)
    starts: date
    lead_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    created_at: Moment


class MemberRow(Row, table=True):
    """A person in a cohort."""

    __tablename__ = "member"

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    cohort_id: str = Field(foreign_key="cohort.id", index=True, max_length=32)
    starts: date
    buddy_id: str | None = Field(default=None, foreign_key="person.id", max_length=32)
    changes: int = 0
    """Counts up whenever something lands that the line on the board rests on (``db.rollups``)."""
    rolled_on: date | None = None
    """The day for which ``rollup`` was worked out; None when it has to be done anew."""
    rollup: str = long_text(default="")
    """JSON: the person's line on the board."""


class AbsenceRow(Row, table=True):
    """Days on which the programme stands still for a person."""

    __tablename__ = "absence"
    __table_args__ = (CheckConstraint("until >= since", name="order"),)

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    since: date
    until: date


class CohortDayRow(Row, table=True):
    """A change to the working days of a cohort. Appended, never changed; the last one of a day holds."""

    __tablename__ = "cohort_day"
    __table_args__ = (one_of("kind", "off", "on", "usual"), Index(None, "cohort_id", "day"))

    id: int | None = Field(default=None, primary_key=True)
    """In the order of the changes."""
    cohort_id: str = Field(foreign_key="cohort.id", max_length=32)
    day: date
    kind: str = Field(max_length=8)
    """A day off, a working day, or what the law says again."""
    note: str = Field(default="", max_length=200)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    at: Moment


class ProofRow(Row, table=True):
    """One piece of evidence. Those of a run are replaced as a whole when its grade changes."""

    __tablename__ = "proof"
    __table_args__ = (
        UniqueConstraint("person_id", "ref", "competency"),
        CheckConstraint("score >= 0 AND score <= 1", name="score_range"),
        Index(None, "person_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    competency: str = Field(max_length=8)
    at: Moment
    ref: str = Field(max_length=48)
    kind: str = Field(max_length=16)
    score: float
    difficulty: int
    independence: str = Field(max_length=8)
    family: str = Field(max_length=32)
    events: str = long_text(default="[]")
    red: bool = False
    helped: bool = False
    note: str = long_text(default="")
    author_id: str | None = Field(default=None, foreign_key="person.id", max_length=32)
    """Who observed it; None for what the product has seen itself."""


class SignatureRow(Row, table=True):
    """A person's word under a gate. Appended, never changed."""

    __tablename__ = "signature"
    __table_args__ = (
        one_of("gate", "G0", "G1", "G2", "G3"),
        one_of("verdict", "passed", "extended"),
        Index(None, "person_id", "at"),
    )

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    gate: str = Field(max_length=2)
    verdict: str = Field(max_length=16)
    recommended: bool
    """What the conditions said at that moment."""
    comment: str = long_text()
    until: date | None = None
    author_id: str = Field(foreign_key="person.id", max_length=32)
    at: Moment
    disagreement: str = long_text(default="")
    """What the trainee adds."""


class LogRow(Row, table=True):
    """An entry of somebody's learning log."""

    __tablename__ = "log"
    __table_args__ = (Index(None, "person_id", "at"),)

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    text: str = long_text()
    at: Moment


class UseNoteRow(Row, table=True):
    """A use note: what closes a reading. Appended, never changed."""

    __tablename__ = "use_note"
    __table_args__ = (
        one_of("mark", "easy", "normal", "hard"),
        UniqueConstraint("person_id", "note_key"),
        Index(None, "person_id", "at"),
    )

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    book_id: str = Field(max_length=32)
    note_key: str = Field(max_length=80)
    """Makes one submission of the form count once."""
    facts: str = long_text()
    ticket: str = long_text()
    mark: str = Field(max_length=8)
    at: Moment
