"""What the person at the keyboard may see: read models the services give to the web layer.

Nothing here holds a cause, a locked fact or a rubric answer.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from simulator.domain.event import Mode, Status
from simulator.domain.grade import Grade
from simulator.domain.modifier import Modifier
from simulator.domain.priority import Level, Priority
from simulator.domain.review import Comment, Dispute, Review
from simulator.domain.scenario import Category, Channel, Plan
from simulator.domain.text import Language, Text
from simulator.domain.wording import Wording


@dataclass(frozen=True)
class Briefing:
    """A card in the library, without its answer."""

    scenario_id: str
    subject: Text
    category: Category
    difficulty: int
    channel: Channel
    plan: Plan
    persona: Text
    start_anger: int
    competencies: tuple[str, ...]
    attempts: int = 0
    best: float | None = None
    last_id: str | None = None
    """Simulation id of the viewer's last run of it."""
    open_id: str | None = None
    """Simulation id of a run that is still going on."""
    modifiers: tuple[Modifier, ...] = ()
    """What can make it harder."""


@dataclass(frozen=True)
class Message:
    """A line of the conversation."""

    n: int
    at: datetime
    who: Literal["customer", "trainee", "team", "system"]
    name: str
    text: str
    pending: bool = False


@dataclass(frozen=True)
class ConsoleEntry:
    """One command and its output."""

    n: int
    at: datetime
    command: str
    output: str
    minutes: int
    ok: bool


@dataclass(frozen=True)
class NoteView:
    """An internal note."""

    n: int
    at: datetime
    text: str


@dataclass(frozen=True)
class Timer:
    """An SLA clock or a promise, in simulated time."""

    name: Literal["first-response", "restore", "update", "promise"]
    due: datetime
    state: Literal["running", "late", "met", "missed"]
    quote: str | None = None


@dataclass(frozen=True)
class CustomerCard:
    """What the help desk knows about the person before any check."""

    name: str
    role: str
    company: str
    account: str
    contract: str
    plan: str
    covers: str
    channel: Channel
    email: str


@dataclass(frozen=True)
class ToolHelp:
    """One line of the console's help."""

    name: str
    usage: str
    does: str
    where: Literal["internal", "probe"]
    minutes: int


@dataclass(frozen=True)
class ArticleView:
    """A knowledge article as read at the desk."""

    id: str
    title: str
    body: str
    kind: str
    updated: str
    state: str
    owner: str
    snippet: str = ""


@dataclass(frozen=True)
class Mood:
    """The customer's mood, when the mode shows it."""

    anger: int
    trust: int
    band: int
    change: int = 0


@dataclass(frozen=True)
class Desk:
    """Everything the ticket desk shows."""

    simulation_id: str
    scenario_id: str
    number: str
    """Ticket number, like INC-20418."""
    subject: str
    lang: Language
    mode: Mode
    seed: int
    status: Status
    is_over: bool
    now: datetime
    started: datetime
    customer: CustomerCard
    messages: tuple[Message, ...]
    console: tuple[ConsoleEntry, ...]
    notes: tuple[NoteView, ...]
    timers: tuple[Timer, ...]
    mood: Mood | None
    category: str | None
    impact: Level | None
    urgency: Level | None
    priority: Priority | None
    escalations: tuple[Message, ...]
    pending: int | None
    """Event whose answer is still to be streamed, or None."""
    version: int
    """Number of events: forms send it back, a stale tab is noticed."""
    draft: str
    tools: tuple[ToolHelp, ...]
    teams: tuple[tuple[str, str], ...]
    assistant_draft: str = ""
    """What the assistant proposes to send; its claims are nobody's yet."""
    hints_used: int = 0
    hints_allowed: bool = True
    hints: tuple[str, ...] = ()
    grade_state: Literal["none", "queued", "running", "done", "failed"] = "none"


@dataclass(frozen=True)
class Moment:
    """One point of the timeline in a report."""

    n: int
    at: datetime
    kind: str
    who: Literal["customer", "trainee", "team", "system"]
    title: str
    text: str
    anger: int | None = None
    rules: tuple[tuple[str, int], ...] = ()
    criteria: tuple[str, ...] = ()
    """Criteria that rest on it."""
    key: bool = False


@dataclass(frozen=True)
class Report:
    """A graded run, for the trainee and for leads."""

    desk: Desk
    title: str
    cause: str
    grade: Grade
    kpis: dict[str, float | str | None]
    moments: tuple[Moment, ...]
    curve: tuple[tuple[float, int], ...]
    """(simulated minutes, anger)."""
    facts: tuple[tuple[str, str, bool], ...]
    """(id, text, unlocked)."""
    evidence: tuple[tuple[str, str, bool, bool], ...]
    """(id, command, key, seen)."""
    machine: Grade | None = None
    """The grade before any person had a say in it."""
    reviews: tuple[Review, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    comments: tuple[Comment, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    """What made this run harder, and what was right to do about it."""
    exemplar: tuple[Message, ...] = ()
    """What an excellent engineer wrote in this case."""
    wording: Wording | None = None
    """Who worded the feedback, when a model was asked."""
    person: str = ""
    person_id: str = ""
    twin: str = ""
    """The letter of the twin that was played; empty: the card itself."""


@dataclass(frozen=True)
class RunLine:
    """A run in a history list."""

    simulation_id: str
    scenario_id: str
    subject: str
    person: str
    started: datetime
    status: Status
    lang: Language
    mode: Mode
    seed: int
    total: float | None = None
    result: str | None = None
    tags: tuple[str, ...] = field(default_factory=tuple)
