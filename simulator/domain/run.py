"""The state of a run: a fold over its events. The same events give the same state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import singledispatch

from simulator.domain.event import (
    ArticleOpened,
    Classified,
    Closed,
    CommandRun,
    CustomerSaid,
    Escalated,
    Event,
    Hinted,
    Left,
    MajorRaised,
    MoodMoved,
    Noted,
    Opened,
    Promised,
    PromiseSettled,
    Read,
    Resolved,
    Said,
    Searched,
    Status,
    StatusChanged,
    StepDone,
    TeamAnswered,
    ToolRun,
    Unlocked,
)
from simulator.domain.reading import Reading


@dataclass(frozen=True)
class Run:
    """What is true after the events so far."""

    events: tuple[Event, ...] = ()
    now: datetime | None = None
    status: Status = "open"
    anger: int = 0
    trust: int = 50
    effort: int = 0
    facts: frozenset[str] = frozenset()
    evidence: tuple[str, ...] = ()
    """K… and C… outputs the trainee has seen, in order of first sight."""
    steps_done: tuple[str, ...] = ()
    restored_at: datetime | None = None
    confirmed_at: datetime | None = None
    left: bool = False
    hints: int = 0
    open_promises: tuple[Promised, ...] = ()
    fired: dict[str, int] = field(default_factory=dict)
    """Mood rule → how often it has fired."""
    readings: dict[int, Reading] = field(default_factory=dict)
    """Said event → its reading."""
    classified: Classified | None = None
    escalations: tuple[Escalated, ...] = ()
    answers: tuple[TeamAnswered, ...] = ()
    resolved: Resolved | None = None
    closed: Closed | None = None
    major: MajorRaised | None = None

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Run":
        """Fold ``events``."""
        run = cls()
        for event in events:
            run = run.after(event)
        return run

    def after(self, *events: Event) -> "Run":
        """Return the state after more events."""
        run = self
        for event in events:
            run = fold(event, replace(run, events=(*run.events, event), now=event.at))
        return run

    @property
    def next_n(self) -> int:
        """Number of the next event."""
        return len(self.events) + 1

    @property
    def opened(self) -> Opened:
        """The first event."""
        first = self.events[0]
        assert isinstance(first, Opened)
        return first

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be done by the trainee."""
        return self.left or self.status in ("closed", "abandoned")

    @property
    def replies(self) -> tuple[Said, ...]:
        """Every customer-facing message of the trainee."""
        return tuple(event for event in self.events if isinstance(event, Said))

    @property
    def unread(self) -> tuple[Said, ...]:
        """Replies that were stored and not yet understood: a crash came between."""
        return tuple(said for said in self.replies if said.n not in self.readings)

    @property
    def customer_lines(self) -> tuple[CustomerSaid, ...]:
        """Everything the customer said after the opening."""
        return tuple(event for event in self.events if isinstance(event, CustomerSaid))

    @property
    def pending(self) -> tuple[int, ...]:
        """Numbers of replies which the customer has not answered yet."""
        answered = {line.of for line in self.customer_lines}
        return tuple(said.n for said in self.replies if said.n not in answered and not self.left)

    def minutes(self, moment: datetime | None = None) -> float:
        """Return simulated minutes from the opening to ``moment`` (default: now)."""
        until = moment or self.now
        assert until is not None
        return (until - self.opened.at) / timedelta(minutes=1)


def find(events: Sequence[Event], n: int) -> Event:
    """Return event number ``n``."""
    return events[n - 1]


@singledispatch
def fold(event: object, run: Run) -> Run:
    """Return ``run`` changed by ``event``; kinds that change nothing fall through."""
    return run


@fold.register
def _(event: Opened, run: Run) -> Run:
    return replace(run, status="open")


@fold.register
def _(event: Read, run: Run) -> Run:
    return replace(run, readings={**run.readings, event.of: event.reading})


@fold.register
def _(event: ToolRun, run: Run) -> Run:
    return _seen(run, event.tool)


@fold.register
def _(event: CommandRun, run: Run) -> Run:
    return _seen(run, event.command if event.result == "done" else None)


def _seen(run: Run, evidence: str | None) -> Run:
    if evidence is None or evidence in run.evidence:
        return run
    return replace(run, evidence=(*run.evidence, evidence))


@fold.register
def _(event: Unlocked, run: Run) -> Run:
    return replace(run, facts=run.facts | {event.fact})


@fold.register
def _(event: MoodMoved, run: Run) -> Run:
    fired = dict(run.fired)
    for rule, _share in event.rules:
        fired[rule] = fired.get(rule, 0) + 1
    return replace(run, anger=event.anger, trust=event.trust, effort=event.effort, fired=fired)


@fold.register
def _(event: StepDone, run: Run) -> Run:
    if event.result != "done":
        return run
    restored = event.at if event.restored and run.restored_at is None else run.restored_at
    return replace(run, steps_done=(*run.steps_done, event.step), restored_at=restored)


@fold.register
def _(event: CustomerSaid, run: Run) -> Run:
    if "confirm" in event.acts and run.restored_at is not None and run.confirmed_at is None:
        return replace(run, confirmed_at=event.at)
    return run


@fold.register
def _(event: Promised, run: Run) -> Run:
    return replace(run, open_promises=(*run.open_promises, event))


@fold.register
def _(event: PromiseSettled, run: Run) -> Run:
    return replace(run, open_promises=tuple(p for p in run.open_promises if p.n != event.of))


@fold.register
def _(event: StatusChanged, run: Run) -> Run:
    return replace(run, status=event.after)


@fold.register
def _(event: Left, run: Run) -> Run:
    return replace(run, left=True)


@fold.register
def _(event: Hinted, run: Run) -> Run:
    return replace(run, hints=max(run.hints, event.level))


@fold.register
def _(event: Classified, run: Run) -> Run:
    return replace(run, classified=event)


@fold.register
def _(event: Escalated, run: Run) -> Run:
    return replace(run, escalations=(*run.escalations, event))


@fold.register
def _(event: TeamAnswered, run: Run) -> Run:
    return replace(run, answers=(*run.answers, event))


@fold.register
def _(event: Resolved, run: Run) -> Run:
    return replace(run, resolved=event)


@fold.register
def _(event: Closed, run: Run) -> Run:
    return replace(run, closed=event)


@fold.register
def _(event: MajorRaised, run: Run) -> Run:
    return replace(run, major=event)


def notes(run: Run) -> tuple[Noted, ...]:
    """Return the internal notes, in order."""
    return tuple(event for event in run.events if isinstance(event, Noted))


def lookups(run: Run) -> tuple[Searched | ArticleOpened, ...]:
    """Return uses of the knowledge base, in order."""
    return tuple(event for event in run.events if isinstance(event, Searched | ArticleOpened))
