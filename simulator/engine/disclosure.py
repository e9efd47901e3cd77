"""Which hidden facts open, by the card's reveal rules and nothing else."""

from simulator.domain.case import Case
from simulator.domain.reading import Reading
from simulator.domain.run import Run
from simulator.domain.scenario import Fact

TOLD_AT_ONCE = 2
"""Facts a customer answers in one message; who asks for more gets half."""


def by_evidence(case: Case, run: Run, evidence: str) -> tuple[Fact, ...]:
    """Return locked facts that the output of ``evidence`` (K… or C…) shows."""
    return tuple(
        fact
        for fact in case.scenario.facts
        if fact.id not in run.facts
        and evidence in (*fact.reveal.tools, *fact.reveal.commands)
        and _ready(fact, run)
    )


def by_question(case: Case, run: Run, reading: Reading) -> tuple[Fact, ...]:
    """Return locked facts the reply asks for in words.

    A fact that opens through a customer-run check, and was asked for only by requesting that check, opens when the
    output is there, not before: he may refuse or bungle it.
    """
    requested = {(match.start, match.end) for match in reading.requests}
    asked = {
        match.target
        for match in reading.asks
        if not (_opens_by_command(case, match.target) and (match.start, match.end) in requested)
    }
    return tuple(
        fact
        for fact in case.scenario.facts
        if fact.id in asked and fact.id not in run.facts and not fact.reveal.never and _ready(fact, run)
    )


def volunteered(case: Case, run: Run) -> Fact | None:
    """Return the one non-critical locked fact a calm customer adds by himself."""
    return next(
        (
            fact
            for fact in case.scenario.facts
            if not fact.critical and fact.id not in run.facts and not fact.reveal.never and fact.reveal.asks
        ),
        None,
    )


def _opens_by_command(case: Case, fact_id: str) -> bool:
    return any(fact.id == fact_id and fact.reveal.commands for fact in case.scenario.facts)


def _ready(fact: Fact, run: Run) -> bool:
    return set(fact.reveal.needs) <= run.facts | set(run.evidence)
