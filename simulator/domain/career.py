"""Roles and the competencies they ask for."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.domain.text import Content, Line, Text

CompetencyId = Annotated[str, StringConstraints(pattern=r"^L1-[A-Z]\d{2}$")]


class Competency(Content):
    """One thing a first-line engineer must be able to do, with what is seen by day 30, 60 and 90."""

    id: CompetencyId
    group: Literal["D", "H", "P", "S", "G"]
    name: Text
    source: Line
    """SEED, ADDED or a mixture, shown to readers."""
    day30: Text
    day60: Text
    day90: Text
    target: Annotated[int, Field(ge=0, le=4)]
    must: bool
    fed_by: tuple[Line, ...] = ()
    """Criteria, rules and other evidence that feed it (RUBRICS.md §14)."""
    evidence: tuple[Line, ...] = ()
    scenarios: tuple[Line, ...] = ()


class CareerPath(Content):
    """A role as a list of competencies."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    version: Annotated[int, Field(ge=1)] = 1
    name: Text
    goal: Text
    competencies: tuple[Competency, ...] = Field(min_length=1)


class RoleAsk(Content):
    """One thing a later role asks for. ``work``: it can only be proven at work, never here."""

    kind: Literal["levels", "musts", "count", "written", "rubric", "cards", "quiz", "helped", "work"]
    text: Text
    figure: float = 0
    level: int = 0
    of: tuple[Line, ...] = ()
    """Competencies, cards, a rubric or a quiz, by ``kind``."""


class NextRole(Content):
    """A role that an engineer of the first line may grow into."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    name: Text
    purpose: Text
    duties: tuple[Text, ...] = Field(min_length=1)
    asks: tuple[RoleAsk, ...] = Field(min_length=1)
    metrics: Text
    orientation: Text
