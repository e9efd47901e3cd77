"""What the person at the keyboard can do: the lines of a replay file and the forms of the desk."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from simulator.domain.modifier import ModifierId
from simulator.domain.priority import Level
from simulator.domain.scenario import PackField
from simulator.domain.text import Value

REPLY_LIMIT = 4000
"""Characters of a reply after trimming."""


class Say(Value):
    """A message to the customer."""

    do: Literal["say"] = "say"
    text: str


class Run(Value):
    """A command typed in the tools console."""

    do: Literal["run"] = "run"
    tool: str


class Kb(Value):
    """A search of the knowledge base."""

    do: Literal["kb"] = "kb"
    query: str


class Open(Value):
    """Opening a knowledge article."""

    do: Literal["open"] = "open"
    article: str


class Note(Value):
    """An internal note on the ticket."""

    do: Literal["note"] = "note"
    text: str


class Classify(Value):
    """Category, impact and urgency of the ticket."""

    do: Literal["classify"] = "classify"
    category: str
    impact: Level
    urgency: Level


class Escalate(Value):
    """Handing the ticket to another team."""

    do: Literal["escalate"] = "escalate"
    team: str
    request: str = ""
    pack: dict[PackField, str] = {}


class Major(Value):
    """Raising a candidate for a major incident."""

    do: Literal["major"] = "major"
    reason: str


class Resolve(Value):
    """Recording the cause and telling the customer that it is solved."""

    do: Literal["resolve"] = "resolve"
    cause: str
    text: str = ""


class Wait(Value):
    """Letting simulated time pass."""

    do: Literal["wait"] = "wait"
    minutes: Annotated[int, Field(ge=1, le=1440)]


class Close(Value):
    """Closing the ticket, with a last message."""

    do: Literal["close"] = "close"
    text: str = ""


class Hint(Value):
    """Asking for the next hint (practice mode; costs points in an exam)."""

    do: Literal["hint"] = "hint"


Action = Annotated[
    Say | Run | Kb | Open | Note | Classify | Escalate | Major | Resolve | Wait | Close | Hint,
    Field(discriminator="do"),
]

ACTION: TypeAdapter[Action] = TypeAdapter(Action)


class ReplayHeader(Value):
    """First line of a replay file."""

    scenario: str
    lang: Literal["en", "ru"] = "en"
    seed: Annotated[int, Field(ge=1)] = 1
    modifiers: tuple[ModifierId, ...] = ()
