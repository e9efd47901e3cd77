"""A run as graders see it: folded once, with the trainee's texts, what was known when, and first causes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from simulator.domain.case import Case
from simulator.domain.event import (
    CommandRun,
    CustomerSaid,
    Escalated,
    Event,
    MajorRaised,
    Noted,
    Opened,
    Resolved,
    Said,
    TeamAnswered,
    ToolRun,
    Unlocked,
)
from simulator.domain.reading import Match, Reading
from simulator.domain.run import Run
from simulator.domain.scenario import Command, Scenario, Tool
from simulator.grading.masking import covered

SURE = 0.6
"""Confidence from which a match of a reply with a finding or a step of the card counts."""
GRAVE = 0.7
"""The same for causes and wrong advice told to the customer: a doubtful match must not weigh so much."""


@dataclass(frozen=True)
class Reply:
    """A message to the customer and what it was understood to do.

    Sentences that speak to a grader are covered in ``text`` and gone from ``reading``.
    """

    n: int
    at: datetime
    text: str
    via: str
    reading: Reading
    customer: str
    """The customer's words it answers."""


@dataclass(frozen=True)
class Statement:
    """A target of the card that the trainee put into words: where, and in which words."""

    target: str
    event: int
    quote: str
    confidence: float


@dataclass(frozen=True)
class Dossier:
    """Everything graders ask of a run. ``Run`` stays the one fold; this adds indexes over it."""

    case: Case
    events: tuple[Event, ...]
    run: Run
    replies: tuple[Reply, ...]
    seen: dict[str, int] = field(default_factory=dict)
    """Evidence id → event that first showed it."""
    unlocked: dict[str, int] = field(default_factory=dict)
    """Fact id → event that unlocked it."""

    @classmethod
    def of(cls, case: Case, events: Sequence[Event]) -> "Dossier":
        """Fold ``events``."""
        run = Run.of(events)
        seen: dict[str, int] = {}
        unlocked: dict[str, int] = {}
        for event in events:
            if isinstance(event, ToolRun) and event.tool:
                seen.setdefault(event.tool, event.n)
            elif isinstance(event, CommandRun) and event.result == "done":
                seen.setdefault(event.command, event.n)
            elif isinstance(event, Unlocked):
                unlocked.setdefault(event.fact, event.n)
        return cls(case, tuple(events), run, _replies(events, run), seen, unlocked)

    @property
    def scenario(self) -> Scenario:
        """The card."""
        return self.case.scenario

    @property
    def last(self) -> int:
        """Number of the last event: what an absence rests on."""
        return self.events[-1].n

    @property
    def sources(self) -> tuple[Tool | Command, ...]:
        """Everything the card can show: consoles, probes and the customer's own checks."""
        return (*self.scenario.tools, *self.scenario.commands)

    @cached_property
    def case_text(self) -> str:
        """The whole card, lower-cased: where an address may come from."""
        return self.scenario.model_dump_json().lower()

    @cached_property
    def tools(self) -> tuple[ToolRun, ...]:
        """Every command typed, in order."""
        return tuple(event for event in self.events if isinstance(event, ToolRun))

    @cached_property
    def records(self) -> tuple[tuple[int, str], ...]:
        """(event, text) of what stays on the ticket: notes and escalation packs."""
        found: list[tuple[int, str]] = []
        for event in self.events:
            if isinstance(event, Noted):
                found.append((event.n, event.text))
            elif isinstance(event, Escalated):
                found.extend((event.n, text) for text in (*event.pack.values(), event.request) if text)
        return tuple(found)

    @cached_property
    def texts(self) -> dict[int, tuple[str, ...]]:
        """Event → the trainee's own texts in it: the only source of quotes."""
        return {event.n: own for event in self.events if (own := own_texts(event))}

    @cached_property
    def causes(self) -> tuple[Statement, ...]:
        """Causes stated to the customer or recorded when resolving, in order."""
        found = list(self._stated(((reply.n, reply.reading.causes) for reply in self.replies), GRAVE))
        resolved = self.run.resolved
        if resolved is not None and resolved.reading is not None:
            found.extend(self._stated([(resolved.n, resolved.reading.causes)]))
        return tuple(sorted(found, key=lambda statement: statement.event))

    @cached_property
    def findings(self) -> tuple[Statement, ...]:
        """Readings of evidence told to the customer."""
        return tuple(self._stated((reply.n, reply.reading.findings) for reply in self.replies))

    @cached_property
    def steps(self) -> tuple[Statement, ...]:
        """Correct steps given to the customer."""
        return tuple(self._stated((reply.n, reply.reading.steps) for reply in self.replies))

    @cached_property
    def pitfalls(self) -> tuple[Statement, ...]:
        """Wrong advice given to the customer."""
        return tuple(self._stated(((reply.n, reply.reading.pitfalls) for reply in self.replies), GRAVE))

    def _stated(
        self, parts: Iterable[tuple[int, tuple[Match, ...]]], least: float = SURE
    ) -> Iterable[Statement]:
        for event, matches in parts:
            for match in matches:
                if match.confidence >= least:
                    yield Statement(match.target, event, match.quote, match.confidence)

    @cached_property
    def decision(self) -> int:
        """The event by which the trainee had committed himself: first cause, else the ending, else the end."""
        if self.causes:
            return self.causes[0].event
        for event in self.events:
            if isinstance(event, Resolved | Escalated):
                return event.n
        return self.last + 1

    def met(self, ids: Iterable[str]) -> Event | None:
        """Return the event with which all of ``ids`` (evidence or facts) were known, or None."""
        wanted = tuple(ids)
        known = [self._first(each) for each in wanted]
        if not wanted or any(n is None for n in known):
            return None
        return self.events[max(n for n in known if n is not None) - 1]

    def _first(self, each: str) -> int | None:
        alike = [self.seen[e] for e in (each, *self.equal(each)) if e in self.seen]
        if each in self.unlocked:
            alike.append(self.unlocked[each])
        return min(alike, default=None)

    def equal(self, evidence: str) -> tuple[str, ...]:
        """Return ids whose output is as good as ``evidence``."""
        return tuple(source.id for source in self.sources if evidence in source.equals)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Ids of the key evidence of the card."""
        return tuple(source.id for source in self.sources if source.key)

    def is_seen(self, evidence: str, before: int) -> bool:
        """Tell whether ``evidence``, or its equal, was seen before event ``before``."""
        first = self._first(evidence)
        return first is not None and first < before


def _replies(events: Sequence[Event], run: Run) -> tuple[Reply, ...]:
    found: list[Reply] = []
    customer = ""
    for event in events:
        if isinstance(event, Opened | CustomerSaid):
            customer = event.text
        elif isinstance(event, Said):
            text, reading = covered(event.text, run.readings.get(event.n, Reading()))
            found.append(Reply(event.n, event.at, text, event.via, reading, customer))
    return tuple(found)


def own_texts(event: Event) -> tuple[str, ...]:
    """Return what the trainee himself wrote in ``event``."""
    if isinstance(event, Said | Noted):
        return (event.text,)
    if isinstance(event, Escalated):
        return (event.request, *event.pack.values())
    if isinstance(event, MajorRaised):
        return (event.reason,)
    if isinstance(event, Resolved):
        return (event.cause,)
    return ()


def shown_text(event: Event) -> str:
    """Return what ``event`` let the trainee read."""
    if isinstance(event, Opened | CustomerSaid | TeamAnswered):
        return event.text
    if isinstance(event, ToolRun | CommandRun):
        return event.output
    return ""
