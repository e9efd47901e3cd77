"""A model for tests and demonstrations: it answers what it was told to, and nothing else."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from simulator.domain.chat import Filled, ModelRequest, ModelUsage
from simulator.errors import ModelUnavailable
from simulator.llm.answers import parsed
from simulator.llm.gateway import tokens_of

Shape = TypeVar("Shape", bound=BaseModel)
Answer = str | ModelUnavailable | Callable[[ModelRequest], str]


class ScriptedModel:
    """Implements ``domain.chat.Model``. A request without an answer left is a programmer's mistake."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self.requests: list[ModelRequest] = []

    def fill(self, request: ModelRequest, shape: type[Shape]) -> Filled[Shape]:
        """Return the next answer, validated."""
        raw = self._next(request)
        usage = ModelUsage(
            model="scripted",
            purpose=request.purpose,
            prompt_tokens=sum(tokens_of(message.content) for message in request.messages),
        )
        try:
            return Filled(parsed(raw, shape), raw, "json_schema", usage)
        except ValueError as fault:
            raise ModelUnavailable("the model's answer does not fit, also after a repair") from fault

    def stream(self, request: ModelRequest) -> Iterator[str]:
        """Yield the next answer word by word."""
        for number, word in enumerate(self._next(request).split(" ")):
            yield word if number == 0 else f" {word}"

    def _next(self, request: ModelRequest) -> str:
        self.requests.append(request)
        assert self._answers, f"nobody expected a request to {request.purpose}"
        answer = self._answers.pop(0)
        if isinstance(answer, ModelUnavailable):
            raise answer
        return answer if isinstance(answer, str) else answer(request)
