"""The queue that wakes workers. It may lose a ring; rows and sweeps make up for it."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.api import Huey
from huey.consumer import Consumer
from huey.serializer import SignedSerializer

from simulator.db.engine import database_url
from simulator.db.sqlite import journal_mode

log = logging.getLogger(__name__)


class HueyDoorbell:
    """Rings through Huey: a SQLite file of its own, PostgreSQL or Redis."""

    def __init__(self, where: str | Path, secret: str) -> None:
        self.huey = _queue(where, secret)
        self._answer: Callable[[str], object] = lambda _job_id: None
        self._sweep: Callable[[], object] = lambda: None
        self._perform = self.huey.task(name="perform")(self._answered)
        self.huey.periodic_task(crontab(minute="*"), name="sweep")(self._swept)

    def ring(self, job_id: str) -> None:
        """Wake a worker. A queue that cannot be reached must not undo what was stored: the sweep finds the job."""
        try:
            self._perform(job_id)
        except (OSError, RuntimeError):
            log.warning("cannot ring for job %s; the next sweep will", job_id)

    def answered_by(self, perform: Callable[[str], object], sweep: Callable[[], object]) -> None:
        """Say who does the work in this process."""
        self._answer, self._sweep = perform, sweep

    def consumer(self, threads: int) -> Consumer:
        """Return a consumer which may run beside a web server: it leaves signals alone."""
        return _Embedded(self.huey, workers=threads, initial_delay=0.05, max_delay=0.5)

    def _answered(self, job_id: str) -> None:
        self._answer(job_id)

    def _swept(self) -> None:
        self._sweep()


class _Embedded(Consumer):  # type: ignore[misc]  # Huey has no types
    def _set_signal_handlers(self) -> None:
        """Leave signals to the server."""


def _queue(where: str | Path, secret: str) -> Huey:
    settings: dict[str, Any] = {"results": False, "serializer": SignedSerializer(secret)}
    if isinstance(where, Path):
        where.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(
            "simulator", filename=str(where), journal_mode=journal_mode(), timeout=10, **settings
        )
    if where.startswith(("redis://", "rediss://")):
        return RedisHuey("simulator", url=where, **settings)
    url = database_url(where).set(drivername="postgresql")
    return PostgresHuey("simulator", dsn=url.render_as_string(hide_password=False), **settings)
