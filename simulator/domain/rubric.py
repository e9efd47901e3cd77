"""How work is scored: criteria with anchors, critical fails, totals and pass lines."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.domain.text import Content, Line, Text

CriterionId = Annotated[str, StringConstraints(pattern=r"^[TDNECKRPO]\d{1,2}$")]


class Anchor(Content):
    """What a level looks like."""

    level: Annotated[int, Field(ge=0, le=4)]
    text: Text


class Example(Content):
    """A good or bad line for a criterion."""

    good: Text
    bad: Text


class Criterion(Content):
    """One observable thing. Levels 0–4; missing anchors are interpolated."""

    id: CriterionId
    name: Text
    asks: Text
    """What the criterion looks at, in a sentence."""
    weight: Annotated[float, Field(gt=0)]
    graded_by: Literal["rule", "language", "rule+language"]
    anchors: tuple[Anchor, ...] = Field(min_length=2)
    examples: tuple[Example, ...] = ()
    advice: Text
    """What to do to reach the next level; used by feedback."""
    link: Line | None = None
    """Article, lab or reading that teaches it."""


class Rubric(Content):
    """A scorecard. Section score 0–100 = Σ wᵢ·(sᵢ/4) / Σ wᵢ × 100 over applicable criteria."""

    id: Annotated[str, StringConstraints(pattern=r"^[TDNECKRPO]$")]
    name: Text
    unit: Literal["message", "case"]
    version: Annotated[int, Field(ge=1)] = 1
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class CriticalFail(Content):
    """A deed that a good total cannot buy back."""

    code: Annotated[str, StringConstraints(pattern=r"^CF-\d{2}$")]
    name: Text
    what: Text
    severity: Literal["RED", "AMBER"]
    guard: Text
    """What is not a hit."""


class Profile(Content):
    """Weights of rubrics in the total for one kind of card; they sum to 100."""

    id: Literal["resolve", "escalate", "resolve+escalate", "mass-incident"]
    weights: dict[Literal["T", "D", "O", "E", "C", "N", "P"], float]
    floors: dict[Literal["T", "D", "C"], float]


class Scoring(Content):
    """Totals, bands and caps."""

    pass_line: float = 70
    excellent_line: float = 88
    amber_cap: float = 59
    hint_cost: float = 5
    hint_cost_max: float = 15
    restore_breach_cost: float = 20
    profiles: tuple[Profile, ...]
    critical_fails: tuple[CriticalFail, ...]

    def profile(self, profile_id: str) -> Profile:
        """Return a profile by id."""
        return next(profile for profile in self.profiles if profile.id == profile_id)


@dataclass(frozen=True)
class Rubrics:
    """All scorecards, by id, and how they make a total."""

    rubrics: dict[str, Rubric]
    scoring: Scoring
