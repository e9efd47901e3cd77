"""Figures over many runs, as values: what a tile asks, what a cell of a heat map holds, how a card fares."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from simulator.domain.text import Content, Line, Text

Unit = Literal["share", "minutes", "points"]
Group = Literal["experience", "works", "flow"]
GROUPS: tuple[Group, ...] = ("experience", "works", "flow")
"""Is the customer's experience better, what works, where does the flow stall (RUBRICS §11)."""
FEWEST = 3
"""Runs below which a mean of a cell is not shown."""
CardFlag = Literal["easy", "hard", "weak", "negative", "overexposed", "disputed", "unplayed"]


class Published(Content):
    """A value somebody else has published."""

    value: float
    unit: Literal["percent", "hours"]
    source: Line


class Benchmark(Content):
    """A tile: the question it answers, how it is counted, what it may be compared with."""

    measure: Line
    question: Text
    group: Group
    unit: Unit
    note: Text
    target: float | None = None
    lower: bool = False
    """Whether less is better."""
    published: Published | None = None


@dataclass(frozen=True)
class Sum:
    """Values added up: enough for a mean and its interval."""

    n: float
    total: float
    squares: float

    @property
    def mean(self) -> float | None:
        """The mean, None of nothing."""
        return self.total / self.n if self.n else None


@dataclass(frozen=True)
class Scope:
    """Whose runs are looked at, and which."""

    cohort_id: str | None = None
    person_id: str | None = None
    weeks: int | None = None
    """The newest weeks; None for all."""
    mode: Literal["practice", "exam"] | None = None


@dataclass(frozen=True)
class Tile:
    """A figure that answers a question."""

    benchmark: Benchmark
    value: float | None
    low: float | None
    high: float | None
    n: int
    """Runs (or promises) behind it."""


@dataclass(frozen=True)
class Change:
    """A criterion in the first and in the last third of the period."""

    measure: str
    before: float
    after: float
    before_n: int
    after_n: int


@dataclass(frozen=True)
class PersonLine:
    """One person's means on a heat map."""

    person_id: str
    person: str
    runs: int
    means: Mapping[str, float | None]
    """Criterion → mean level; None where there are fewer than ``FEWEST`` runs."""


@dataclass(frozen=True)
class WeekLine:
    """One week of a trend."""

    week: date
    runs: int
    total: float | None
    shares: Mapping[str, float | None]


@dataclass(frozen=True)
class AnalyticsBoard:
    """A cohort in figures."""

    scope: Scope
    people: int
    runs: int
    tiles: tuple[Tile, ...]
    trend: tuple[WeekLine, ...]
    criteria: tuple[tuple[str, float, int], ...]
    """(criterion, mean level, runs), the hardest first."""
    lines: tuple[PersonLine, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class FactLine:
    """One run behind a number."""

    simulation_id: str
    subject: str
    scenario_id: str
    person: str
    ended: datetime
    mode: str
    total: float | None
    result: str
    value: float | None


@dataclass(frozen=True)
class CardLine:
    """How one card fares."""

    scenario_id: str
    title: Text
    difficulty: int
    runs: int
    people: int
    mean: float | None
    deviation: float | None
    passed: float | None
    discrimination: float | None
    """Correlation of people's mean on this card with their mean on all others; None below ten people."""
    exposure: float
    """Share of people who have played it."""
    disputes: int
    flags: tuple[CardFlag, ...] = ()


@dataclass(frozen=True)
class Reached:
    """How long a competency took a cohort."""

    competency: str
    name: Text
    target: int
    reached: int
    of: int
    median: float | None
    """Days from the start to the first day the level was reached and held; None while fewer than half have."""
    fastest: int | None
    slowest: int | None
