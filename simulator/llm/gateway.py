"""The one door to language models: any OpenAI-compatible endpoint, with every fault turned into ``ModelUnavailable``.

Capabilities go down a ladder (JSON Schema, JSON object, plain text) and what worked is remembered for each model.
There is one layer of retries, inside one deadline; an answer that does not validate is repaired once.
"""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.domain.chat import ChatMessage, Filled, ModelRequest, ModelUsage, Rung
from simulator.errors import ModelUnavailable
from simulator.llm.answers import RUNGS, in_words, parsed, repair, response_format
from simulator.llm.breaker import Breaker
from simulator.llm.calls import Call, Calls, Said, Unsupported
from simulator.llm.endpoint import Endpoint

Shape = TypeVar("Shape", bound=BaseModel)


class Ledger(Protocol):
    """Keeps what was spent, for every process alike."""

    def allow(self, request: ModelRequest) -> None:
        """Raise ``ModelUnavailable`` when a budget is used up."""
        ...

    def record(self, request: ModelRequest, usage: ModelUsage, fault: str = "") -> None:
        """Remember a call and what it cost."""
        ...


class Unlimited:
    """A ledger for probes and tests: everything is allowed, nothing is kept."""

    def allow(self, request: ModelRequest) -> None:
        """Allow every call."""

    def record(self, request: ModelRequest, usage: ModelUsage, fault: str = "") -> None:
        """Keep nothing."""


@dataclass(frozen=True)
class Ability:
    """What an endpoint has shown it can do with one model."""

    rung: Rung = "json_schema"
    counts: bool = True
    """Whether it takes ``stream_options`` and tells token counts."""


class Gateway:
    """Implements ``domain.chat.Model``. Safe to share between threads; make it after a fork."""

    def __init__(self, endpoint: Endpoint, ledger: Ledger | None = None, calls: Calls | None = None) -> None:
        self.endpoint = endpoint
        self._ledger = ledger or Unlimited()
        self._calls = calls or Calls(endpoint)
        self._breaker = Breaker()
        self._slots = threading.BoundedSemaphore(endpoint.concurrency)
        self._abilities: dict[str, Ability] = {}

    def ability(self, model: str) -> Ability:
        """Return what is known of ``model``; the best is assumed until it is shown otherwise."""
        return self._abilities.get(model, Ability())

    def fill(self, request: ModelRequest, shape: type[Shape]) -> Filled[Shape]:
        """Return an answer that satisfies ``shape``.

        Raises:
            ModelUnavailable: no model, no budget, no answer in time, or no answer that fits even after a repair.
        """
        with self._turn(request) as (model, deadline):
            said, rung = self._on_some_rung(request, model, shape, deadline)
            usage = _usage(request, model, said)
            try:
                value = parsed(said.text, shape)
            except ValidationError as fault:
                self._ledger.record(request, usage, "invalid")
                again = _with(request, repair(said.text, fault))
                said, rung = self._on_some_rung(again, model, shape, deadline)
                usage = _usage(again, model, said)
                value = self._repaired(said, shape, request, usage)
            self._ledger.record(request, usage)
            return Filled(value, said.text, rung, usage)

    def stream(self, request: ModelRequest) -> Iterator[str]:
        """Yield pieces of a plain text as they arrive; raise ``ModelUnavailable`` when it breaks off."""
        with self._turn(request) as (model, deadline):
            call = Call(request, model, deadline, counts=self.ability(model).counts)
            began, said = time.monotonic(), Said("")
            try:
                for said in self._calls.pieces(call):
                    if said.piece:
                        yield said.piece
            except Unsupported:
                self._abilities[model] = replace(self.ability(model), counts=False)
                for said in self._calls.pieces(replace(call, counts=False)):
                    if said.piece:
                        yield said.piece
            usage = _usage(request, model, replace(said, seconds=time.monotonic() - began))
            self._ledger.record(request, usage)

    def _repaired(self, said: Said, shape: type[Shape], request: ModelRequest, usage: ModelUsage) -> Shape:
        try:
            return parsed(said.text, shape)
        except ValidationError as fault:
            self._ledger.record(request, usage, "invalid")
            raise ModelUnavailable("the model's answer does not fit, also after a repair") from fault

    @contextmanager
    def _turn(self, request: ModelRequest) -> Iterator[tuple[str, float]]:
        """Let a call begin: a model, a budget, a closed circuit, a free slot."""
        model = self.endpoint.models.get(request.purpose, "")
        if not model:
            raise ModelUnavailable(f"no model is set for {request.purpose}")
        resting = self._breaker.resting()
        if resting:
            raise ModelUnavailable(f"the endpoint failed repeatedly and is left alone for {resting:.0f} s")
        self._ledger.allow(request)
        deadline = time.monotonic() + self.endpoint.deadlines[request.purpose]
        if not self._slots.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise ModelUnavailable("too many calls at once; none ended in time")
        try:
            yield model, deadline
            self._breaker.worked()
        except ModelUnavailable as fault:
            self._breaker.failed()
            self._ledger.record(request, ModelUsage(model=model, purpose=request.purpose), str(fault)[:200])
            raise
        finally:
            self._slots.release()

    def _on_some_rung(
        self, request: ModelRequest, model: str, shape: type[BaseModel], deadline: float
    ) -> tuple[Said, Rung]:
        """Ask on the highest rung that the model is not known to lack."""
        while True:
            ability = self.ability(model)
            asked = request if ability.rung == "json_schema" else _with(request, (in_words(shape),))
            form: dict[str, Any] | None = response_format(ability.rung, shape)
            call = Call(asked, model, deadline, response_format=form, counts=ability.counts)
            try:
                return self._calls.whole(call), ability.rung
            except Unsupported as lack:
                self._abilities[model] = _lower(ability, lack)


def _lower(ability: Ability, lack: Unsupported) -> Ability:
    """Return the next ability to try after a refusal of the request's form."""
    if lack.about == "stream_options" and ability.counts:
        return replace(ability, counts=False)
    place = RUNGS.index(ability.rung) + 1
    if place >= len(RUNGS):
        raise ModelUnavailable(f"the endpoint refuses the request: {lack}") from lack
    return replace(ability, rung=RUNGS[place])


def _with(request: ModelRequest, more: tuple[ChatMessage, ...]) -> ModelRequest:
    return request.model_copy(update={"messages": (*request.messages, *more)})


def _usage(request: ModelRequest, model: str, said: Said) -> ModelUsage:
    text = "\x1e".join(f"{message.role}\x1f{message.content}" for message in request.messages)
    return ModelUsage(
        model=said.model or model,
        purpose=request.purpose,
        prompt_tokens=said.prompt_tokens if said.prompt_tokens is not None else tokens_of(text),
        cached_tokens=said.cached_tokens,
        completion_tokens=said.completion_tokens
        if said.completion_tokens is not None
        else tokens_of(said.text),
        seconds=round(said.seconds, 3),
        prompt_digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def tokens_of(text: str) -> int:
    """Return a cautious estimate of the tokens of ``text``: Cyrillic letters cost about twice what Latin ones do."""
    cyrillic = sum("а" <= letter <= "я" or letter == "ё" for letter in text.lower())
    return 1 + round((len(text) - cyrillic) / 3.6 + cyrillic / 2.2)
