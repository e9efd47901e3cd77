"""What the assistant of the desk puts together: a summary in which each line names its events, a guess where to route."""

from dataclasses import dataclass
from typing import Literal

Part = Literal["asked", "known", "checked", "done", "told", "state"]
PARTS: tuple[Part, ...] = ("asked", "known", "checked", "done", "told", "state")


@dataclass(frozen=True)
class Told:
    """One line of a summary: words that stand in an event, never the assistant's own."""

    part: Part
    text: str
    event: int
    """The event it was taken from."""
    mark: str = ""
    """``kept``, ``missed``, ``refused``, ``failed``, ``restored``: what the log says of it."""


@dataclass(frozen=True)
class Guess:
    """Where a text would be routed, and how often such guesses are right on texts that were held out."""

    answers: tuple[str, ...]
    """The likeliest first."""
    right: float
    """Share of held-out texts whose first answer is right."""
    low: float
    high: float
    """95 % interval of the share (Wilson)."""
    of: int
    """Held-out texts."""


@dataclass(frozen=True)
class Assistance:
    """Everything the assistant says about one run."""

    simulation_id: str
    subject: str
    lines: tuple[Told, ...]
    category: Guess
    team: Guess
