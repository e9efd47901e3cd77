"""Asking every model every request through the gateway, and keeping what came back apart from who said it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from simulator.domain.arena import Recorded
from simulator.domain.case import Case
from simulator.domain.chat import Model, ModelRequest, ModelUsage
from simulator.domain.event import EVENT, Event
from simulator.domain.rubric import Rubrics
from simulator.domain.run import Run
from simulator.engine.customers.scripted import ScriptedCustomer
from simulator.errors import ModelUnavailable
from simulator.llm.customer import drafted, request
from simulator.llm.guard import Guard
from simulator.llm.judge import Turn, Verdict, Verdicts, criteria_of, judge_request, turns_of


@dataclass(frozen=True)
class Question:
    """A recorded request, ready to be asked and to be scored."""

    recorded: Recorded
    case: Case
    events: tuple[Event, ...]
    request: ModelRequest
    guard: Guard | None = None
    turns: tuple[Turn, ...] = ()

    @classmethod
    def of(cls, recorded: Recorded, case: Case, rubrics: Rubrics) -> "Question":
        """Make the very prompt that the product would send."""
        events = tuple(EVENT.validate_python(event) for event in recorded.events)
        if recorded.act is None:
            turns, _masked = turns_of(events)
            asked = judge_request(
                case, criteria_of(rubrics), turns, sha256(recorded.id.encode()).hexdigest()[:16]
            )
            return cls(recorded, case, events, asked, turns=turns)
        run = Run.of(events)
        offline = ScriptedCustomer().phrase(case, run, recorded.act)
        draft = drafted(run, recorded.act, offline)
        guard = Guard.of(case, run, recorded.act, draft)
        return cls(recorded, case, events, request(case, run, recorded.act, draft), guard)


@dataclass(frozen=True)
class Answer:
    """What came back: words or verdicts, or the fault. No name is on it."""

    question: Question
    text: str = ""
    verdicts: tuple[Verdict, ...] = ()
    fault: str = ""
    seconds: float = 0.0


@dataclass
class Spent:
    """A ledger that allows everything and adds up. Implements ``llm.gateway.Ledger``."""

    usages: list[ModelUsage] = field(default_factory=list)

    def allow(self, request: ModelRequest) -> None:
        """Allow every call."""

    def record(self, request: ModelRequest, usage: ModelUsage, fault: str = "") -> None:
        """Add a call to what was spent."""
        self.usages.append(usage)


def asked(models: Mapping[str, Model], questions: Sequence[Question], seed: int) -> dict[str, list[Answer]]:
    """Return each model's answers under an alias; whose alias it is tells ``aliases``.

    Requests go round: every model is asked the first before any is asked the second, in an order drawn by the seed,
    so that a slow hour of the network meets all of them.
    """
    rng = Random(seed)  # noqa: S311 — an order, no secret
    names = aliases(models, seed)
    answers: dict[str, list[Answer]] = {alias: [] for alias in names.values()}
    order = list(questions)
    rng.shuffle(order)
    for question in order:
        turn = sorted(models)
        rng.shuffle(turn)
        for name in turn:
            answers[names[name]].append(ask(models[name], question))
    return answers


def aliases(models: Mapping[str, Model], seed: int) -> dict[str, str]:
    """Return name → alias: letters in an order that the seed draws."""
    names = sorted(models)
    Random(f"aliases {seed}").shuffle(names)  # noqa: S311 — an order, no secret
    return {name: f"model-{number}" for number, name in enumerate(names, 1)}


def ask(model: Model, question: Question) -> Answer:
    """Ask one request once."""
    began = time.monotonic()
    try:
        if question.guard is not None:
            text = "".join(model.stream(question.request)).strip()
            if not text:
                return Answer(question, fault="the answer is empty")
            return Answer(question, text=text, seconds=time.monotonic() - began)
        verdicts = model.fill(question.request, Verdicts).value.verdicts
        return Answer(question, verdicts=tuple(verdicts), seconds=time.monotonic() - began)
    except ModelUnavailable as fault:
        return Answer(question, fault=str(fault)[:200])
