"""What the customer does next. The engine decides it; a ``CustomerAgent`` only finds the words."""

from enum import StrEnum

from pydantic import Field

from simulator.domain.text import Value


class MoveKind(StrEnum):
    """One thing the customer does in a message. Voices have wordings for each."""

    TELL = "tell"  # states an unlocked fact; fact = id
    PASTE = "paste"  # ran a check, pastes output; command = id
    BUNGLE = "bungle"  # ran it wrongly, pastes the wrong thing; command = id
    CANNOT = "cannot"  # could not run it
    REFUSE = "refuse"  # will not run anything without a reason
    DONE = "done"  # carried out a step and it worked; step = id
    TRIED = "tried"  # carried out a step, nothing changed yet (a step that does not restore)
    CONFIRM = "confirm"  # confirms that it works
    NOT_WORKING = "not-working"  # asked to confirm or close, but it does not work yet
    NO_CLOSE = "no-close"  # refuses closing
    CLOSE_OK = "close-ok"  # agrees to close
    DONT_KNOW = "dont-know"  # a question he has no answer to
    ALREADY_SAID = "already-said"  # was asked what stands in the ticket
    WHICH = "which"  # fishing or several questions at once: what exactly?
    DEMAND = "demand"  # presses: when, what now
    PUSH_BACK = "push-back"  # reacts to blame, policy, dismissal
    HURT = "hurt"  # reacts to an insult, sarcasm, "calm down"
    NO_SECRET = "no-secret"  # puzzled or alarmed at being asked for a secret  # noqa: S105
    MANAGER = "manager"  # asks for a manager
    PROOF = "proof"  # does not believe, wants proof
    CHASE = "chase"  # comes back because a promised update did not come
    WAITING = "waiting"  # comes back because nobody writes
    ACCEPT = "accept"  # takes note of a finding, plan or promise
    SURPRISED = "surprised"  # hears the cause for the first time
    AGREE = "agree"  # gives consent
    THANK = "thank"
    UNDERSTOOD = "understood"  # softening after a specific acknowledgement
    HANDED = "handed"  # told that another team takes over
    NOT_UNDERSTOOD = "not-understood"  # too technical for this persona
    OFF_TOPIC = "off-topic"  # an address to a model, gibberish: he is a customer and stays one
    LEAVE = "leave"  # gives up


class Move(Value):
    """One part of a message."""

    kind: MoveKind
    fact: str | None = None
    command: str | None = None
    step: str | None = None
    half: bool = False
    """He answers only half of what was asked."""


class CustomerAct(Value):
    """Everything the next message does, in the order it is said."""

    of: int
    """Number of the event he answers."""
    band: int = Field(ge=1, le=5)
    """1 calm (≤ 25), 2 tense (≤ 45), 3 angry (≤ 65), 4 very angry (≤ 85), 5 furious."""
    moves: tuple[Move, ...] = Field(min_length=1)


def band_of(anger: int) -> int:
    """Return the mood band 1–5 of ``anger`` 0–100."""
    return 1 + sum(anger > line for line in (25, 45, 65, 85))
