"""What people say about a grade: reviews by leads, disputes by trainees, rulings, the gold set.

A person's word is added and never replaces anything: the machine's level stays beside it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.domain.text import Value

Target = Annotated[str, StringConstraints(pattern=r"^([TDNECKRPO]\d{1,2}|CF-\d{2})$")]
"""A criterion, or the code of a critical fail."""
Verdict = Literal["accepted", "partly", "rejected"]


class Review(Value):
    """One person's level for one criterion of one run (or whether a critical fail stands), with the reason."""

    id: str
    simulation_id: str
    target: Target
    level: float | None = Field(default=None, ge=0, le=4)
    """For a criterion; None for a critical fail."""
    stands: bool | None = None
    """For a critical fail: whether it is one."""
    reason: str
    author: str
    author_id: str
    at: datetime
    machine: float | None = None
    """The machine's level when the person gave this one; None where it had none."""
    blind: bool = False
    """The person did not see the machine's level before."""


class Dispute(Value):
    """A trainee does not agree with a level."""

    id: str
    simulation_id: str
    target: Target
    expected: float = Field(ge=0, le=4)
    machine: float | None = None
    why: str
    person: str
    at: datetime
    verdict: Verdict | None = None
    level: float | None = None
    """The level the ruling gives."""
    reason: str = ""
    ruled_by: str = ""
    ruled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether a lead has still to rule."""
        return self.verdict is None


class Comment(Value):
    """What a reviewer says about one moment of a run."""

    id: str
    event: int
    text: str
    author: str
    at: datetime


class GoldLevel(Value):
    """One level people stand by: what graders are measured against."""

    simulation_id: str
    target: Target
    level: float = Field(ge=0, le=4)
    source: Literal["review", "ruling", "round"]
    author: str
    at: datetime


class Automation(Value):
    """When a language criterion counts: agreement that must be shown first (rubrics/calibration.yaml)."""

    kappa: float = Field(ge=0, le=1)
    pairs: int = Field(ge=1)
    random_share: float = Field(ge=0, le=1)
    """Share of ended runs that is sampled for review at random."""
    unsure: float = Field(ge=0, le=1)
    """Confidence below which a run is sampled."""


class Question(Value):
    """What a reviewer asks the trainee about one moment of a run, and what the trainee answers."""

    id: str
    simulation_id: str
    event: int
    text: str
    author: str
    at: datetime
    answer: str = ""
    answered_at: datetime | None = None
    is_settled: bool = False
    """A reviewer has read the answer."""


class Opinion(Value):
    """A second reviewer's levels, given without seeing the first ones. They count for nothing by themselves."""

    id: str
    simulation_id: str
    reviewer: str
    reviewer_id: str
    asked_by: str
    note: str = ""
    at: datetime
    given_at: datetime | None = None
    levels: dict[str, float] = {}
    reasons: dict[str, str] = {}
    apart: tuple[str, ...] = ()
    """Criteria on which it lies more than a level from the first reviewer's."""


@dataclass(frozen=True)
class QueueFilter:
    """What a reviewer wants to see of the queue."""

    reason: str = ""
    """One of the reasons, ``all`` for every ended run, nothing for what needs a look."""
    person: str = ""
    cohort: str = ""
    scenario: str = ""
    lang: str = ""
    since: date | None = None
    until: date | None = None
    after: str = ""
    """Id of the last run of the page before."""


@dataclass(frozen=True)
class QueuePage:
    """A part of the queue, by urgency, and the key of the next part."""

    lines: tuple["QueueLine", ...]
    after: str = ""


@dataclass(frozen=True)
class QueueLine:
    """One run that waits for a reviewer, and why."""

    simulation_id: str
    scenario_id: str
    subject: str
    person: str
    lang: str
    mode: str
    ended: datetime
    total: float | None
    result: str | None
    reasons: tuple[str, ...]
    reviews: int = 0
