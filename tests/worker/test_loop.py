import time

import pytest

from simulator.app import Options, build_services
from simulator.domain.person import Person
from simulator.services import Services
from simulator.services.jobs import ATTEMPTS, NewJob
from simulator.worker.doorbell import HueyDoorbell
from simulator.worker.loop import Worker, perform, sweep


def test_a_job_nobody_can_do_fails_with_a_reason_and_stops(services: Services):
    job_id = _add(services, "unheard-of")
    for _ in range(ATTEMPTS):
        assert perform(services, job_id) is False
    assert services.jobs.take(job_id) is None


def test_a_handler_that_raises_does_not_take_the_worker_down(services, monkeypatch):
    def broken(_job: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(services.grading, "run", broken)
    job_id = _add(services, "grade")
    assert perform(services, job_id) is False
    with services.database.reading() as session:
        assert services.jobs.state(session, "grade", "subject") == ("queued", 0)


def test_a_sweep_finds_what_a_crash_left(services, anna, run_id, clock, bell):
    services.simulations.finish(anna, run_id, "f1")
    clock.pass_(minutes=1)
    assert sweep(services) == 1
    assert perform(services, bell.rung[-1]) is True
    assert services.grading.state(anna, run_id) == "done"
    assert sweep(services) == 0


@pytest.fixture
def working(settings, content, tmp_path):
    doorbell = HueyDoorbell(tmp_path / "jobs.db", "of the tests")
    services = build_services(settings, Options(content=content, doorbell=doorbell))
    worker = Worker(services, doorbell)
    worker.start()
    yield services
    worker.stop()
    services.close()


def test_a_worker_in_a_thread_grades_a_run_that_has_ended(working: Services, anna: Person):
    run_id = working.simulations.start(anna, "SC-01", "en", "practice", 1, "start")
    working.simulations.finish(anna, run_id, "f1")
    _until_done(working, anna, run_id)


def test_a_ring_that_is_lost_is_made_up_for(working: Services, services: Services, anna: Person):
    # ``services`` rings a bell nobody hears; its clock stands in the past, so the job is overdue at once.
    run_id = services.simulations.start(anna, "SC-01", "en", "practice", 1, "start")
    services.simulations.finish(anna, run_id, "f1")
    sweep(working)
    _until_done(working, anna, run_id)


def test_a_message_that_was_not_signed_with_our_secret_is_not_run(tmp_path):
    ours, theirs = (HueyDoorbell(tmp_path / "jobs.db", secret) for secret in ("ours", "theirs"))
    done: list[str] = []
    ours.answered_by(done.append, lambda: None)
    theirs.ring("forged")
    with pytest.raises(ValueError, match=r"[Ss]ignature"):
        ours.huey.dequeue()
    assert done == []


def _until_done(services: Services, viewer: Person, run_id: str) -> None:
    for _ in range(200):
        if services.grading.state(viewer, run_id) == "done":
            return
        time.sleep(0.05)
    pytest.fail(f"not graded in ten seconds: {services.grading.state(viewer, run_id)}")


def _add(services: Services, kind: str) -> str:
    with services.database.writing() as session:
        return services.jobs.add(session, NewJob(key=f"{kind}:1", kind=kind, subject="subject", payload={}))
