"""The one door to language models: any OpenAI-compatible endpoint, with every fault turned into ``ModelUnavailable``.

Capabilities go down a ladder (JSON Schema, JSON object, plain text) and what worked is remembered for each model.
There is one layer of retries, inside one deadline; an answer that does not validate is repaired once.
"""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.domain.chat import ChatMessage, Filled, ModelRequest, ModelUsage, Rung
from simulator.errors import ModelUnavailable
from simulator.llm.ability import Ability, Broke, NeedsRoom, Unsupported, without
from simulator.llm.answers import in_words, parsed, repair, response_format, without_thoughts
from simulator.llm.breaker import Breaker
from simulator.llm.calls import RETRIES, Call, Calls, Said
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


@dataclass
class Heard:
    """The last state of a streamed answer."""

    said: Said = field(default_factory=lambda: Said(""))


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
                if request.single:
                    raise ModelUnavailable("the model's answer does not fit") from fault
                again = _with(request, repair(said.text, fault))
                said, rung = self._on_some_rung(again, model, shape, deadline)
                usage = _usage(again, model, said)
                value = self._repaired(said, shape, request, usage)
            self._ledger.record(request, usage)
            return Filled(value, said.text, rung, usage)

    def stream(self, request: ModelRequest) -> Iterator[str]:
        """Yield pieces of a plain text as they arrive; raise ``ModelUnavailable`` when it breaks off."""
        with self._turn(request) as (model, deadline):
            began, heard = time.monotonic(), Heard()
            yield from without_thoughts(self._pieces(request, model, deadline, heard))
            usage = _usage(request, model, replace(heard.said, seconds=time.monotonic() - began))
            self._ledger.record(request, usage)

    def _pieces(self, request: ModelRequest, model: str, deadline: float, heard: Heard) -> Iterator[str]:
        """Yield pieces, asked for in a way the endpoint takes."""
        while True:
            ability = self.ability(model)
            try:
                for heard.said in self._calls.pieces(Call(request, model, deadline, None, ability)):
                    if heard.said.piece:
                        yield heard.said.piece
            except (Unsupported, NeedsRoom) as lack:
                self._learn(model, lack, ability)
            else:
                return

    def _learn(self, model: str, lack: Unsupported | NeedsRoom, ability: Ability) -> None:
        """Remember what an endpoint cannot do; raise ``ModelUnavailable`` when nothing else can be tried."""
        if isinstance(lack, Unsupported):
            self._abilities[model] = without(ability, lack)
        elif not ability.thinks:
            self._abilities[model] = replace(ability, thinks=True)
        else:
            raise ModelUnavailable("the model spent all its tokens on thoughts") from lack

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
        broke: Ability | None = None
        while True:
            ability = broke or self.ability(model)
            asked = request if ability.rung == "json_schema" else _with(request, (in_words(shape),))
            form: dict[str, Any] | None = response_format(ability.rung, shape)
            retries = RETRIES if broke is None and not request.single else 0
            call = Call(asked, model, deadline, form, ability, retries)
            try:
                said = self._calls.whole(call)
            except (Unsupported, NeedsRoom) as lack:
                self._learn(model, lack, ability)
                broke = None
            except Broke as fault:
                if request.single:
                    raise ModelUnavailable(str(fault)) from fault
                # A lower rung is remembered only when it answers: the endpoint may simply be down.
                broke = without(ability, Unsupported(str(fault), "response_format"))
            else:
                if broke is not None:
                    self._abilities[model] = broke
                return said, ability.rung


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
