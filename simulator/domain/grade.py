"""The result of grading a run. No level without evidence; unknown is a value."""

from typing import Literal

from pydantic import Field

from simulator.domain.text import Text, Value

Grader = Literal["rule", "language", "model", "person"]


class Evidence(Value):
    """What a level rests on: an event, and the trainee's own words when they matter."""

    event: int
    quote: str | None = None
    """Exact substring of the trainee's text in that event."""


class CriterionGrade(Value):
    """One criterion of one run. ``level`` is None exactly when ``ungraded`` or ``not_applicable`` says why."""

    id: str
    level: float | None = Field(default=None, ge=0, le=4)
    evidence: tuple[Evidence, ...] = ()
    grader: Grader = "rule"
    confidence: float = Field(default=1.0, ge=0, le=1)
    because: Text | None = None
    """One sentence a person can check against the evidence."""
    ungraded: str | None = None
    not_applicable: str | None = None


class RubricGrade(Value):
    """One rubric of one run."""

    id: str
    score: float | None = None
    criteria: tuple[CriterionGrade, ...]
    worst: int | None = None
    """For message rubrics: the event with the lowest score."""
    messages: dict[int, float] = {}
    """For message rubrics: event → score 0–100 of that message."""


class Hit(Value):
    """A critical fail, with the words or the event that show it."""

    code: str
    severity: Literal["RED", "AMBER"]
    event: int
    quote: str | None = None
    because: Text | None = None


class Remark(Value):
    """A strength or a change: the criterion, the trainee's line, and what to say about it."""

    criterion: str
    event: int
    quote: str
    text: Text
    rewritten: str | None = None


class Link(Value):
    """Where to practise next."""

    kind: Literal["scenario", "article", "lab", "reading"]
    id: str
    why: Text


class Feedback(Value):
    """At most three points a person reads first."""

    strength: Remark | None = None
    change: Remark | None = None
    link: Link | None = None


class Grade(Value):
    """A graded run."""

    total: float | None
    result: Literal["pass", "fail", "unsafe", "ungraded"]
    band: Literal["excellent", "pass", "below", "unsafe", "ungraded"]
    rubrics: tuple[RubricGrade, ...]
    critical_fails: tuple[Hit, ...] = ()
    feedback: Feedback = Feedback()
    provenance: dict[str, str] = {}

    def rubric(self, rubric_id: str) -> RubricGrade | None:
        """Return one rubric's grade, or None when it does not apply."""
        return next((rubric for rubric in self.rubrics if rubric.id == rubric_id), None)
