"""A worker that is killed and starts again at once: ``python -m tests.kill.worker``."""

import os
import signal
import sys
import time
from datetime import timedelta

from simulator.app import Options, build_services, warm_up
from simulator.settings import Settings
from simulator.worker.loop import perform

LEASE = timedelta(seconds=0.5)


def main() -> None:
    """Work until the input ends; kill and replace the working process on each line."""
    warm_up()
    child = _fork()
    for _line in sys.stdin:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        child = _fork()
        sys.stdout.write("again\n")
        sys.stdout.flush()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _fork() -> int:
    child = os.fork()
    if child == 0:
        _work()
    return child


def _work() -> None:
    services = build_services(Settings(worker=False), Options(lease=LEASE))
    while True:
        for job_id in services.jobs.overdue(lost_after=timedelta(0)):
            perform(services, job_id)
        time.sleep(0.01)


if __name__ == "__main__":
    main()
