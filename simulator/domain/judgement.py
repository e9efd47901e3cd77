"""What a model judge says about a run, after code has checked it."""

from typing import Literal, Protocol

from pydantic import Field

from simulator.domain.case import Case
from simulator.domain.event import Event
from simulator.domain.rubric import Rubrics
from simulator.domain.text import Value

Doubt = Literal["no-quote", "judges-disagree", "missing", "out-of-range"]


class Judgement(Value):
    """One criterion: a level with the engineer's own words, or why there is none."""

    criterion: str
    level: float | None = Field(default=None, ge=0, le=4)
    event: int | None = None
    quote: str = ""
    reason: str = ""
    confidence: float = Field(default=0.0, ge=0, le=1)
    doubt: Doubt | None = None
    """Why there is no level; the criterion then goes to a person."""


class Judged(Value):
    """A whole judgement and where it came from."""

    judgements: tuple[Judgement, ...] = ()
    provenance: dict[str, str] = {}


class Judge(Protocol):
    """Judges the language criteria of a run. Raises ``ModelUnavailable`` when there is no judgement at all."""

    def judge(self, case: Case, events: tuple[Event, ...], rubrics: Rubrics) -> Judged:
        """Return a judgement of every language criterion of the run's rubrics."""
        ...
