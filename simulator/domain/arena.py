"""Comparing models on recorded requests: what is asked, what came back, what it is worth."""

from typing import Any, Literal

from pydantic import Field

from simulator.domain.act import CustomerAct
from simulator.domain.text import Language, Value

Task = Literal["phrase", "judge"]


class Recorded(Value):
    """One request as it once came up in a run: the customer's next message, or a whole run to be judged."""

    id: str
    task: Task
    scenario: str
    lang: Language
    seed: int = 1
    events: tuple[dict[str, Any], ...] = Field(min_length=1)
    """The run up to the request, as plain events."""
    act: CustomerAct | None = None
    """What the customer is to say."""
    gold: dict[str, float] = {}
    """Criterion → the level people stand by."""


class Interval(Value):
    """A figure with its 95 % interval; None where nothing can be said."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


class Contestant(Value):
    """What one model showed. A call that failed counts as failed and as nothing else."""

    name: str
    calls: int
    failed: int
    usable: Interval
    """Share of the customer's messages that passed every check, of all that were asked for."""
    leaks: int
    """Messages that gave a locked fact away. One is too many."""
    faults: dict[str, int] = {}
    """Check → messages that failed it."""
    repeats: Interval
    """Share of sentences the customer had said in the run before."""
    kappa: Interval
    """Agreement of the judge's levels with the gold ones."""
    quotes: Interval
    """Share of quotes that stand in the run, word for word."""
    links: Interval
    """Share of articles and links named that exist or were known."""
    seconds_median: float | None = None
    seconds_p95: float | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None


class Place(Value):
    """A place in the order: models whose intervals overlap share it."""

    name: str
    first: int
    last: int

    @property
    def decided(self) -> bool:
        """Whether the figures tell this model from every other."""
        return self.first == self.last
