"""A scenario card: one upset customer and one diagnosable fault.

Everything here is the truth of the case. A trainee never receives a ``Scenario``; the web layer gets a
``Briefing`` and the customer's phrasing gets unlocked facts only.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from simulator.domain.modifier import Interlude, ModifierId
from simulator.domain.priority import Level, Priority, priority_of
from simulator.domain.reading import ActKind
from simulator.domain.text import Content, Line, Phrases, Text

ScenarioId = Annotated[str, StringConstraints(pattern=r"^SC-\d{2}[B-Z]?$")]
"""A card, or with a letter a twin of one."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Category(StrEnum):
    """Where a request belongs."""

    ACCESS = "access"
    BILLING = "billing-entitlement"
    CHANGE = "change-caused"
    CONSULTATION = "consultation"
    HARDWARE = "hardware-photo"
    HYPERCARE = "hypercare-launch"
    MASS = "mass-incident"
    NETWORK = "network"
    PERFORMANCE = "performance"
    PLATFORM = "platform-failure"
    PROBLEM = "problem-pattern"
    SECURITY = "security"


Channel = Literal["chat", "phone", "portal", "ticket"]
Plan = Literal["base", "business", "premium"]


class Outcome(StrEnum):
    """How a case rightly ends."""

    RESOLVE = "resolve"
    ESCALATE = "escalate"
    BOTH = "resolve+escalate"


class Contact(Content):
    """The person who writes, and the account he writes about. Synthetic."""

    name: Text
    gender: Literal["m", "f"]
    role: Text
    company: Text
    account: Annotated[str, StringConstraints(pattern=r"^acc-\d{4}$")]
    contract: Line
    email: Line
    authorised: bool = True
    """Whether the provider's records let this person receive account-specific answers."""


class Condition(Content):
    """What a reply must do for a rule to fire. Any one part is enough."""

    acts: tuple[ActKind, ...] = ()
    facts: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    cause: bool = False
    pitfalls: tuple[str, ...] = ()
    phrases: Phrases | None = None


class Trigger(Content):
    """A line of the card that moves anger: id ``R1…`` raises it, ``L1…`` lowers it."""

    id: Annotated[str, StringConstraints(pattern=r"^[RL]\d+$")]
    text: Text
    delta: Annotated[int, Field(ge=-30, le=30)]
    when: Condition
    critical_fail: str | None = None


class Anger(Content):
    """Where anger starts (0–100) and what moves it on this card."""

    start: Annotated[int, Field(ge=0, le=100)]
    raises: tuple[Trigger, ...] = ()
    lowers: tuple[Trigger, ...] = ()


class Reveal(Content):
    """What unlocks a fact. Any one part is enough; ``needs`` must be unlocked before."""

    asks: Phrases | None = None
    """Questions (or offers) which, asked in any words, make the customer tell it."""
    tools: tuple[str, ...] = ()
    """Tool ids (K…) whose output shows it."""
    commands: tuple[str, ...] = ()
    """Command ids (C…): requesting one asks for the fact, its output shows it."""
    needs: tuple[str, ...] = ()
    never: bool = False
    """The customer never admits it (an impostor's real identity); only tools or people show it."""


class Fact(Content):
    """Something true that the customer does not volunteer."""

    id: Annotated[str, StringConstraints(pattern=r"^F\d+$")]
    text: Text
    """The fact in the third person, for the report and for leads."""
    says: Phrases
    """How this customer puts it, in the first person; two or three wordings a language."""
    reveal: Reveal
    critical: bool = True
    """False: the customer may volunteer it once he is calm (anger ≤ 25)."""
    guards: Phrases | None = None
    """Words that must not appear in anything the customer says while this is locked."""


class Tool(Content):
    """An internal console or a probe from the provider's host, with its output in this case."""

    id: Annotated[str, StringConstraints(pattern=r"^K\d+$")]
    where: Literal["internal", "probe"]
    cmd: Line
    also: tuple[Line, ...] = ()
    """Other spellings that give the same output."""
    out: str
    after: str | None = None
    """Output once the service is restored; None: the same as before."""
    down: bool = False
    """The tool is out of order in this run and shows nothing. Set when a run begins, never written in a card."""
    key: bool = False
    """A competent first-line engineer sees this before naming a cause."""
    equals: tuple[str, ...] = ()
    """Ids of key evidence for which this output is an equally good substitute."""
    tells: Text
    finding: Phrases | None = None
    """Ways to tell the customer what this shows."""


class Command(Content):
    """A check which only the customer can run, on his side, when asked."""

    id: Annotated[str, StringConstraints(pattern=r"^C\d+$")]
    cmd: Line
    asks: Phrases
    """Ways to request it, besides naming the command itself."""
    out: str
    after: str | None = None
    """Output once the service is restored; None: the same as before."""
    says: Phrases
    """What the customer writes around the pasted output."""
    key: bool = False
    equals: tuple[str, ...] = ()
    tells: Text
    finding: Phrases | None = None
    minutes: Annotated[int, Field(ge=1, le=60)] = 6
    wrong_out: str | None = None
    """What he pastes when he mistypes or misreads the step."""


class Resource(Content):
    """A thing the consoles know; neutral healthy outputs are generated from it."""

    id: Line
    kind: Line
    """vm nic sg lb fip disk snap bucket cdn pg k8s vpn dns cert quota host edge api queue account project"""
    state: Line = "RUNNING"
    zone: str | None = None
    details: dict[str, str] = {}


class Cause(Content):
    """The ground truth of the diagnosis."""

    text: Text
    says: Phrases
    """Ways to state the true cause."""


class WrongCause(Content):
    """A plausible wrong cause: a red herring someone may state as the cause."""

    id: Annotated[str, StringConstraints(pattern=r"^W\d+$")]
    text: Text
    says: Phrases


class Step(Content):
    """A correct step of the first line in this case."""

    id: Annotated[str, StringConstraints(pattern=r"^S\d+$")]
    text: Text
    says: Phrases
    """Ways to give this step to the customer."""
    restores: bool = False
    """Done by the customer (or the provider), it brings the service back."""
    workaround: bool = False
    prevents: bool = False
    needs: tuple[str, ...] = ()
    """Evidence or facts (K… C… F…) that must be known before; without them it is a guess."""
    done: Phrases | None = None
    """What the customer writes when he has done it and it worked."""
    minutes: Annotated[int, Field(ge=1, le=120)] = 6
    by: Literal["customer", "team", "first-line"] = "customer"
    """Who carries it out: the customer when told, the receiving team once it accepts, or words of ours only."""


class Pitfall(Content):
    """Advice or a deed that is wrong here, and what it costs."""

    id: Annotated[str, StringConstraints(pattern=r"^X\d+$")]
    text: Text
    says: Phrases
    critical_fail: str | None = None


PACK_FIELDS = (
    "customer",
    "resources",
    "symptom",
    "timeline",
    "priority",
    "checks",
    "excluded",
    "changes",
    "promises",
    "request",
    "links",
    "consent",
)
"""The twelve base fields of an escalation, in the order of the command-line contract."""

PackField = Literal[
    "customer",
    "resources",
    "symptom",
    "timeline",
    "priority",
    "checks",
    "excluded",
    "changes",
    "promises",
    "request",
    "links",
    "consent",
    "items",
]


class PackItem(Content):
    """Something the receiving team needs, and how to see in the pack that it is there."""

    text: Text
    field: PackField = "items"
    any_of: tuple[Line, ...] = Field(min_length=1)
    """Literal fragments (case-insensitive); one of them anywhere in the pack is enough."""


class Escalation(Content):
    """Where the case goes and what the team must be given."""

    team: Line
    near: tuple[Line, ...] = ()
    """Teams that are not right but will pass it on with less loss."""
    pack: tuple[PackItem, ...] = ()
    after: tuple[str, ...] = ()
    """Evidence or facts that make the escalation due (criteria met)."""
    within: Annotated[int, Field(ge=1)] = 30
    """Simulated minutes from meeting the criteria in which it is in good time."""
    request: Text
    """The one concrete request a good engineer makes."""
    answer: Text
    """What the right team answers to a complete pack; the customer may be told this."""


class Urgency(Content):
    """The right cell of the matrix, and why."""

    impact: Level
    urgency: Level
    level: Priority
    why: Text
    major_candidate: bool = False
    """The evidence shows a major incident: the first line must raise a candidate."""

    @model_validator(mode="after")
    def _matches_matrix(self) -> "Urgency":
        if priority_of(self.impact, self.urgency) != self.level:
            right = priority_of(self.impact, self.urgency)
            msg = f"{self.impact}×{self.urgency} is {right}, not {self.level}; write level: {right}"
            raise ValueError(msg)
        return self


class Identity(Content):
    """Right to help: what `crm` and `verify` answer, and whether the card turns on it."""

    crm: str
    """Output of ``crm <any id of the ticket>``."""
    verify: str
    """Output of ``verify [caller]``."""
    passes: bool = True
    """Whether ``verify`` succeeds for the person who writes."""
    decisive: bool = False
    """Security card: identity must be settled before any account-specific word (D1 counts double)."""


Draw = Literal["id", "ip", "number", "company", "login", "domain", "email"]


class DrawnValue(Content):
    """A literal of seed 1 which other seeds replace everywhere in the card.

    ``draw``: ``id`` keeps the prefix and draws new letters/digits of the same shape; ``ip`` another
    address of the same documentation range; ``number`` digits of the same length; ``company`` an
    invented firm (``value`` is the English, ``ru`` the Russian form); ``login``/``domain``/``email``
    of the same shape.
    """

    value: Line
    draw: Draw
    ru: Line | None = None


class Alternative(Content):
    """Literals that change together: ``of`` as written in the card (seed 1), ``to`` for other seeds."""

    of: dict[str, Line]
    to: tuple[dict[str, Line], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _same_keys(self) -> "Alternative":
        for other in self.to:
            if set(other) != set(self.of):
                msg = f"alternative has keys {sorted(other)}; write exactly {sorted(self.of)}"
                raise ValueError(msg)
        return self


class Variation(Content):
    """What a seed may change. The contact's name is always drawn (gender kept)."""

    values: tuple[DrawnValue, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


class Scenario(Content):
    """A whole card. Ids of parts are unique within it and stable across versions."""

    id: ScenarioId
    slug: Slug
    version: Annotated[int, Field(ge=1)] = 1
    state: Literal["draft", "published"] = "published"
    """A draft can be read and tried from the command line; nobody is given it until its exemplars prove it."""
    title: Text
    """Shown to leads and after the run; may name the cause."""
    subject: Text
    """Subject line of the ticket as the trainee sees it; must not hint at the cause."""
    category: Category
    difficulty: Annotated[int, Field(ge=1, le=5)]
    channel: Channel
    plan: Plan
    persona: Annotated[str, StringConstraints(pattern=r"^PE-[A-Z]+$")]
    starts: datetime
    """Simulated moment of the opening message, with offset."""
    contact: Contact
    opening: Text
    anger: Anger
    facts: tuple[Fact, ...] = Field(min_length=1)
    commands: tuple[Command, ...] = ()
    tools: tuple[Tool, ...] = Field(min_length=1)
    resources: tuple[Resource, ...] = Field(min_length=1)
    identity: Identity
    known: Phrases
    """What the opening and the ticket already say (ids, times, what was tried): asking for it again is re-asking."""
    known_ids: tuple[Line, ...] = ()
    """Identifiers that stand in the ticket from the start."""
    herrings: tuple[Text, ...] = ()
    cause: Cause
    wrong_causes: tuple[WrongCause, ...] = ()
    outcome: Outcome
    steps: tuple[Step, ...] = Field(min_length=1)
    pitfalls: tuple[Pitfall, ...] = ()
    escalation: Escalation | None = None
    priority: Urgency
    stake: Text
    """What the customer loses, in a phrase (used by acknowledgement grading and feedback)."""
    stake_words: Phrases
    """Words by which a reply shows that it saw this customer's loss."""
    pattern_check: bool = False
    """The card needs status/incidents/changes looked at before a cause (D6 applies)."""
    traps: tuple[Text, ...] = ()
    critical_fails: tuple[Annotated[str, StringConstraints(pattern=r"^CF-\d{2}$")], ...] = ()
    competencies: tuple[Annotated[str, StringConstraints(pattern=r"^L1-[A-Z]\d{2}$")], ...] = Field(
        min_length=1
    )
    hints: tuple[Text, Text, Text]
    articles: tuple[Line, ...] = ()
    """Knowledge articles that help here."""
    variation: Variation = Variation()
    follow_up: Text | None = None
    modifiers: tuple[ModifierId, ...] = ()
    """What makes this run harder. Set when a run begins, never written in a card."""
    interludes: tuple[Interlude, ...] = ()
    """What the modifiers will have somebody say. Set when a run begins, never written in a card."""
    assistant_draft: Text | None = None
    """What the assistant proposes to send (modifier M4). Set when a run begins, never written in a card."""

    @model_validator(mode="after")
    def _outcome_matches_escalation(self) -> "Scenario":
        if self.outcome is not Outcome.RESOLVE and self.escalation is None:
            msg = f"outcome {self.outcome} needs `escalation:`; add team, pack, request and answer"
            raise ValueError(msg)
        if self.outcome is not Outcome.ESCALATE and not any(step.restores for step in self.steps):
            msg = f"outcome {self.outcome} needs a step that restores the service; add `restores: true` to it"
            raise ValueError(msg)
        return self
