from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from simulator.db.engine import Database
from simulator.db.tables import GradeRow, JobRow
from simulator.domain.action import Close, Resolve, Run
from simulator.errors import Conflict
from simulator.services.jobs import ATTEMPTS, LEASE, Jobs
from tests.services.fixtures import another_process

HELLO = "Hello, which login name do you use for SSH, and what is the exact error?"


@pytest.fixture
def ended(services, anna, run_id) -> str:
    services.simulations.send_message(anna, run_id, HELLO, "m1")
    services.simulations.ensure_answered(run_id)
    services.simulations.act(anna, run_id, Run(tool="opsview vm vm-7f31"), "r1")
    desk = services.simulations.desk(anna, run_id)
    services.simulations.act(anna, run_id, Close(text="I am closing the ticket."), "c1", desk.version)
    return run_id


def test_closing_queues_the_grading_and_rings_once(services, anna, ended, bell):
    assert len(bell.rung) == 1
    assert services.grading.state(anna, ended) == "queued"
    assert services.simulations.desk(anna, ended).grade_state == "queued"
    with pytest.raises(Conflict, match="not-graded"):
        services.grading.report(anna, ended)


def test_a_graded_run_has_a_report_with_the_case_laid_open(services, anna, ended):
    assert services.grading.work_off() == 1
    report = services.grading.report(anna, ended)
    assert services.grading.state(anna, ended) == "done"
    assert services.grading.progress(anna, ended) == 100
    assert report.cause
    assert report.person == "Anna"
    assert ("K1", True) in {(item, seen) for item, _command, _key, seen in report.evidence}
    assert report.moments[0].kind == "opened"
    assert report.grade.rubrics
    line = services.simulations.history(anna)[0]
    assert (line.total, line.result) == (report.grade.total, report.grade.result)


def test_the_last_words_are_answered_before_the_run_is_graded(services, anna, ended):
    services.grading.work_off()
    assert services.simulations.desk(anna, ended).pending is None


def test_twenty_finishes_at_once_make_one_grade(services, anna, run_id, database):
    services.simulations.send_message(anna, run_id, HELLO, "m1")
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda i: services.simulations.finish(anna, run_id, f"f{i}"), range(20)))
        list(pool.map(lambda _: services.grading.work_off(), range(20)))
    assert len(_rows(database, GradeRow)) == 1
    assert len(_rows(database, JobRow)) == 1


def test_twenty_finishes_in_two_processes_make_one_grade(services, anna, run_id, settings, content, database):
    other = another_process(settings, content)
    with ThreadPoolExecutor(20) as pool:
        list(
            pool.map(lambda i: (services, other)[i % 2].simulations.finish(anna, run_id, f"f{i}"), range(20))
        )
        list(pool.map(lambda i: (services, other)[i % 2].grading.work_off(), range(20)))
    other.close()
    assert len(_rows(database, GradeRow)) == 1


def test_a_worker_that_died_is_replaced_when_its_lease_ends(services, anna, ended, clock, bell):
    assert services.jobs.take(bell.rung[0]) is not None  # … and is killed here
    assert services.grading.state(anna, ended) == "running"
    assert services.grading.work_off() == 0
    clock.pass_(seconds=LEASE.total_seconds() + 1)
    assert services.grading.work_off() == 1
    assert services.grading.state(anna, ended) == "done"


def test_a_worker_that_lost_its_lease_stores_no_second_grade(services, ended, clock, bell, database):
    slow = services.jobs.take(bell.rung[0])
    clock.pass_(seconds=LEASE.total_seconds() + 1)
    services.grading.work_off()
    services.grading.run(slow)
    assert len(_rows(database, GradeRow)) == 1


def test_a_worker_killed_before_its_commit_leaves_nothing_half_done(
    services, anna, ended, clock, bell, database, monkeypatch
):
    job = services.jobs.take(bell.rung[0])
    with monkeypatch.context() as patch:
        patch.setattr(services.grading, "_store", _killed)
        with pytest.raises(SystemExit):
            services.grading.run(job)
    assert _rows(database, GradeRow) == []
    clock.pass_(seconds=LEASE.total_seconds() + 1)
    services.grading.work_off()
    assert services.grading.state(anna, ended) == "done"
    assert len(_rows(database, GradeRow)) == 1


def test_an_ended_run_without_a_job_is_adopted(services, anna, ended, database):
    with database.writing() as session:
        for row in session.exec(select(JobRow)).all():
            session.delete(row)
    assert services.grading.adopt() == 1
    assert services.grading.adopt() == 0
    services.grading.work_off()
    assert services.grading.state(anna, ended) == "done"


def test_a_lost_message_is_rung_for_again_only_after_a_while(services, ended, clock, bell):
    assert services.jobs.sweep() == 0
    clock.pass_(seconds=21)
    assert services.jobs.sweep() == 1
    assert bell.rung[0] == bell.rung[1]


def test_a_job_that_always_fails_stops_and_can_be_started_again(services, anna, ended, bell, clock):
    for _ in range(ATTEMPTS):
        job = services.jobs.take(bell.rung[0])
        services.jobs.fail(job, "no luck")
    assert services.grading.state(anna, ended) == "failed"
    assert services.jobs.take(bell.rung[0]) is None
    services.grading.regrade(ended)
    services.grading.work_off()
    assert services.grading.state(anna, ended) == "done"


def test_regrading_under_the_same_scorecards_adds_nothing(services, anna, ended, database):
    services.grading.work_off()
    services.grading.regrade(ended)
    services.grading.work_off()
    assert len(_rows(database, GradeRow)) == 1


def test_regrading_under_new_scorecards_adds_a_grade_and_keeps_the_old(
    services, anna, ended, database, content, monkeypatch
):
    services.grading.work_off()
    scoring = content.rubrics.scoring.model_copy(update={"pass_line": 71.5})
    changed = type(content.rubrics)(rubrics=content.rubrics.rubrics, scoring=scoring)
    monkeypatch.setitem(content.__dict__, "rubrics", changed)
    services.grading.regrade(ended)
    services.grading.work_off()
    rows = _rows(database, GradeRow)
    assert len(rows) == 2
    assert len({row.rubrics_pin for row in rows}) == 2


def test_a_run_that_goes_on_cannot_be_regraded(services, run_id):
    with pytest.raises(Conflict, match="not-ended"):
        services.grading.regrade(run_id)


def test_the_same_run_gets_the_same_grade(services, anna, database):
    for number in range(2):
        run_id = services.simulations.start(anna, "SC-01", "en", "exam", 1, f"form-{number}")
        services.simulations.send_message(anna, run_id, HELLO, "m1")
        services.simulations.act(anna, run_id, Resolve(cause="Wrong login", text="Please use ubuntu."), "s1")
        services.simulations.finish(anna, run_id, "f1")
    services.grading.work_off()
    first, second = _rows(database, GradeRow)
    assert first.body == second.body
    assert first.kpis == second.kpis


def test_a_lease_is_kept_by_whoever_reports(database, clock, bell, services, ended):
    jobs = Jobs(database, clock, bell, lease=timedelta(seconds=10))
    job = jobs.take(bell.rung[0])
    for _ in range(3):
        clock.pass_(seconds=8)
        jobs.report(job, 50)
    assert jobs.take(bell.rung[0]) is None
    clock.pass_(seconds=11)
    assert jobs.take(bell.rung[0]) is not None


def _killed(*_: object) -> None:
    raise SystemExit


def _rows(database: Database, table: type) -> list:
    with database.reading() as session:
        return list(session.exec(select(table)).all())
