"""Promised updates: when they fall due, and whether they were kept."""

from datetime import datetime, timedelta

from simulator.domain.event import Promised, Said
from simulator.domain.reading import Act, ActKind, Reading
from simulator.domain.run import Run

GRACE = timedelta(minutes=5)
SHARE = 0.4
"""A message counts as the promised update when it comes in the last part of the promised span, or brings news."""


def due_of(act: Act, now: datetime) -> datetime | None:
    """Return when the promise of ``act`` falls due, or None when it names no time."""
    if minutes := act.data.get("due_minutes"):
        return now + timedelta(minutes=float(minutes))
    if clock := act.data.get("due_clock"):
        hour, minute = (int(part) for part in clock.split(":"))
        due = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return due if due > now else due + timedelta(days=1)
    return None


def promised(reading: Reading, now: datetime) -> tuple[tuple[datetime, str], ...]:
    """Return (due, quote) of the promises with a time, each due time once."""
    found: dict[datetime, str] = {}
    for act in reading.of(ActKind.PROMISE):
        due = due_of(act, now)
        if due is not None:
            found.setdefault(due, act.quote)
    return tuple(found.items())


def keeps(promise: Promised, said: Said, reading: Reading | None) -> bool:
    """Tell whether a message is the promised update: in time, and late enough or with news."""
    if said.n <= promise.of or said.at > promise.due + GRACE:
        return False
    span = promise.due - promise.at
    late_enough = said.at >= promise.due - max(timedelta(minutes=10), span * SHARE)
    news = reading is not None and bool(reading.findings or reading.causes or reading.steps)
    return late_enough or news


def missed(run: Run) -> tuple[Promised, ...]:
    """Return open promises whose time has passed without a message."""
    assert run.now is not None
    return tuple(p for p in run.open_promises if run.now > p.due + GRACE)
