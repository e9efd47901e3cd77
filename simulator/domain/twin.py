"""A twin: the same words of the same customer, and another fault behind them.

Written as an overlay on its parent's card. Whoever knows the parent by heart does not know the twin.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from simulator.domain.text import Content

TwinId = Annotated[str, StringConstraints(pattern=r"^SC-\d{2}[B-Z]$")]
ParentId = Annotated[str, StringConstraints(pattern=r"^SC-\d{2}$")]
Shared = Literal["subject", "opening", "channel", "plan", "starts", "contact", "stake"]
"""What a trainee sees before he has done anything, or could tell two cards apart by."""


class Twin(Content):
    """A twin as its author writes it: what is other than in the parent."""

    of: ParentId
    """The parent: a card of its own."""
    id: TwinId
    """The parent's id and a letter: SC-14B, SC-14C, …"""
    differs: tuple[Shared, ...] = ()
    """What is deliberately not as in the parent, though a twin shares it."""
    changes: dict[str, Any] = Field(min_length=1)
    """An overlay on the parent: mappings merge, lists of parts with an `id` merge by it, all else replaces."""

    @model_validator(mode="after")
    def _belongs(self) -> "Twin":
        if parent_of(self.id) != self.of:
            msg = f"`{self.id}` is no twin of {self.of}; write id: {self.of}B or of: {parent_of(self.id)}"
            raise ValueError(msg)
        if "id" in self.changes:
            msg = f"`changes` holds `id`; the twin is {self.id} already, leave `id` out of the changes"
            raise ValueError(msg)
        return self


def parent_of(scenario_id: str) -> str:
    """Return the id of the card whose twin this is; a card that is none is its own."""
    return scenario_id[:-1] if is_twin(scenario_id) else scenario_id


def letter_of(scenario_id: str) -> str:
    """Return the letter of a twin; empty for a card of its own."""
    return scenario_id[-1:] if is_twin(scenario_id) else ""


def is_twin(scenario_id: str) -> bool:
    """Tell whether an id is that of a twin."""
    return scenario_id.startswith("SC-") and scenario_id[-1:].isalpha()
