"""Playing a whole list of actions without a database: replays, exemplars, tests and benchmarks."""

from collections.abc import Callable, Iterable
from typing import Protocol

from simulator.domain.action import Action, Kb, Resolve
from simulator.domain.case import Case
from simulator.domain.event import Event, Said
from simulator.domain.reading import Reading
from simulator.domain.run import Run
from simulator.engine import play
from simulator.engine.customers.base import CustomerAgent, Worded
from simulator.engine.settle import settle
from simulator.engine.turn import Turn, Understood, answer, speak


class Reader(Protocol):
    """Reads replies: understanding plus tone, offline or by a model."""

    def read(self, case: Case, run: Run, said: Said) -> Understood:
        """Return what ``said`` does and how it sounds."""
        ...

    def read_cause(self, case: Case, text: str) -> Reading:
        """Return the causes a recorded cause text names."""
        ...


Search = Callable[[str], tuple[str, ...]]
"""Knowledge search: query → article ids."""


def rehearse(
    case: Case, actions: Iterable[Action], reader: Reader, agent: CustomerAgent, search: Search
) -> tuple[Event, ...]:
    """Play ``actions`` and return all events.

    Raises:
        InvalidInput: an action has values that cannot be used.
        Conflict: an action is not legal where it stands.
    """
    run = Run.of(play.begin(case))
    for action in actions:
        run = step(case, run, action, reader, agent, search)
    return run.after(*settle(case, run, final=True).events).events


def step(case: Case, run: Run, action: Action, reader: Reader, agent: CustomerAgent, search: Search) -> Run:
    """Return the run after one action, the customer's answer and what fell due."""
    cause = reader.read_cause(case, action.cause) if isinstance(action, Resolve) else None
    found = search(action.query) if isinstance(action, Kb) else ()
    run = run.after(*play.act(case, run, action, cause=cause, found=found))
    for said in run.unread:
        run = voiced(case, run, answer(case, run, said.n, reader.read(case, run, said)), agent)
    return voiced(case, run, settle(case, run), agent)


def voiced(case: Case, run: Run, turn: Turn, agent: CustomerAgent) -> Run:
    """Return the run after a turn, the customer's act put into words."""
    run = run.after(*turn.events)
    if turn.act is None:
        return run
    text = agent.phrase(case, run, turn.act)
    source = text.source if isinstance(text, Worded) else "offline"
    return run.after(*speak(case, run, turn.act, str(text), source))
