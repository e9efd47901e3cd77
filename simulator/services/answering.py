"""The customer's answers: understood, decided and worded outside any transaction, stored at once."""

import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Protocol

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import simulations as find
from simulator.domain.act import CustomerAct
from simulator.domain.case import Case
from simulator.domain.event import Event, Said
from simulator.domain.reading import Reading
from simulator.domain.run import Run
from simulator.domain.scenario import Scenario
from simulator.engine import play
from simulator.engine.customers.base import CustomerAgent
from simulator.errors import Conflict, NotFound
from simulator.services.jobs import Jobs
from simulator.services.runs import Loaded, Runs
from simulator.understanding import Targets, compile_targets, read

RETRIES = 20
"""How often an answer is decided anew because something else was appended meanwhile."""
CHUNK = re.compile(r"(?:\S+\s*){1,3}|\s+")
"""A streamed piece: up to three words."""


class Reader(Protocol):
    """Understands a reply."""

    def __call__(self, case: Case, run: Run, said: Said) -> Reading:
        """Return what ``said`` does."""


@lru_cache(maxsize=256)
def _compiled(_key: str, scenario: "_Held") -> Targets:
    return compile_targets(scenario.value)


@dataclass(frozen=True, eq=False)
class _Held:
    value: Scenario

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


def targets_of(case: Case) -> Targets:
    """Return what replies of this case are compared with; compiled once for each card and seed."""
    return _compiled(f"{case.digest}:{case.seed}", _Held(case.scenario))


def read_offline(case: Case, run: Run, said: Said) -> Reading:
    """Understand ``said`` with the lexicons and targets alone."""
    earlier = [other.text for other in run.replies if other.n < said.n]
    return read(said.text, targets_of(case), tech=case.persona.tech, previous=earlier)


@dataclass(frozen=True)
class Voices:
    """Who reads the trainee's replies and who words the customer's answers."""

    agent: CustomerAgent
    reader: Reader = read_offline
    slow: timedelta | None = None
    """How long an answer may take when a model is asked. One process at a time then works on it."""


class Answering:
    """Lets the customer answer replies that were stored."""

    def __init__(self, database: Database, runs: Runs, jobs: Jobs, voices: Voices, clock: Clock) -> None:
        self._database = database
        self._runs = runs
        self._jobs = jobs
        self._voices = voices
        self._clock = clock

    def ensure(self, simulation_id: str, upto: int | None = None) -> None:
        """Have every pending reply (up to event ``upto``) answered, whoever does the work.

        A process that dies in between leaves the reply pending; the next look answers it.
        """
        while (loaded := self._load(simulation_id)) is not None:
            waiting = [n for n in loaded.run.pending if upto is None or n <= upto]
            if not waiting:
                return
            self._answer(loaded, waiting[0])

    def _answer(self, loaded: Loaded, n: int) -> None:
        simulation_id, said = loaded.row.id, loaded.run.events[n - 1]
        assert isinstance(said, Said)
        if self._voices.slow is not None and not self._claimed(simulation_id, n):
            return
        reading = loaded.run.readings.get(n) or self._voices.reader(loaded.case, loaded.run, said)
        worded: tuple[CustomerAct, str] | None = None
        for _ in range(RETRIES):
            if n not in loaded.run.pending:
                return
            events, worded = self._decide(loaded, n, reading, worded)
            if self._store(loaded, events):
                return
            again = self._load(simulation_id)
            assert again is not None
            loaded = again
        raise Conflict("busy")

    def _decide(
        self, loaded: Loaded, n: int, reading: Reading, worded: tuple[CustomerAct, str] | None
    ) -> tuple[list[Event], tuple[CustomerAct, str] | None]:
        case, run = loaded.case, loaded.run
        turn = play.answer(case, run, n, reading)
        events, run = list(turn.events), run.after(*turn.events)
        if turn.act is not None:
            # What was worded for this very act stays; a model is not asked twice.
            text = worded[1] if worded and worded[0] == turn.act else self._voices.agent.phrase(case, run, turn.act)
            worded = turn.act, text
            events += play.speak(case, run, turn.act, text)
        return events, worded

    def _store(self, loaded: Loaded, events: list[Event]) -> bool:
        """Append ``events`` if nothing else was appended since ``loaded``; tell whether it was done."""
        with self._database.writing() as session:
            row = find.simulation_to_change(session, loaded.row.id)
            if row is None:
                raise NotFound(loaded.row.id)
            if row.event_count != len(loaded.run.events):
                return False
            row.answer_until = None
            done = self._runs.append(session, Loaded(row, loaded.case, loaded.run), events)
        if done.job_id is not None:
            self._jobs.ring(done.job_id)
        return True

    def _claimed(self, simulation_id: str, n: int) -> bool:
        """Claim the answering of a run; when another process has it, wait a little and say False."""
        assert self._voices.slow is not None
        now = self._clock()
        with self._database.writing() as session:
            row = find.simulation_to_change(session, simulation_id)
            if row is None:
                raise NotFound(simulation_id)
            mine = row.answer_until is None or row.answer_until < now
            if mine:
                row.answer_until = now + self._voices.slow
        if not mine:
            time.sleep(0.1)
        return mine

    def _load(self, simulation_id: str) -> Loaded | None:
        with self._database.reading() as session:
            row = find.simulation(session, simulation_id)
            return None if row is None else self._runs.load(session, row)


def chunks(text: str) -> Iterator[str]:
    """Yield ``text`` in small pieces which joined give it back."""
    yield from CHUNK.findall(text)
