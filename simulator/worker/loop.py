"""The worker: takes jobs, does them, and never lets one be lost."""

import logging
import signal
import threading
import time
from datetime import timedelta

from simulator.services import Services
from simulator.services.jobs import LOST_AFTER
from simulator.worker.doorbell import HueyDoorbell
from simulator.worker.handlers import handlers

log = logging.getLogger(__name__)

SWEEP_SECONDS = 10
"""How often a worker looks for jobs whose message or worker got lost."""


def perform(services: Services, job_id: str) -> bool:
    """Do one job if nobody has it; tell whether it was done."""
    job = services.jobs.take(job_id)
    if job is None:
        return False
    handler = handlers(services).get(job.kind)
    if handler is None:
        services.jobs.fail(job, f"no handler for {job.kind}")
        return False
    try:
        handler(job)
    except Exception as fault:  # a job must never take the worker down with it
        state = services.jobs.fail(job, f"{type(fault).__name__}: {fault}")
        log.exception("job %s (%s) failed; now %s", job.id, job.kind, state)
        return False
    return True


def sweep(services: Services, *, lost_after: timedelta = LOST_AFTER) -> int:
    """Find what a crash left behind and ring for it; return how much it was."""
    services.analytics.adopt()
    return services.grading.adopt() + services.jobs.sweep(lost_after=lost_after)


def keep_time(services: Services) -> None:
    """See to what is due by the clock: letters to be tried again or erased, the reminders of a morning, boards."""
    services.mail.rouse()
    services.mail.tidy()
    services.milestones.reminders.rouse()
    services.cohorts.roll_up()


class Worker:
    """Consumes the queue in threads of this process."""

    def __init__(self, services: Services, doorbell: HueyDoorbell, *, threads: int = 1) -> None:
        doorbell.answered_by(lambda job_id: perform(services, job_id), lambda: sweep(services))
        self._services = services
        self._consumer = doorbell.consumer(threads)
        self._stopping = threading.Event()

    def start(self) -> None:
        """Start consuming and sweeping; returns at once."""
        self._consumer.start()
        threading.Thread(target=self._sweeping, name="sweep", daemon=True).start()

    def stop(self) -> None:
        """Stop after the job at hand."""
        self._stopping.set()
        self._consumer.stop(graceful=True)

    def run(self) -> None:
        """Work until the process is told to stop."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._stopping.set())
        self.start()
        while not self._stopping.is_set():
            time.sleep(0.2)
        self.stop()

    def _sweeping(self) -> None:
        # At the start nothing that waits can be in good hands: the process before this one may have died.
        patience = timedelta(0)
        while not self._stopping.is_set():
            try:
                sweep(self._services, lost_after=patience)
                patience = LOST_AFTER
                keep_time(self._services)
            except Exception:  # the database may be away for a while; the sweep must survive that
                log.exception("sweep failed")
            self._stopping.wait(SWEEP_SECONDS)
