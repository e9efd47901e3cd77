"""The ninety days as content: weights of proofs, what levels and gates need, what each week is for."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.domain.career import CompetencyId
from simulator.domain.proof import ProofKind
from simulator.domain.scenario import ScenarioId
from simulator.domain.text import Content, Line, Text
from simulator.domain.workday import Holiday

GateId = Literal["G0", "G1", "G2", "G3"]
Share = Annotated[float, Field(ge=0, le=1)]


class Needs(Content):
    """What a level needs besides its threshold."""

    families_for_2: int
    items_for_3: int
    kinds_for_3: int
    last_not_below: Share
    items_for_4: int
    hard_for_4: Annotated[int, Field(ge=1, le=5)]


class Fatigue(Content):
    """How much anger a day may hold."""

    angry_from: Annotated[int, Field(ge=0, le=100)]
    angry_a_day: Annotated[int, Field(ge=1)]


class Care(Content):
    """When a lead is told that somebody needs him."""

    stuck_days: Annotated[int, Field(ge=1)]
    stuck_proofs: Annotated[int, Field(ge=1)]
    quiet_days: Annotated[int, Field(ge=1)]
    """Working days without any evidence."""
    hard_days: Annotated[int, Field(ge=1)]
    """Days of a week that held as much anger as a day may."""


class Independence(Content):
    """What help does to a proof's weight."""

    alone: Share
    hint: Share
    guided: Share


class Ask(Content):
    """One condition of a gate. ``figure`` is its line; what it is a line of depends on ``kind``."""

    kind: Literal[
        "quiz", "buddy", "musts", "none-below", "skills", "mean", "no-red", "rubric", "angry", "kept", "real",
        "exam", "target", "readiness", "confidence", "written", "labs",
        "quizzes",
    ]  # fmt: skip
    figure: float
    level: int = 0
    runs: int = 0
    """How many of the last runs it looks at."""
    of: Line | None = None


class Gate(Content):
    """A gate: what must be true, and what happens otherwise. A person signs it."""

    id: GateId
    day: Annotated[int, Field(ge=1)]
    name: Text
    otherwise: Text
    asks: tuple[Ask, ...]


class Week(Content):
    """What one week is for."""

    n: Annotated[int, Field(ge=1)]
    aim: Text
    scenarios: tuple[ScenarioId, ...] = ()
    tasks: tuple[Line, ...] = ()


class Programme(Content):
    """Everything the onboarding is computed from."""

    weights: dict[ProofKind, Share]
    difficulty: tuple[float, float, float, float, float]
    independence: Independence
    half_life: Annotated[float, Field(gt=0)]
    prior_weight: Annotated[float, Field(gt=0)]
    prior_score: Share
    confidence_scale: Annotated[float, Field(gt=0)]
    thresholds: tuple[float, float, float, float]
    needs: Needs
    red_days: int
    red_clean_runs: int
    refresh_days: int
    must_weight: Annotated[float, Field(gt=0)]
    other_weight: Annotated[float, Field(gt=0)]
    curve: tuple[tuple[float, float], ...] = Field(min_length=2)
    pass_line: float
    spacing_days: tuple[int, ...]
    fatigue: Fatigue
    care: Care
    no_grace: tuple[CompetencyId, ...]
    commands: dict[CompetencyId, tuple[Line, ...]]
    gates: tuple[Gate, ...]
    weeks: tuple[Week, ...]
    holidays: tuple[Holiday, ...] = ()
    """Days off fixed by law; a cohort's own come on top of them."""
    attention: dict[Line, float] = {}
    """What waits for a lead → how bad it is; its place is that times (1 + weeks waited)."""

    @property
    def length(self) -> int:
        """Days of the whole programme."""
        return max(gate.day for gate in self.gates)

    def week_of(self, day: int) -> Week:
        """Return the week a day lies in."""
        number = min(len(self.weeks), max(1, (max(day, 1) - 1) // 7 + 1))
        return self.weeks[number - 1]
