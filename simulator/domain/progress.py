"""What a person on the way to a role may see of it: read models the services give to the web layer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from simulator.domain.career import Competency
from simulator.domain.text import Text


@dataclass(frozen=True)
class Cell:
    """One competency of one person."""

    competency: Competency
    level: int
    mastery: float
    confidence: float
    trend: int
    """Change of level over the last 30 days."""
    items: int
    lacks: tuple[str, ...] = ()
    blocked_until: datetime | None = None
    refresh: bool = False


@dataclass(frozen=True)
class Source:
    """One proof, as the evidence behind a cell shows it."""

    kind: str
    score: float
    weight: float
    factors: tuple[float, float, float, float]
    """Type, difficulty, independence, age."""
    at: datetime
    title: str
    simulation_id: str | None
    events: tuple[int, ...]
    note: str


@dataclass(frozen=True)
class Detail:
    """The evidence behind a cell."""

    cell: Cell
    formula: str
    sources: tuple[Source, ...]
    cheapest: tuple[tuple[str, int, float, int], ...]
    """(kind, difficulty, score, level it would give)."""
    person: str
    person_id: str


@dataclass(frozen=True)
class ConditionView:
    """One condition of a gate in figures."""

    kind: str
    figure: float
    level: int
    runs: int
    of: str
    found: float | None
    holds: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class SignatureView:
    """A person's word under a gate."""

    id: str
    verdict: str
    comment: str
    author: str
    at: datetime
    until: date | None
    recommended: bool
    disagreement: str
    withdrawn: str = ""
    """Why it was taken back, with by whom; empty while it stands."""


@dataclass(frozen=True)
class GateView:
    """A gate with what is missing and who has signed."""

    id: str
    day: int
    name: Text
    otherwise: Text
    conditions: tuple[ConditionView, ...]
    holds: bool
    signatures: tuple[SignatureView, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether a person has let it be passed."""
        return any(one.verdict == "passed" and not one.withdrawn for one in self.signatures)


@dataclass(frozen=True)
class Suggestion:
    """One thing to do now, and why."""

    scenario: str
    subject: Text
    need: float
    information: float
    spacing: float
    helps: tuple[Competency, ...]
    planned: bool


@dataclass(frozen=True)
class Progress:
    """Where a person stands on one day."""

    person: str
    person_id: str
    cohort: str | None
    day: int
    length: int
    starts: date | None
    week: int
    aim: Text
    tasks: tuple[str, ...]
    index: float
    confidence: float
    expected: float
    musts_met: int
    musts: int
    cells: tuple[Cell, ...]
    gates: tuple[GateView, ...]
    suggestions: tuple[Suggestion, ...]
    tired: bool
    """Enough angry customers for today."""
    curve: tuple[tuple[int, float, float], ...]
    """(day, readiness, expected) for each week so far."""
    buddy: str | None = None

    @property
    def next_gate(self) -> GateView | None:
        """The first gate nobody has signed."""
        return next((gate for gate in self.gates if not gate.is_passed), None)


@dataclass(frozen=True)
class BoardLine:
    """One person on a cohort's board."""

    person: str
    person_id: str
    day: int
    index: float
    pace: float
    levels: Mapping[str, int]
    """Competency → level."""
    gate: str
    """The next gate."""
    gate_holds: bool
    stuck: tuple[str, ...] = ()
    """Competencies that must rise and do not, although they are worked on."""
    quiet: int = 0
    """Working days without any evidence."""
    hard_days: int = 0
    """Days of the last week that held as much anger as a day may."""


@dataclass(frozen=True)
class Board:
    """A cohort at a glance."""

    id: str
    name: str
    starts: date
    lead: str
    competencies: tuple[Competency, ...]
    lines: tuple[BoardLine, ...]
    hardest: tuple[tuple[Competency, float], ...]
    """Competencies furthest below their target: (competency, mean level)."""
