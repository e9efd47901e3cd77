"""Runs, and the content they were started with."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class PinRow(Row, table=True):
    """A piece of content as it was when a run began, kept once however many runs use it."""

    __tablename__ = "pin"

    digest: str = Field(primary_key=True, max_length=64)
    """SHA-256 of ``body``."""
    kind: str = Field(max_length=16)
    body: str = long_text()


class SimulationRow(Row, table=True):
    """One run of one card by one person. Its story is in ``event``; the rest here is for lists."""

    __tablename__ = "simulation"
    __table_args__ = (
        one_of("lang", "en", "ru"),
        one_of("mode", "practice", "exam"),
        one_of("status", "open", "waiting", "escalated", "resolved", "closed", "abandoned"),
        CheckConstraint("seed >= 1", name="seed_positive"),
        CheckConstraint("event_count >= 0", name="event_count_natural"),
        UniqueConstraint("person_id", "start_key"),
        Index(None, "person_id", "started_at", "id"),
        Index(None, "person_id", "scenario_id"),
        Index(None, "started_at", "id"),
        Index(None, "result", "ended_at"),
    )

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    start_key: str = Field(max_length=80)
    """The key of the form that started it: a double click starts one run."""
    scenario_id: str = Field(max_length=16)
    """The card as people know it, also when one of its twins is played."""
    twin: str = Field(default="", max_length=1)
    """The letter of the twin; empty: the card itself."""
    digest: str = Field(max_length=80)
    seed: int
    lang: str = Field(max_length=2)
    mode: str = Field(max_length=16)
    subject: str = long_text()
    scenario_pin: str = Field(foreign_key="pin.digest", max_length=64)
    persona_pin: str = Field(foreign_key="pin.digest", max_length=64)
    voice_pin: str = Field(foreign_key="pin.digest", max_length=64)
    provider_pin: str = Field(foreign_key="pin.digest", max_length=64)
    rubrics_pin: str = Field(foreign_key="pin.digest", max_length=64)
    status: str = Field(max_length=16)
    event_count: int
    """Compared and set by every append: who comes second looks again."""
    started_at: Moment
    touched_at: Moment
    ended_at: Moment | None = None
    answer_until: Moment | None = None
    """Until when a process that asks a model has the customer's next answer to itself."""
    total: float | None = None
    """With what people have said since; the machine's own stands in ``grade``."""
    result: str | None = Field(default=None, max_length=16)
    reviewed_at: Moment | None = None
    """When a person last had a say in the grade."""


class DraftRow(Row, table=True):
    """What stands in the composer and is not sent yet."""

    __tablename__ = "draft"

    simulation_id: str = Field(
        primary_key=True, foreign_key="simulation.id", max_length=32, ondelete="CASCADE"
    )
    text: str = long_text()
    at: Moment
