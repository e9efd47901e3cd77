"""One case: a card with its drawn values, the persona and the world, as one run plays it."""

from dataclasses import dataclass

from simulator.domain.event import Mode
from simulator.domain.persona import Persona, Voice
from simulator.domain.provider import Provider
from simulator.domain.scenario import Outcome, Scenario
from simulator.domain.text import Language


@dataclass(frozen=True)
class Case:
    """Everything the engine and the graders know about the case. Never leaves the server."""

    scenario: Scenario
    """With the values of ``seed`` already substituted."""
    persona: Persona
    voice: Voice
    provider: Provider
    lang: Language
    seed: int
    mode: Mode
    digest: str

    @property
    def profile(self) -> str:
        """Id of the scoring profile of this card."""
        if self.scenario.category == "mass-incident":
            return "mass-incident"
        return Outcome(self.scenario.outcome).value

    @property
    def tongue(self) -> Language:
        """Language of the customer: with modifier M1 the one which the engineer's side does not use."""
        if "M1" not in self.scenario.modifiers:
            return self.lang
        return "ru" if self.lang == "en" else "en"

    def evidence_ids(self) -> frozenset[str]:
        """Return ids of all evidence of the card: consoles, probes and the customer's checks."""
        return frozenset(
            [tool.id for tool in self.scenario.tools] + [command.id for command in self.scenario.commands]
        )
