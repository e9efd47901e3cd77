"""A ticket of the time before: what a help desk exported, after everything personal and secret was covered."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from simulator.domain.priority import Level
from simulator.domain.text import Language, Value

Role = Literal[
    "ignore", "number", "subject", "description", "reply", "resolution", "category", "priority", "status", "opened",
    "person", "email", "phone", "company",
]  # fmt: skip
"""What a column of an exported sheet holds. Columns to ``ignore`` are not kept."""
ROLES: tuple[Role, ...] = (
    "ignore", "number", "subject", "description", "reply", "resolution", "category", "priority", "status", "opened",
    "person", "email", "phone", "company",
)  # fmt: skip

Place = tuple[int, int]


class OldTicket(Value):
    """One imported ticket. Every text went through masking before it came here."""

    subject: str
    text: str
    replies: tuple[str, ...] = ()
    resolution: str = ""
    category: str = ""
    priority: str = ""
    status: str = ""
    opened: str = ""
    lang: Language
    covered: dict[str, int] = {}
    """Kind → how many things were covered."""


class Guess(Value):
    """What a ticket resembles among the cards there are."""

    category: str
    impact: Level
    urgency: Level
    near: tuple[str, ...] = ()
    """Ids of the cards it resembles most."""


class SuggestedFact(Value):
    """One fact a model proposes for a card."""

    text: Annotated[str, Field(min_length=3, max_length=300)]
    says: Annotated[str, Field(min_length=3, max_length=300)]
    ask: Annotated[str, Field(min_length=3, max_length=200)]


class Suggestion(Value):
    """What a model proposes for a card, in the ticket's language. Code has checked it; a person has not."""

    title: str = ""
    subject: str = ""
    opening: str = ""
    stake: str = ""
    cause: str = ""
    category: str = ""
    facts: tuple[SuggestedFact, ...] = ()


class ImportedLine(Value):
    """An imported ticket in the list."""

    id: str
    subject: str
    lang: Language
    category: str
    at: datetime
    card_id: str | None
