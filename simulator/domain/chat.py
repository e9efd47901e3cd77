"""What is asked of a language model and what comes back. The model phrases, reads or judges; it decides nothing."""

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel, Field

from simulator.domain.text import Value

Purpose = Literal["read", "phrase", "judge", "feedback", "draft"]
"""Each purpose has a model, a budget and a deadline of its own in the settings."""
Rung = Literal["json_schema", "json_object", "text"]
"""How far down the ladder of capabilities an answer came from."""

Shape = TypeVar("Shape", bound=BaseModel)


PAYER: ContextVar[str] = ContextVar("payer", default="")
"""Id of the run for which this thread asks; its budget pays when a request names no other."""


class ChatMessage(Value):
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


class ModelRequest(Value):
    """A prompt: a stable prefix first, what is new last, so that a provider's cache can hit."""

    purpose: Purpose
    messages: tuple[ChatMessage, ...] = Field(min_length=1)
    max_tokens: int = Field(default=300, ge=1)
    temperature: float = Field(default=0.0, ge=0, le=2)
    subject: str = ""
    """Id of the run (or another thing) whose budget pays."""
    single: bool = False
    """Asked once: neither tried again nor repaired. For what can be done without."""


class ModelUsage(Value):
    """What one call cost."""

    model: str
    purpose: Purpose
    prompt_tokens: int = 0
    cached_tokens: int = 0
    """Part of ``prompt_tokens`` that the provider had in its cache."""
    completion_tokens: int = 0
    seconds: float = 0.0
    prompt_digest: str = ""
    """SHA-256 of the messages, hexadecimal."""


@dataclass(frozen=True)
class Filled(Generic[Shape]):
    """A validated answer, its raw text and its cost."""

    value: Shape
    raw: str
    rung: Rung
    usage: ModelUsage


class Model(Protocol):
    """A language model behind one door. Every fault is ``ModelUnavailable`` with a reason a person can read."""

    def fill(self, request: ModelRequest, shape: type[Shape]) -> Filled[Shape]:
        """Return an answer that satisfies ``shape``: down the ladder, repaired at most once."""
        ...

    def stream(self, request: ModelRequest) -> Iterator[str]:
        """Yield pieces of a plain text; raise ``ModelUnavailable`` when it breaks off, also after some pieces."""
        ...
