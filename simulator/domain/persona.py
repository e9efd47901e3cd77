"""Who the customer is: style, patience and voice."""

from typing import Annotated

from pydantic import Field, StringConstraints

from simulator.domain.text import Content, Line, Text


class Habits(Content):
    """Typing habits as probabilities 0–1, per message."""

    lower_start: float = Field(ge=0, le=1, default=0.1)
    no_full_stop: float = Field(ge=0, le=1, default=0.3)
    capitals: float = Field(ge=0, le=1, default=0.0)
    typo: float = Field(ge=0, le=1, default=0.0)
    greeting: float = Field(ge=0, le=1, default=0.0)
    courtesy: float = Field(ge=0, le=1, default=0.1)


class Persona(Content):
    """One of the twelve customers of the catalogue."""

    id: Annotated[str, StringConstraints(pattern=r"^PE-[A-Z]+$")]
    name: Text
    about: Text
    tech: Annotated[int, Field(ge=0, le=4)]
    """Technical level 0–4: which terms need no explanation."""
    delay: Annotated[float, Field(ge=0.5, le=2.0)]
    """Factor on the minutes of customer-run checks."""
    trust: Annotated[int, Field(ge=0, le=100)] = 50
    misstep: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Chance that he mistypes or misreads a first attempt at a check."""
    habits: Habits = Habits()
    goes_up: Text
    comes_down: Text


class VoiceLine(Content):
    """Wordings of one act for some mood bands.

    ``{fact}``, ``{output}``, ``{name}`` … are slots; pairs like ``{понял|поняла}`` pick the masculine or feminine
    form.
    """

    act: Line
    bands: tuple[Annotated[int, Field(ge=1, le=5)], ...] = (1, 2, 3, 4, 5)
    channels: tuple[Line, ...] = ()
    """Empty: any channel."""
    en: tuple[Line, ...] = Field(min_length=1)
    ru: tuple[Line, ...] = Field(min_length=1)


class Voice(Content):
    """Everything one persona can say, by act and mood band."""

    persona: Annotated[str, StringConstraints(pattern=r"^PE-[A-Z]+$")]
    lines: tuple[VoiceLine, ...] = Field(min_length=1)
