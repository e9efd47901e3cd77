"""The customer's answers: understood, decided and worded outside any transaction, stored at once."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import simulations as find
from simulator.domain.act import CustomerAct
from simulator.domain.case import Case
from simulator.domain.chat import PAYER
from simulator.domain.event import Event
from simulator.domain.run import Run
from simulator.engine.customers.base import CustomerAgent, Speaker
from simulator.engine.playthrough import Reader, voiced
from simulator.engine.settle import settle
from simulator.engine.turn import Understood, answer
from simulator.errors import Conflict, NotFound
from simulator.services.jobs import Jobs
from simulator.services.runs import Loaded, Runs

RETRIES = 50
"""How often something is decided anew because another event was appended meanwhile."""
CHUNK = re.compile(r"\s*(?:\S+\s*){1,3}|\s+")
"""A streamed piece: up to three words."""


@dataclass(frozen=True)
class Voices:
    """Who reads the trainee's replies and who words the customer's answers."""

    agent: CustomerAgent
    reader: Reader
    slow: timedelta | None = None
    """How long an answer may take when a model is asked. One process at a time then works on it."""


class _Worded:
    """An agent that does not word the same act twice: a model is not asked again after a lost race."""

    def __init__(self, agent: CustomerAgent) -> None:
        self._agent = agent
        self._texts: dict[str, str] = {}

    def keep(self, act: CustomerAct, text: str) -> None:
        self._texts[act.model_dump_json()] = text

    def phrase(self, case: Case, run: Run, act: CustomerAct) -> str:
        key = act.model_dump_json()
        if key not in self._texts:
            self._texts[key] = self._agent.phrase(case, run, act)
        return self._texts[key]


class Answering:
    """Lets the customer answer replies that were stored, and lets fall due what is due."""

    def __init__(self, database: Database, runs: Runs, jobs: Jobs, voices: Voices, clock: Clock) -> None:
        self._database = database
        self._runs = runs
        self._jobs = jobs
        self.voices = voices
        self._clock = clock

    def ensure(self, simulation_id: str, upto: int | None = None) -> Loaded:
        """Have every unanswered reply (up to event ``upto``) answered, whoever does the work.

        A process that dies in between leaves the reply unanswered; the next look answers it.
        """
        loaded = self.load(simulation_id)
        while True:
            waiting = [said.n for said in loaded.run.unread if upto is None or said.n <= upto]
            if not waiting or loaded.run.left:
                return loaded
            if self._mine(loaded):
                loaded = self._answer(loaded, waiting[0])
            else:
                time.sleep(0.1)
                loaded = self.load(simulation_id)

    def telling(self, simulation_id: str, n: int) -> Iterator[str]:
        """Yield the answer to message ``n`` as far as it goes, longer each time; it is stored when this ends.

        Words of a model are given out while they come. Whoever looks meanwhile waits for the stored answer, and a
        browser that goes away in mid-answer does not keep it from being stored.
        """
        loaded = self.load(simulation_id)
        waiting = [said.n for said in loaded.run.unread]
        agent = self.voices.agent
        said = ""
        if waiting[:1] == [n] and isinstance(agent, Speaker) and not loaded.run.left and self._mine(loaded):
            for said in self._aloud(loaded, n, agent):
                yield said
        for line in self.ensure(simulation_id, n).run.customer_lines:
            if line.of == n and line.text != said:
                yield from states(line.text)

    def _mine(self, loaded: Loaded) -> bool:
        return self.voices.slow is None or self._claimed(loaded, self.voices.slow)

    def _aloud(self, loaded: Loaded, n: int, agent: Speaker) -> Iterator[str]:
        PAYER.set(loaded.row.id)
        said = next(said for said in loaded.run.unread if said.n == n)
        understood = self.voices.reader.read(loaded.case, loaded.run, said)
        turn = answer(loaded.case, loaded.run, n, understood)
        worded = _Worded(self.voices.agent)
        if turn.act is not None:
            saying = agent.saying(loaded.case, loaded.run.after(*turn.events), turn.act)
            text = ""
            try:
                for text in saying:
                    yield text
            finally:
                for text in saying:  # noqa: B007 — the browser is gone: the rest is still worded and stored
                    pass
                worded.keep(turn.act, text)
                self._keep_trying(loaded, lambda now: self._answered(now, n, understood, worded))
        else:
            self._keep_trying(loaded, lambda now: self._answered(now, n, understood, worded))

    def conclude(self, simulation_id: str) -> None:
        """Append what is still outstanding when a run has ended: the team's answer."""
        self._keep_trying(self.ensure(simulation_id), lambda now: now.run.after(*_outstanding(now)))

    def store(self, loaded: Loaded, run: Run, *, key: str | None = None) -> Loaded | None:
        """Append the new events of ``run``; None when something else was appended since ``loaded``."""
        events = run.events[len(loaded.run.events) :]
        if not events and key is None:
            return loaded
        with self._database.writing() as session:
            row = find.simulation_to_change(session, loaded.row.id)
            if row is None:
                raise NotFound(loaded.row.id)
            if row.event_count != len(loaded.run.events):
                return None
            if any(event.kind == "read" for event in events):
                row.answer_until = None
            done = self._runs.append(session, Loaded(row, loaded.case, loaded.run), events, key=key)
        self.committed(done)
        return done

    def committed(self, done: Loaded) -> None:
        """Do what follows a commit: remember the run as it is now, and ring when it has ended."""
        self._runs.remember(done)
        if done.job_id is not None:
            self._jobs.ring(done.job_id)

    def settled(self, case: Case, run: Run) -> Run:
        """Return the run after what has fallen due, if no reply waits (answers come first)."""
        return run if run.unread else voiced(case, run, settle(case, run), self.voices.agent)

    def load(self, simulation_id: str) -> Loaded:
        """Return a run as it is now."""
        with self._database.reading() as session:
            row = find.simulation(session, simulation_id)
            if row is None:
                raise NotFound(simulation_id)
            return self._runs.load(session, row)

    def _answer(self, loaded: Loaded, n: int) -> Loaded:
        PAYER.set(loaded.row.id)
        said = next(said for said in loaded.run.unread if said.n == n)
        understood = self.voices.reader.read(loaded.case, loaded.run, said)
        agent = _Worded(self.voices.agent)
        return self._keep_trying(loaded, lambda now: self._answered(now, n, understood, agent))

    def _keep_trying(self, loaded: Loaded, decide: Callable[[Loaded], Run]) -> Loaded:
        """Decide and store; when another was faster, decide anew on the newest state."""
        for _ in range(RETRIES):
            done = self.store(loaded, decide(loaded))
            if done is not None:
                return done
            loaded = self.load(loaded.row.id)
        raise Conflict("busy")

    def _answered(self, loaded: Loaded, n: int, understood: Understood, agent: CustomerAgent) -> Run:
        case, run = loaded.case, loaded.run
        if n in run.readings or run.left:
            return run
        run = voiced(case, run, answer(case, run, n, understood), agent)
        return self.settled(case, run)

    def _claimed(self, loaded: Loaded, slow: timedelta) -> bool:
        """Claim the answering of a run for as long as a model may take; False when another has it.

        Nobody claims on an old state: another may have answered since, and the model would be asked again.
        """
        now = self._clock()
        with self._database.writing() as session:
            row = find.simulation_to_change(session, loaded.row.id)
            if row is None:
                raise NotFound(loaded.row.id)
            if row.event_count != len(loaded.run.events):
                return False
            if row.answer_until is not None and row.answer_until > now:
                return False
            row.answer_until = now + slow
            return True


def _outstanding(loaded: Loaded) -> tuple[Event, ...]:
    return settle(loaded.case, loaded.run, final=True).events


def states(text: str) -> Iterator[str]:
    """Yield ``text`` growing by a few words at a time."""
    yield from accumulate(CHUNK.findall(text))
