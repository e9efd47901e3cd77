"""Budgets and costs of language models, in the database so that every process counts the same."""

from dataclasses import dataclass
from datetime import datetime

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import models as find
from simulator.db.tables import ModelCallRow
from simulator.domain.chat import PAYER, ModelRequest, ModelUsage
from simulator.errors import ModelUnavailable
from simulator.llm.endpoint import Price


@dataclass(frozen=True)
class Budget:
    """Tokens that may be spent; 0 is no limit."""

    run: int = 60_000
    day: int = 3_000_000


@dataclass(frozen=True)
class Spent:
    """What one purpose and model have cost since a moment."""

    purpose: str
    model: str
    calls: int
    faults: int
    tokens: int
    cost: float


class Spending:
    """The gateway's ledger. Short transactions of its own, before and after a call, never around one."""

    def __init__(self, database: Database, clock: Clock, budget: Budget, price: Price) -> None:
        self._database = database
        self._clock = clock
        self._budget = budget
        self._price = price

    def allow(self, request: ModelRequest) -> None:
        """Raise ``ModelUnavailable`` when the run's or the day's budget is used up."""
        subject, budget = request.subject or PAYER.get(), self._budget
        with self._database.reading() as session:
            if budget.run and subject and find.tokens_of_subject(session, subject) >= budget.run:
                raise ModelUnavailable("this run has used up its budget of tokens")
            if budget.day and find.tokens_since(session, self._midnight()) >= budget.day:
                raise ModelUnavailable("today's budget of tokens is used up")

    def record(self, request: ModelRequest, usage: ModelUsage, fault: str = "") -> None:
        """Remember a call and what it cost."""
        with self._database.writing() as session:
            session.add(
                ModelCallRow(
                    at=self._clock(),
                    purpose=usage.purpose,
                    model=usage.model[:120],
                    subject=request.subject or PAYER.get(),
                    prompt_tokens=usage.prompt_tokens,
                    cached_tokens=usage.cached_tokens,
                    completion_tokens=usage.completion_tokens,
                    seconds=usage.seconds,
                    cost=self._price.of(usage),
                    prompt_digest=usage.prompt_digest,
                    fault=fault[:200],
                )
            )

    def today(self) -> tuple[Spent, ...]:
        """Return what was spent today, by purpose and model."""
        with self._database.reading() as session:
            return tuple(Spent(*line) for line in find.totals_since(session, self._midnight()))

    def _midnight(self) -> datetime:
        return self._clock().replace(hour=0, minute=0, second=0, microsecond=0)
