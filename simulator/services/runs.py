"""Loading a run from its events and appending to it."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from simulator import __version__
from simulator.clock import Clock
from simulator.db.queries import simulations as find
from simulator.db.tables import EventRow, ReceiptRow, SimulationRow
from simulator.domain.case import Case
from simulator.domain.event import EVENT, Event
from simulator.domain.run import Run
from simulator.errors import Conflict
from simulator.services.jobs import Jobs, NewJob
from simulator.services.pins import Pins

GRADER = __version__
"""Version of the graders: a grade is made once for each of them."""

REMEMBERED = 300
"""Folded runs kept in memory. A fold up to event n never changes, so a stale one is only continued."""


@dataclass(frozen=True)
class Loaded:
    """A run as one transaction found it."""

    row: SimulationRow
    case: Case
    run: Run
    job_id: str | None = None
    """Job to ring for after the commit: the run has just ended."""

    def of(self, row: SimulationRow) -> "Loaded":
        """Return the same run with its row as another transaction holds it."""
        return replace(self, row=row)


class Runs:
    """The story of each run, kept as events."""

    def __init__(self, pins: Pins, jobs: Jobs, clock: Clock) -> None:
        self.pins = pins
        self._jobs = jobs
        self._clock = clock
        self._folds: dict[str, Run] = {}
        self._lock = threading.Lock()

    def load(self, session: Session, row: SimulationRow) -> Loaded:
        """Fold the events of a run, beginning from what is already known of it."""
        case = self.pins.case(session, row)
        run = self._folds.get(row.id, Run())
        if len(run.events) > row.event_count:
            # Another transaction has written since ``row`` was read: show what ``row`` saw.
            run = Run.of(run.events[: row.event_count])
        elif len(run.events) < row.event_count:
            bodies = find.event_bodies(session, row.id, len(run.events))
            new = [EVENT.validate_json(body) for body in bodies[: row.event_count - len(run.events)]]
            run = run.after(*new)
            self.remember(Loaded(row, case, run))
        return Loaded(row, case, run)

    def append(
        self, session: Session, loaded: Loaded, events: Sequence[Event], *, key: str | None = None
    ) -> Loaded:
        """Add ``events`` to a run in the caller's transaction.

        ``loaded`` must be what the run looks like now: an event number that is taken already fails the
        transaction. With a ``key`` a receipt is kept, so that the same form counts once.
        """
        row, now = loaded.row, self._clock()
        if row.event_count != len(loaded.run.events):
            raise Conflict("moved-on")
        for event in events:
            session.add(
                EventRow(
                    simulation_id=row.id,
                    n=event.n,
                    kind=event.kind,
                    body=event.model_dump_json(),
                    wall_at=now,
                )
            )
        session.flush()
        if key is not None:
            first = events[0].n if events else row.event_count
            session.add(ReceiptRow(simulation_id=row.id, key=key, n=first))
        run = loaded.run.after(*events)
        row.event_count = len(run.events)
        row.status = run.status
        row.touched_at = now
        return (
            self.end(session, Loaded(row, loaded.case, run)) if run.is_over else Loaded(row, loaded.case, run)
        )

    def end(self, session: Session, loaded: Loaded) -> Loaded:
        """Mark a run as ended and queue its grading in the same transaction."""
        row = loaded.row
        if row.ended_at is not None:
            return loaded
        row.ended_at = self._clock()
        return replace(loaded, job_id=self.queue_grading(session, row, row.rubrics_pin))

    def queue_grading(self, session: Session, row: SimulationRow, rubrics_pin: str) -> str:
        """Queue the grading of a run under some scorecards and return the job's id."""
        return self._jobs.add(
            session,
            NewJob(
                key=f"grade:{row.id}:{rubrics_pin[:16]}:{GRADER}",
                kind="grade",
                subject=row.id,
                payload={"rubrics": rubrics_pin},
            ),
        )

    def remember(self, loaded: Loaded) -> None:
        """Keep a fold of committed events, so that the next look need not read them again."""
        simulation_id, run = loaded.row.id, loaded.run
        with self._lock:
            known = self._folds.pop(simulation_id, Run())
            while len(self._folds) >= REMEMBERED:
                self._folds.pop(next(iter(self._folds)))
            self._folds[simulation_id] = run if len(run.events) > len(known.events) else known
