"""Modifiers make a variant of a case harder: noise, traps and interruptions that real tickets bring."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.domain.text import Content, Text

ModifierId = Literal["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "T1", "T2"]
TurnId = Literal["T1", "T2"]
TURNS: tuple[TurnId, ...] = ("T1", "T2")
"""Turns of an assessment: everybody gets one, so they make a case no harder than another's. Never chosen in training."""
MOST = 2
"""Modifiers a run may have, turns aside."""


class Interlude(Content):
    """Something somebody says in mid-case which no reply has asked for."""

    by: ModifierId
    after: Annotated[int, Field(ge=1)]
    """How many answers the customer has given before."""
    who: Literal["customer", "colleague", "shift"]
    name: Text | None = None
    """A colleague's name; customer and shift lead are known."""
    text: Text


class Modifier(Content):
    """One entry of the catalogue ``scenarios/modifiers.yaml``."""

    id: ModifierId
    name: Text
    effect: Text
    """What it does, for the people who choose it."""
    right: Text
    """What a good engineer does about it; shown in the report."""
    who: Literal["customer", "colleague", "shift"] | None = None
    """Who speaks up, for modifiers that bring an interlude."""
    name_of: tuple[Text, ...] = ()
    """Names a colleague may have."""
    texts: tuple[Text, ...] = ()
    """Wordings to draw from: what is said, what a tool prints, what the assistant proposes. ``{tool}`` and
    ``{wrong}`` are filled with the command and a wrong cause of the card."""
