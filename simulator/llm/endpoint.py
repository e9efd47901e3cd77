"""Which endpoint is asked, with which model for which purpose, and within which limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.domain.chat import ModelUsage, Purpose

DEADLINES: dict[Purpose, float] = {
    "read": 8.0,
    "phrase": 20.0,
    "judge": 120.0,
    "feedback": 40.0,
    "draft": 60.0,
}
"""Seconds a call may take, retries included. A turn reads and phrases: together well below a minute. Feedback is worded
within the lease of its job, so that nobody asks a second time."""


@dataclass(frozen=True)
class Price:
    """What a million tokens cost, in the operator's currency."""

    prompt: float = 0.0
    cached: float = 0.0
    completion: float = 0.0

    def of(self, usage: ModelUsage) -> float:
        """Return the price of one call."""
        fresh = usage.prompt_tokens - usage.cached_tokens
        total = fresh * self.prompt + usage.cached_tokens * self.cached
        return (total + usage.completion_tokens * self.completion) / 1e6


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint."""

    base_url: str
    api_key: str = field(repr=False)
    models: Mapping[Purpose, str]
    """Purpose → model. A purpose without a model stays offline."""
    deadlines: Mapping[Purpose, float] = field(default_factory=lambda: dict(DEADLINES))
    concurrency: int = 8
    """Calls at once from this process; more wait, within their deadline."""
    price: Price = Price()

    def serves(self, purpose: Purpose) -> bool:
        """Whether a model is set for ``purpose``."""
        return bool(self.models.get(purpose))
