"""Triage: a queue of short requests to be sorted, set and put in order, with a key for each."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from simulator.domain.priority import Level, Priority, priority_of
from simulator.domain.scenario import Category, Channel, Plan
from simulator.domain.text import Content, Line, Text, Value

TriageId = Annotated[str, StringConstraints(pattern=r"^TRI-[A-Z0-9]{2}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Gender = Literal["m", "f"]
Asked = Literal["category", "impact", "urgency", "team", "major", "order"]
NO_TEAM = "none"
"""The first line keeps it."""


class Key(Content):
    """What a competent first line decides about one vignette."""

    category: Category
    impact: Level
    urgency: Level
    team: Line = NO_TEAM
    major: bool = False

    @property
    def priority(self) -> Priority:
        """The cell of the provider's matrix."""
        return priority_of(self.impact, self.urgency)


class Also(Content):
    """Answers besides the key that have their reasons, and what each is worth."""

    category: dict[Category, Share] = {}
    team: dict[str, Share] = {}


class Vignette(Content):
    """One request in the customer's own voice. ``{names}`` in braces are drawn anew with each seed."""

    id: Annotated[str, StringConstraints(pattern=r"^TRI-[A-Z0-9]{2}-\d{2}$")]
    pattern: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")] | None = None
    """The fault it is a signal of, together with others: never stated, seen only across vignettes."""
    loud: bool = False
    """Shouts and is harmless, or is quiet and dangerous: what draws the eye the wrong way."""
    gender: Gender | None = None
    """Whose voice it is, where the Russian text shows it."""
    channel: Channel
    plan: Plan
    text: Text
    values: dict[str, tuple[Text, ...]] = {}
    """Wordings to draw from, by the name that stands in braces."""
    key: Key
    also: Also = Also()
    why: Text


class Pattern(Content):
    """What the signals of one fault share; drawn once for all of them."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    values: dict[str, tuple[Text, ...]] = {}
    why: Text


class TriageSet(Content):
    """A queue to triage."""

    id: TriageId
    title: Text
    aim: Text
    use: Literal["training", "hiring"] = "training"
    difficulty: Annotated[int, Field(ge=1, le=5)] = 3
    minutes: Annotated[int, Field(ge=1, le=60)]
    pass_mark: Share = 0.8
    draw: Annotated[int, Field(ge=3)]
    """Vignettes of one attempt; the signals of one pattern are among them."""
    asks: tuple[Asked, ...] = ("category", "impact", "urgency", "team", "major", "order")
    patterns: tuple[Pattern, ...] = Field(min_length=1)
    vignettes: tuple[Vignette, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> "TriageSet":
        ids = [one.id for one in self.vignettes]
        if len(set(ids)) != len(ids):
            raise ValueError("two vignettes have the same id; number them")
        for pattern in self.patterns:
            signals = self.signals(pattern.id)
            if len(signals) < 3:
                raise ValueError(f"pattern {pattern.id} has {len(signals)} signals; a pattern needs three")
            if not all(one.key.major for one in signals):
                raise ValueError(f"a signal of pattern {pattern.id} is no candidate; write `major: true`")
            if len(signals) + len(self.single) < self.draw:
                raise ValueError(f"with pattern {pattern.id} there are fewer vignettes than `draw`")
        stray = {one.pattern for one in self.vignettes if one.pattern} - {one.id for one in self.patterns}
        if stray:
            raise ValueError(f"no pattern {', '.join(sorted(stray))}; describe it under `patterns`")
        if any(one.key.major for one in self.single):
            raise ValueError("a vignette without a pattern is no candidate for a major incident")
        return self

    def signals(self, pattern_id: str) -> tuple[Vignette, ...]:
        """Return the vignettes of one pattern."""
        return tuple(one for one in self.vignettes if one.pattern == pattern_id)

    @property
    def single(self) -> tuple[Vignette, ...]:
        """Vignettes that belong to no pattern."""
        return tuple(one for one in self.vignettes if one.pattern is None)

    def vignette(self, vignette_id: str) -> Vignette | None:
        """Return one vignette."""
        return next((one for one in self.vignettes if one.id == vignette_id), None)


class Writer(Content):
    """An invented person."""

    name: Text
    gender: Gender


class Names(Content):
    """Who writes in triage sets: invented people and companies."""

    people: tuple[Writer, ...] = Field(min_length=12)
    companies: tuple[Text, ...] = Field(min_length=12)


class Ticket(Value):
    """A vignette as one attempt shows it, with its drawn values."""

    vignette: str
    person: Text
    company: Text
    arrives: str
    """Time of day, like 10:42."""
    text: Text


class Call(Value):
    """What a person decided about one vignette; None is not decided yet."""

    category: str | None = None
    impact: Level | None = None
    urgency: Level | None = None
    team: str | None = None
    major: bool = False
    place: Annotated[int, Field(ge=1, le=99)] | None = None
    """1 is dealt with first."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was decided."""
        return self == Call()
