"""What the engine expects of anyone who speaks for the customer."""

from typing import Protocol

from simulator.domain.act import CustomerAct
from simulator.domain.case import Case
from simulator.domain.run import Run


class CustomerAgent(Protocol):
    """Finds the words of an act; never decides what is said."""

    def phrase(self, case: Case, run: Run, act: CustomerAct) -> str:
        """Return the message that carries out every move of ``act``, in order."""
        ...
