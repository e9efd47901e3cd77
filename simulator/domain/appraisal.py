"""What rules say about a written answer: points, each with the words that show it or with what is missing."""

from pydantic import Field

from simulator.domain.text import Text, Value


class Point(Value):
    """One thing a rule looked at: what it is worth, and the words that show it or what is missing."""

    id: str
    criterion: str
    share: float = Field(ge=0, le=1)
    weight: float = Field(default=1.0, gt=0)
    because: Text
    quote: str = ""
    """The person's own words; empty when the point is about something missing."""


class Appraisal(Value):
    """What rules say about one version. A person may see it differently."""

    score: float = Field(ge=0, le=1)
    points: tuple[Point, ...]


class Proposal(Value):
    """A level that rules propose for one criterion of a written answer: advice, a person gives the level."""

    criterion: str
    level: float | None = Field(default=None, ge=0, le=4)
    """In halves; None where rules cannot carry one."""
    because: tuple[Text, ...]
    quotes: tuple[str, ...] = ()
    """The person's own words on which it rests, or what he chose."""
