"""Single calls to an endpoint: streamed, bounded by a deadline, retried where a retry can help."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any

import httpx2
import openai
from openai import OpenAI

from simulator.domain.chat import ModelRequest
from simulator.errors import ModelUnavailable
from simulator.llm.ability import Ability, Broke, NeedsRoom, Unsupported, lack_of
from simulator.llm.answers import spoken
from simulator.llm.endpoint import Endpoint
from simulator.llm.wire import Wire, until

RETRIES = 2
PAUSES = (0.4, 1.5)
"""Seconds before a retry, unless the endpoint says how long to wait."""
AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Call:
    """One request on one rung."""

    request: ModelRequest
    model: str
    deadline: float
    response_format: dict[str, Any] | None = None
    ability: Ability = field(default_factory=Ability)
    retries: int = RETRIES


@dataclass(frozen=True)
class Said:
    """What has arrived so far."""

    text: str
    piece: str = ""
    model: str = ""
    finish: str | None = None
    prompt_tokens: int | None = None
    cached_tokens: int = 0
    completion_tokens: int | None = None
    seconds: float = 0.0


class Calls:
    """Speaks to one endpoint over one client, made at the first call (after a fork)."""

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], None] = time.sleep) -> None:
        self._endpoint = endpoint
        self._sleep = sleep

    @cached_property
    def _client(self) -> OpenAI:
        return OpenAI(
            base_url=self._endpoint.base_url,
            api_key=self._endpoint.api_key or "none",
            max_retries=0,
            http_client=httpx2.Client(transport=Wire(), follow_redirects=False),
        )

    def whole(self, call: Call) -> Said:
        """Return a whole answer; retry what may pass, as long as the deadline allows.

        Raises:
            Unsupported: the endpoint refuses the form of the request.
            Broke: it broke every time, and the request had a form.
            NeedsRoom: all tokens went into thoughts.
            ModelUnavailable: everything else.
        """
        for attempt in range(call.retries + 1):
            began, said = time.monotonic(), Said("")
            try:
                for said in self._pieces(call):  # noqa: B007 — the last state is the answer
                    pass
                return replace(_finished(said), seconds=time.monotonic() - began)
            except _Passing as fault:
                self._rest(fault, attempt, call)
        raise AssertionError

    def pieces(self, call: Call) -> Iterator[Said]:
        """Yield an answer piece by piece. Nothing is retried once a piece has come: it may have been shown."""
        for attempt in range(call.retries + 1):
            shown, said = False, Said("")
            try:
                for said in self._pieces(call):
                    shown = shown or bool(said.piece)
                    yield said
                _finished(said)
            except _Passing as fault:
                self._rest(fault, call.retries if shown else attempt, call)
            else:
                return

    def _rest(self, fault: "_Passing", attempt: int, call: Call) -> None:
        """Wait before the next attempt; raise when there is none."""
        pause = fault.after if fault.after is not None else PAUSES[min(attempt, len(PAUSES) - 1)]
        if attempt < call.retries and time.monotonic() + pause < call.deadline:
            self._sleep(pause)
            return
        if attempt == call.retries and fault.status == 500 and call.response_format is not None:
            raise Broke(str(fault)) from fault
        raise ModelUnavailable(str(fault)) from fault

    def _pieces(self, call: Call) -> Iterator[Said]:
        """Yield what has arrived after each chunk; translate every fault of wire and endpoint."""
        until(call.deadline)
        try:
            stream = self._client.chat.completions.create(**_arguments(call))
            said = Said("")
            with stream:
                for chunk in stream:
                    said = _after(said, chunk)
                    yield said
        except openai.APIStatusError as fault:
            raise _of_status(fault) from fault
        except (openai.APIConnectionError, httpx2.TransportError) as fault:
            cause = fault.__cause__ or fault
            if isinstance(fault, openai.APITimeoutError) or isinstance(cause, httpx2.TimeoutException):
                raise ModelUnavailable("the model did not answer in time") from fault
            raise _Passing(f"the connection failed: {type(cause).__name__}") from fault
        except (openai.OpenAIError, ValueError, TypeError, AttributeError, httpx2.HTTPError) as fault:
            # Bodies that are no events, HTML of a proxy, JSON that is none: the client raises what it likes.
            raise ModelUnavailable(
                f"the endpoint's answer cannot be understood: {type(fault).__name__}"
            ) from fault
        finally:
            until(float("inf"))


class _Passing(Exception):
    """A fault that may pass by itself."""

    def __init__(self, said: str, after: float | None = None, status: int = 0) -> None:
        super().__init__(said)
        self.after = after
        self.status = status


def _arguments(call: Call) -> dict[str, Any]:
    request, ability = call.request, call.ability
    arguments: dict[str, Any] = {
        "model": call.model,
        "messages": [message.model_dump() for message in request.messages],
        ability.limit: ability.tokens(request.max_tokens),
        "stream": True,
    }
    if ability.has_temperature:
        arguments["temperature"] = request.temperature
    if ability.counts:
        arguments["stream_options"] = {"include_usage": True}
    if call.response_format is not None:
        arguments["response_format"] = call.response_format
    return arguments


def _after(said: Said, chunk: Any) -> Said:
    """Return what is known after one chunk. A chunk with counts has no choices."""
    usage, choices = chunk.usage, chunk.choices or []
    if usage is not None:
        details = getattr(usage, "prompt_tokens_details", None)
        said = replace(
            said,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            cached_tokens=getattr(details, "cached_tokens", None) or 0,
        )
    piece, finish = "", said.finish
    for choice in choices[:1]:
        piece = (choice.delta.content if choice.delta is not None else None) or ""
        if getattr(choice.delta, "refusal", None):
            raise ModelUnavailable("the model refused")
        finish = choice.finish_reason or finish
    return replace(said, text=said.text + piece, piece=piece, finish=finish, model=chunk.model or said.model)


def _finished(said: Said) -> Said:
    """Return ``said`` if it ended well. A stream that is cut raises nothing by itself: it just has no end."""
    if said.finish is None:
        raise _Passing("the answer broke off")
    if said.finish == "length" and not spoken(said.text):
        raise NeedsRoom
    if said.finish != "stop":
        raise ModelUnavailable(f"the answer is not whole: {said.finish}")
    if not said.text.strip():
        raise ModelUnavailable("the answer is empty")
    return said


def _of_status(fault: openai.APIStatusError) -> Exception:
    status, said = fault.status_code, str(fault.message)[:300]
    if status in (400, 422) and lack_of(str(fault.body or said)):
        return Unsupported(str(fault.body or said)[:300])
    if status in AGAIN:
        return _Passing(f"the endpoint answered {status}", _retry_after(fault), status)
    if status in (401, 403):
        return ModelUnavailable(f"the endpoint refuses the key ({status})")
    return ModelUnavailable(f"the endpoint answered {status}: {said}")


def _retry_after(fault: openai.APIStatusError) -> float | None:
    """Return the seconds an endpoint asks to wait, which it says as a number or as a date."""
    value = fault.response.headers.get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
