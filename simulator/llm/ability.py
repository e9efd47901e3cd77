"""What an endpoint has shown it can do with one model; less is assumed only after it refused more."""

from dataclasses import dataclass, replace
from typing import Literal

from simulator.domain.chat import Rung
from simulator.errors import ModelUnavailable
from simulator.llm.answers import RUNGS

Lack = Literal["stream_options", "max_tokens", "max_completion_tokens", "temperature", "response_format"]

THINKING = 4_000
"""Tokens that a model which thinks before it answers may spend on its thoughts, besides those of the answer."""


class Unsupported(Exception):
    """The endpoint refuses the form of the request, not its content."""

    def __init__(self, said: str, about: Lack | None = None) -> None:
        super().__init__(said)
        self.about: Lack = about or lack_of(said) or "response_format"


class Broke(Exception):
    """The endpoint broke every time on a request with a form: it is down, or falls over forms it does not know."""


class NeedsRoom(Exception):
    """The answer ended before it began: all tokens went into thoughts."""


@dataclass(frozen=True)
class Ability:
    """How a model is asked."""

    rung: Rung = "json_schema"
    counts: bool = True
    """Whether it takes ``stream_options`` and tells token counts."""
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    """What the endpoint calls the limit of an answer; models that think know the longer name only."""
    has_temperature: bool = True
    thinks: bool = False
    """Whether it spends tokens on thoughts, so that an answer needs room for them."""

    def tokens(self, wanted: int) -> int:
        """Return the limit to ask for, so that ``wanted`` tokens are left for the answer."""
        return wanted + THINKING if self.thinks else wanted


def lack_of(said: str) -> Lack | None:
    """Return which part of a request a refusal is about; None when it is about something else."""
    if "stream_options" in said:
        return "stream_options"
    # Refusals of one name recommend the other: "Use 'max_completion_tokens' instead".
    places = {name: at for name in ("max_completion_tokens", "max_tokens") if (at := said.find(name)) >= 0}
    if places:
        return (
            "max_tokens"
            if min(places, key=lambda name: places[name]) == "max_tokens"
            else "max_completion_tokens"
        )
    if "temperature" in said:
        return "temperature"
    return "response_format" if any(word in said for word in ("response_format", "json", "schema")) else None


def without(ability: Ability, lack: Unsupported) -> Ability:
    """Return the next ability to try after a refusal.

    Raises:
        ModelUnavailable: nothing is left to leave out.
    """
    if lack.about == "stream_options" and ability.counts:
        return replace(ability, counts=False)
    if lack.about == "max_tokens" and ability.limit == "max_tokens":
        return replace(ability, limit="max_completion_tokens")
    if lack.about == "temperature" and ability.has_temperature:
        return replace(ability, has_temperature=False)
    place = RUNGS.index(ability.rung) + 1
    if lack.about != "response_format" or place >= len(RUNGS):
        raise ModelUnavailable(f"the endpoint refuses the request: {lack}") from lack
    return replace(ability, rung=RUNGS[place])
