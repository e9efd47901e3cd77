"""Appending events to a run while deciding what happens next."""

from datetime import datetime, timedelta
from typing import TypeVar

from simulator.domain.event import Event, Happened, MoodMoved, Status, StatusChanged
from simulator.domain.run import Run
from simulator.engine.mood import Mood

Kind = TypeVar("Kind", bound=Happened)


class Recorder:
    """Collects new events with their numbers and simulated times; ``run`` is always up to date."""

    def __init__(self, run: Run, now: datetime | None = None) -> None:
        self.run = run
        self._now = now or run.now
        self.new: list[Event] = []

    @property
    def now(self) -> datetime:
        """Simulated time of the latest event."""
        assert self._now is not None
        return self._now

    def pass_minutes(self, minutes: float) -> None:
        """Let simulated time pass, rounded to whole minutes."""
        self._now = self.now + timedelta(minutes=round(minutes))

    def add(self, kind: type[Kind], **payload: object) -> Kind:
        """Append an event of ``kind`` at the current simulated time."""
        event = kind.model_validate({"n": self.run.next_n, "at": self.now, **payload})
        self.run = self.run.after(event)  # type: ignore[arg-type]  # every Kind is an Event
        self.new.append(event)  # type: ignore[arg-type]
        return event

    def move_to(self, status: Status) -> None:
        """Record a change of the ticket's status, if it is one."""
        if status != self.run.status:
            self.add(StatusChanged, before=self.run.status, after=status)

    @property
    def events(self) -> tuple[Event, ...]:
        """The new events."""
        return tuple(self.new)


def record_mood(record: Recorder, because: int, new: Mood) -> None:
    """Record a mood change with the rules and the words that made it."""
    record.add(
        MoodMoved,
        anger=new.anger,
        trust=new.trust,
        effort=new.effort,
        change=new.change,
        because=because,
        rules=tuple((share.rule, share.delta) for share in new.shares),
        quotes={share.rule: share.quote for share in new.shares if share.quote},
    )
