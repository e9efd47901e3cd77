"""Everything that happens in a run. State, KPIs and grades are folds over these."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from simulator.domain.modifier import ModifierId
from simulator.domain.priority import Level, Priority
from simulator.domain.reading import Reading
from simulator.domain.scenario import PackField
from simulator.domain.text import Language, Value

Mode = Literal["practice", "exam"]
Status = Literal["open", "waiting", "escalated", "resolved", "closed", "abandoned"]


class Happened(Value):
    """What every event has: its number in the run (from 1) and the simulated time."""

    n: int = Field(ge=1)
    at: datetime


class Opened(Happened):
    """The run begins; the customer's first message stands in the ticket."""

    kind: Literal["opened"] = "opened"
    scenario: str
    digest: str
    seed: int
    lang: Language
    mode: Mode
    text: str


class Said(Happened):
    """The trainee wrote to the customer. Stored before anything slow starts."""

    kind: Literal["said"] = "said"
    text: str
    via: Literal["reply", "resolve", "close"] = "reply"


class Read(Happened):
    """The reply ``of`` was understood."""

    kind: Literal["read"] = "read"
    of: int
    reading: Reading
    tone: float | None = None
    """Tone section score of the reply on the 0–4 scale; None when it could not be graded."""


class ToolRun(Happened):
    """A console or probe was used."""

    kind: Literal["tool"] = "tool"
    command: str
    tool: str | None = None
    """K… of the card, or None for a neutral, help or error output."""
    family: str = ""
    """First words of the command: ``opsview vm``, ``status``, ``ping`` …"""
    output: str
    minutes: int
    ok: bool = True


class Searched(Happened):
    """The knowledge base was searched."""

    kind: Literal["searched"] = "searched"
    query: str
    articles: tuple[str, ...]


class ArticleOpened(Happened):
    """A knowledge article was read."""

    kind: Literal["article"] = "article"
    article: str


class Noted(Happened):
    """An internal note was written."""

    kind: Literal["noted"] = "noted"
    text: str


class Classified(Happened):
    """The ticket was classified."""

    kind: Literal["classified"] = "classified"
    category: str
    impact: Level
    urgency: Level
    priority: Priority


class Escalated(Happened):
    """The ticket was handed over."""

    kind: Literal["escalated"] = "escalated"
    team: str
    request: str
    pack: dict[PackField, str]


class TeamAnswered(Happened):
    """The team that received an escalation answered."""

    kind: Literal["team"] = "team"
    team: str
    of: int
    accepted: bool
    missing: tuple[str, ...] = ()
    """Base fields and card items that were not in the pack."""
    text: str


class MajorRaised(Happened):
    """A candidate for a major incident was raised."""

    kind: Literal["major"] = "major"
    reason: str


class Resolved(Happened):
    """The trainee recorded the cause and declared the ticket solved."""

    kind: Literal["resolved"] = "resolved"
    cause: str
    reading: Reading | None = None
    """The cause text, understood."""


class Closed(Happened):
    """The ticket was closed by the trainee."""

    kind: Literal["closed"] = "closed"
    consent: bool
    """Whether the customer had confirmed, or a route stayed open, before."""


class Waited(Happened):
    """Simulated time was let pass."""

    kind: Literal["waited"] = "waited"
    minutes: int


class Unlocked(Happened):
    """A hidden fact became known to the trainee."""

    kind: Literal["unlocked"] = "unlocked"
    fact: str
    by: int
    rule: Literal["asked", "tool", "command", "calm"]


class MoodMoved(Happened):
    """Anger, trust or effort changed, and why."""

    kind: Literal["mood"] = "mood"
    anger: int
    trust: int
    effort: int
    change: int
    """Change of anger after clamps."""
    because: int
    """Event that caused it."""
    rules: tuple[tuple[str, int], ...]
    """(rule id, its share before clamps): card trigger ids or names of SCENARIOS.md §6."""
    quotes: dict[str, str] = {}
    """Rule id → the sentence that fired it."""


class CommandRun(Happened):
    """The customer ran (or refused, or bungled) a check on his side."""

    kind: Literal["command"] = "command"
    command: str
    of: int
    result: Literal["done", "refused", "wrong"]
    output: str = ""


class StepDone(Happened):
    """The customer carried out a step he was given."""

    kind: Literal["step"] = "step"
    step: str
    of: int
    result: Literal["done", "refused"]
    restored: bool = False


class Promised(Happened):
    """The trainee promised an update by a time."""

    kind: Literal["promised"] = "promised"
    of: int
    due: datetime
    quote: str


class PromiseSettled(Happened):
    """A promised update was kept or missed."""

    kind: Literal["promise"] = "promise"
    of: int
    """The ``promised`` event."""
    kept: bool


class CustomerSaid(Happened):
    """The customer wrote."""

    kind: Literal["customer"] = "customer"
    of: int
    """The event he answers."""
    text: str
    acts: tuple[str, ...]
    facts: tuple[str, ...] = ()
    band: int
    """Mood band 1 (calm) … 5 (furious)."""
    source: Literal["offline", "model"] = "offline"


class Interrupted(Happened):
    """Somebody spoke up unasked: a modifier of the case."""

    kind: Literal["interlude"] = "interlude"
    by: ModifierId
    who: Literal["customer", "colleague", "shift"]
    name: str = ""
    text: str


class StatusChanged(Happened):
    """The ticket moved in its life cycle."""

    kind: Literal["status"] = "status"
    before: Status
    after: Status


class Left(Happened):
    """The customer gave up on us: the run ends."""

    kind: Literal["left"] = "left"
    public: bool


class Hinted(Happened):
    """A hint was shown."""

    kind: Literal["hint"] = "hint"
    level: Literal[1, 2, 3]
    text: str


Event = Annotated[
    Opened
    | Said
    | Read
    | ToolRun
    | Searched
    | ArticleOpened
    | Noted
    | Classified
    | Escalated
    | TeamAnswered
    | MajorRaised
    | Resolved
    | Closed
    | Waited
    | Unlocked
    | MoodMoved
    | CommandRun
    | StepDone
    | Promised
    | PromiseSettled
    | CustomerSaid
    | Interrupted
    | StatusChanged
    | Left
    | Hinted,
    Field(discriminator="kind"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
