"""The assistant of the desk: it sums up the log and guesses a route. Off while an exam goes on, and for candidates."""

from collections.abc import Iterator
from functools import cached_property

from simulator.assessment.fairness import wilson
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.domain.assist import Assistance, Guess
from simulator.domain.event import CustomerSaid, Opened
from simulator.domain.person import Person, Role
from simulator.domain.scenario import Scenario
from simulator.domain.text import LANGUAGES, Language
from simulator.domain.triage import NO_TEAM
from simulator.engine.summary import summary
from simulator.errors import Conflict, NotFound
from simulator.knowledge.routing import Example, Routing
from simulator.services.access import run_to_read
from simulator.services.runs import Runs


class Assist:
    """Reads, never writes."""

    def __init__(self, database: Database, content: Library, runs: Runs) -> None:
        self._database = database
        self._content = content
        self._runs = runs

    def of(self, viewer: Person, simulation_id: str) -> Assistance:
        """Return what the log of a run sums up to, and where its words would be routed.

        Raises:
            Conflict: ``assist-off`` while an exam goes on.
            NotFound: the viewer may not see the run, or is a candidate.
        """
        if viewer.role is Role.CANDIDATE:
            raise NotFound(simulation_id)
        with self._database.reading() as session:
            row = run_to_read(session, viewer, simulation_id)
            if row.mode == "exam" and row.ended_at is None:
                raise Conflict("assist-off")
            loaded = self._runs.load(session, row)
        card, lang = loaded.case.scenario, loaded.case.lang
        said = " ".join(one.text for one in loaded.run.events if isinstance(one, Opened | CustomerSaid))
        text = f"{card.subject.within(lang)} {said}"
        category, team = self._routings[lang]
        return Assistance(
            simulation_id=simulation_id,
            subject=row.subject,
            lines=summary(
                loaded.run,
                {fact.id: fact.text.within(lang) for fact in card.facts},
                {step.id: step.text.within(lang) for step in card.steps},
            ),
            category=_guess(category, text, card.id),
            team=_guess(team, text, card.id),
        )

    @cached_property
    def _routings(self) -> dict[Language, tuple[Routing, Routing]]:
        """Language → routing by category and by team, learnt from shipped cards and triage vignettes."""
        return {
            lang: (
                Routing([Example(name, text, category) for name, text, category, _team in self._known(lang)]),
                Routing([Example(name, text, team) for name, text, _category, team in self._known(lang)]),
            )
            for lang in LANGUAGES
        }

    def _known(self, lang: Language) -> Iterator[tuple[str, str, str, str]]:
        for card in self._content.scenarios:
            yield (
                card.id,
                f"{card.subject.within(lang)} {card.opening.within(lang)}",
                card.category,
                team_of(card),
            )
        for plan in self._content.triage_sets:
            for one in plan.vignettes:
                yield one.id, one.text.within(lang), one.key.category, one.key.team


def _guess(routing: Routing, text: str, card_id: str) -> Guess:
    right, of = routing.figures()
    low, high = wilson(right, of)
    return Guess(routing.guess(text, card_id), right / of if of else 0.0, low, high, of)


def team_of(card: Scenario) -> str:
    """Return who works a ticket in the end: a team, or the first line itself."""
    handed = card.outcome != "resolve" and card.escalation is not None
    return card.escalation.team if handed and card.escalation is not None else NO_TEAM
