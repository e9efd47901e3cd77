"""What the engine expects of anyone who speaks for the customer."""

from collections.abc import Iterator
from typing import Literal, Protocol, Self, runtime_checkable

from simulator.domain.act import CustomerAct
from simulator.domain.case import Case
from simulator.domain.run import Run


class Worded(str):
    """A message that knows who found its words."""

    source: Literal["offline", "model"]
    __slots__ = ("source",)

    def __new__(cls, text: str, source: Literal["offline", "model"]) -> Self:
        """Make it of a plain text."""
        made = super().__new__(cls, text)
        made.source = source
        return made


@runtime_checkable
class Speaker(Protocol):
    """An agent whose words come bit by bit."""

    def saying(self, case: Case, run: Run, act: CustomerAct) -> Iterator[str]:
        """Yield the message as far as it goes, longer each time; the last one is the whole message."""
        ...


class CustomerAgent(Protocol):
    """Finds the words of an act; never decides what is said."""

    def phrase(self, case: Case, run: Run, act: CustomerAct) -> str:
        """Return the message that carries out every move of ``act``, in order."""
        ...
