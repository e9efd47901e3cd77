"""What a lead and a person agree on: assignments, talks, thanks, the pulse of a cohort, what is put off."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class CoachingRow(Row, table=True):
    """A coaching talk: what was seen in which runs, what is agreed. What the lead promised is a pledge of the same id."""

    __tablename__ = "coaching"
    __table_args__ = (UniqueConstraint("author_id", "form_key"), Index(None, "person_id", "at"))

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    form_key: str = Field(max_length=80)
    at: Moment
    happened: str = long_text()
    strongest: str = long_text()
    change: str = long_text()
    """The line to change, in the person's own words."""
    rewritten: str = long_text()
    agreed: str = long_text()
    answer: str = long_text(default="")
    """What the person adds."""


class CoachingFocusRow(Row, table=True):
    """A criterion of a run a talk was about."""

    __tablename__ = "coaching_focus"

    coaching_id: str = Field(primary_key=True, foreign_key="coaching.id", max_length=32)
    simulation_id: str = Field(primary_key=True, foreign_key="simulation.id", max_length=32)
    criterion: str = Field(primary_key=True, max_length=8)
    level: float | None = None
    """The level when the talk was held: what a later one is compared with."""


class AssignmentRow(Row, table=True):
    """Something a lead asks a person to work on."""

    __tablename__ = "assignment"
    __table_args__ = (
        one_of("kind", "scenario", "quiz", "lab", "triage", "writing", "draft"),
        one_of("mode", "practice", "exam"),
        CheckConstraint("attempts IS NULL OR attempts >= 1", name="attempts_positive"),
        CheckConstraint("seed IS NULL OR seed >= 1", name="seed_positive"),
        UniqueConstraint("person_id", "form_key", "kind", "item_id"),
        Index(None, "person_id", "due"),
    )

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    coaching_id: str | None = Field(default=None, foreign_key="coaching.id", index=True, max_length=32)
    form_key: str = Field(max_length=80)
    kind: str = Field(max_length=16)
    item_id: str = Field(max_length=16)
    mode: str = Field(max_length=16)
    hints: bool
    attempts: int | None = None
    """How often it may be begun; None for as often as one likes."""
    seed: int | None = None
    """The set of values of a ticket; None for one the person has not met."""
    due: date
    why: str = long_text()
    created_at: Moment
    withdrawn_at: Moment | None = None


class AssignmentRunRow(Row, table=True):
    """A run that was begun for an assignment."""

    __tablename__ = "assignment_run"

    assignment_id: str = Field(primary_key=True, foreign_key="assignment.id", max_length=32)
    simulation_id: str = Field(primary_key=True, foreign_key="simulation.id", unique=True, max_length=32)


class ThanksRow(Row, table=True):
    """A lead's thanks to one person; nobody else reads it."""

    __tablename__ = "thanks"
    __table_args__ = (UniqueConstraint("author_id", "form_key"), Index(None, "person_id", "at"))

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    form_key: str = Field(max_length=80)
    text: str = long_text()
    at: Moment


class PulseAskedRow(Row, table=True):
    """Somebody has answered this week's three questions. What he answered is kept apart, without him."""

    __tablename__ = "pulse_asked"

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    week: date = Field(primary_key=True)
    """The Monday of the week."""


class PulseRow(Row, table=True):
    """Three answers of somebody in a cohort. No person, no moment, and an id that tells no order."""

    __tablename__ = "pulse"
    __table_args__ = (
        *(CheckConstraint(f"{name} >= 1 AND {name} <= 5", name=f"{name}_range") for name in ("load", "help", "candour")),
        Index(None, "cohort_id", "week"),
    )  # fmt: skip

    id: str = Field(primary_key=True, max_length=32)
    cohort_id: str = Field(foreign_key="cohort.id", max_length=32)
    week: date
    load: int
    help: int
    candour: int


class SnoozeRow(Row, table=True):
    """Something on a lead's list that he has put off."""

    __tablename__ = "snooze"

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    need: str = Field(primary_key=True, max_length=120)
    until: date
