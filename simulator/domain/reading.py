"""What a reply *does*: the typed result of understanding it."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from simulator.domain.text import Value


class ActKind(StrEnum):
    """Acts that do not depend on a scenario. Each is found with its span in the reply."""

    GREETING = "greeting"
    ACKNOWLEDGE = "acknowledge"  # specific: names fault or effect on this customer
    ACKNOWLEDGE_FORMULA = (
        "acknowledge-formula"  # "sorry for any inconvenience", "I understand your frustration"
    )
    APOLOGY = "apology"  # each apology word; more than one a message is a hit
    OWNERSHIP = "ownership"  # "I will …", "I'm taking this"
    GAP_ADMITTED = "gap-admitted"  # admits the provider's own fault or gap
    HIDING = "hiding"  # "the system", "policy", agentless passive instead of an owner
    BLAME = "blame"  # blames customer, colleague or partner
    INSULT = "insult"
    SARCASM = "sarcasm"
    CALM_DOWN = "calm-down"
    AS_I_SAID = "as-i-said"  # "as I already said", "you were inattentive"
    NOT_OUR_PROBLEM = "not-our-problem"
    PER_POLICY = "per-policy"  # policy as the only reason
    SHOUTING = "shouting"  # capitals by the trainee
    BOUNDARY = "boundary"  # states a boundary under abuse
    JARGON = "jargon"  # term unexplained for this persona's level; data: term
    EXPLAINED_TERM = "explained-term"
    QUESTION = "question"  # any question
    FISHING = "fishing"  # "any details?"
    REASK = "reask"  # asks what opening or ticket already says
    REQUEST = "request"  # asks the customer to do something
    REASON = "reason"  # gives the reason for a request or step
    EXPECTED_RESULT = "expected-result"  # "you should see …", "if it differs …"
    STEP = "step"  # an instruction that can be carried out; data: vague=1 for "check the settings"
    COMMAND = "command"  # copy-paste ready command or exact value
    OPTION = "option"  # offers alternatives, plan B
    FINDING = "finding"  # states something observed
    CAUSE = "cause"  # states a cause; data: hedged
    CLAIM_CHECK = (
        "claim-check"  # "I checked X"; data: subject (tool family such as status, sg, vm, changes, dns …)
    )
    WILL_CHECK = "will-check"  # intention, never a claim
    PROMISE = "promise"  # promise of an update or deed with a time; data: due_minutes or due_clock (HH:MM)
    PROMISE_VAGUE = "promise-vague"  # "soon", "as soon as possible"
    ETA = "eta"  # exact time of recovery as a certainty
    COMPENSATION = "compensation"  # promises money or credit without authority
    GUARANTEE = "guarantee"  # guarantees recovery, quota, approval
    UNKNOWN_STATED = "unknown-stated"  # says what is not yet known
    CONDITIONAL = "conditional"  # conditional wording that disarms a promise
    ASK_SECRET = "ask-secret"  # noqa: S105 — asks for password, private key, one-time code, card number
    UNSAFE = "unsafe"  # destructive advice; data: command, warned, backup
    INSECURE_FIX = "insecure-fix"  # 777, 0.0.0.0/0 on admin port, disable TLS/firewall
    DISCLOSURE = "disclosure"  # account-specific statement; data: what
    NAMES_COLLEAGUE = "names-colleague"
    CONSENT_SOUGHT = "consent-sought"
    BACKUP_ADVISED = "backup-advised"
    CONFIRM_ASKED = "confirm-asked"  # asks whether it works now
    VERIFY_IDENTITY = "verify-identity"  # asks for legitimate confirmation of identity or authority
    ROUTE = "route"  # says who takes it over and what they get
    STAYS_OPEN = "stays-open"  # how to come back, kept open until
    CLOSING = "closing"  # announces closing
    THANKS = "thanks"
    INVITES = "invites"  # "write to me if …"
    INJECTION = "injection"  # text aimed at a grader or a model


class Span(Value):
    """A part of the reply: character offsets into it and the very words."""

    start: int
    end: int
    quote: str


class Act(Span):
    """One act of the reply."""

    kind: ActKind
    data: dict[str, str] = {}


class Match(Span):
    """The reply hits a target of the scenario: a fact, command, step, finding, cause, pitfall or trigger."""

    target: str
    """F… C… S… K… X… W… R… L… or ``CAUSE``."""
    confidence: float = Field(ge=0, le=1)


class Reading(Value):
    """Everything a reply was understood to do."""

    language: Literal["en", "ru", "mixed"] = "en"
    asks: tuple[Match, ...] = ()
    requests: tuple[Match, ...] = ()
    steps: tuple[Match, ...] = ()
    findings: tuple[Match, ...] = ()
    causes: tuple[Match, ...] = ()
    """``CAUSE`` or ``W…``, in order of appearance."""
    pitfalls: tuple[Match, ...] = ()
    triggers: tuple[Match, ...] = ()
    """Card triggers whose ``when.phrases`` were matched; the rest of a condition is evaluated by the engine."""
    acts: tuple[Act, ...] = ()
    source: Literal["offline", "model"] = "offline"

    def of(self, *kinds: ActKind) -> tuple[Act, ...]:
        """Return the acts of the given kinds, in order."""
        return tuple(act for act in self.acts if act.kind in kinds)

    def does(self, *kinds: ActKind) -> bool:
        """Tell whether the reply does any of ``kinds``."""
        return any(act.kind in kinds for act in self.acts)
