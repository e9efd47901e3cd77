"""Work that must happen once even when workers die: rows with leases; the queue is only a doorbell."""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol, cast

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import jobs as find
from simulator.db.tables import JobRow
from simulator.errors import NotFound

LEASE = timedelta(seconds=45)
ATTEMPTS = 5
LOST_AFTER = timedelta(seconds=20)
"""A queued job older than this is rung for again: its message may have been lost."""

JobState = Literal["queued", "running", "done", "failed"]


class Doorbell(Protocol):
    """Tells a worker that a job waits. May lose a ring: the sweep rings again."""

    def ring(self, job_id: str) -> None:
        """Wake a worker for ``job_id``."""


class NoDoorbell:
    """Nobody listens; jobs wait for the sweep or for whoever works them off."""

    def ring(self, job_id: str) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Job:
    """A job as its holder sees it."""

    id: str
    kind: str
    subject: str
    payload: dict[str, str]
    holder: str
    attempts: int


@dataclass(frozen=True)
class NewJob:
    """Something to be done. The same ``key`` is done once."""

    key: str
    kind: str
    subject: str
    payload: dict[str, str]


class Jobs:
    """Gives out jobs under leases."""

    def __init__(
        self, database: Database, clock: Clock, doorbell: Doorbell | None = None, *, lease: timedelta = LEASE
    ) -> None:
        self._database = database
        self._clock = clock
        self._doorbell = doorbell or NoDoorbell()
        self._lease = lease

    def add(self, session: Session, new: NewJob) -> str:
        """Add a job in the caller's transaction and return its id; ring after the commit."""
        known = find.job_by_key(session, new.key)
        if known is not None:
            return known.id
        now = self._clock()
        row = JobRow(
            id=secrets.token_hex(8),
            key=new.key,
            kind=new.kind,
            subject=new.subject,
            payload=json.dumps(new.payload),
            created_at=now,
            updated_at=now,
        )
        session.add(row)
        return row.id

    def ring(self, job_id: str) -> None:
        """Wake a worker. Call it after the transaction that added the job."""
        self._doorbell.ring(job_id)

    def take(self, job_id: str) -> Job | None:
        """Take a job, or return None when somebody has it or it is finished."""
        holder = secrets.token_hex(8)
        with self._database.writing() as session:
            if not find.take(session, job_id, holder, self._clock(), self._lease):
                return None
            row = session.get(JobRow, job_id)
            assert row is not None
            return Job(row.id, row.kind, row.subject, json.loads(row.payload), holder, row.attempts)

    def report(self, job: Job, percent: int, hold: timedelta | None = None) -> None:
        """Show how far a job is, and keep its lease: for ``hold`` when what comes next may take longer."""
        now = self._clock()
        until = now + max(hold or self._lease, self._lease)
        with self._database.writing() as session:
            find.change_held(session, job.id, job.holder, progress=percent, lease_until=until, updated_at=now)

    def finish(self, session: Session, job: Job) -> bool:
        """Mark a job as done in the transaction that stores its result; False when the lease was lost."""
        return find.change_held(
            session, job.id, job.holder, status="done", progress=100, error=None, updated_at=self._clock()
        )

    def fail(self, job: Job, reason: str) -> JobState:
        """Put a job back, or give up after ``ATTEMPTS``."""
        state: JobState = "failed" if job.attempts >= ATTEMPTS else "queued"
        with self._database.writing() as session:
            find.change_held(
                session, job.id, job.holder, status=state, error=reason[:2000], updated_at=self._clock()
            )
        return state

    def again(self, session: Session, job_id: str) -> None:
        """Queue a job that had failed for good."""
        row = session.get(JobRow, job_id)
        if row is None:
            raise NotFound(job_id)
        if row.status == "failed":
            row.status, row.attempts, row.progress, row.updated_at = "queued", 0, 0, self._clock()

    def state(self, session: Session, kind: str, subject: str) -> tuple[JobState, int] | None:
        """Return state and progress of the newest job of ``kind`` about ``subject``."""
        row = find.latest_job(session, kind, subject)
        return None if row is None else (cast("JobState", row.status), row.progress)

    def overdue(self, *, lost_after: timedelta = LOST_AFTER) -> tuple[str, ...]:
        """Return jobs whose message or worker got lost."""
        now = self._clock()
        with self._database.reading() as session:
            return tuple(find.overdue(session, now, now - lost_after))

    def sweep(self, *, lost_after: timedelta = LOST_AFTER) -> int:
        """Ring for every overdue job and return how many there were."""
        waiting = self.overdue(lost_after=lost_after)
        for job_id in waiting:
            self.ring(job_id)
        return len(waiting)
