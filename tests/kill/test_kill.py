import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import func, select

from simulator.app import build_services
from simulator.db.migrate import upgrade
from simulator.db.tables import EventRow, GradeRow
from simulator.domain.person import Person, Role
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.settings import Settings
from tests.kill.harness import KILLS, listening, pause, post, victim

WRITERS = 8
RUNS = 4
"""Two writers share a run: two tabs."""

pytestmark = [pytest.mark.kill, pytest.mark.xdist_group("kill")]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"SIMULATOR_DATA_DIR": str(tmp_path), "SIMULATOR_SECRET_KEY": "of the tests"}


@pytest.fixture
def services(tmp_path: Path):
    settings = Settings(data_dir=tmp_path, secret_key="of the tests", worker=False)
    upgrade(settings.database_url)
    made = build_services(settings)
    yield made
    made.close()


@pytest.fixture
def anna(services: Services) -> Person:
    return services.accounts.add(NewPerson(login="anna", name="Anna", role=Role.TRAINEE, password="pw-anna"))


def test_no_acknowledged_reply_is_lost_doubled_or_reordered_by_kills(services, anna, home):
    _, token = services.accounts.sign_in("anna", "pw-anna", ip="192.0.2.1")
    runs = [services.simulations.start(anna, "SC-01", "en", "practice", 1, f"s{n}") for n in range(RUNS)]
    acknowledged: list[list[str]] = [[] for _ in range(WRITERS)]
    enough = threading.Event()

    def write(writer: int, port: int) -> None:
        run = runs[writer % RUNS]
        number = 0
        while not enough.is_set():
            text = f"Writer {writer} says sentence {number}."
            post(
                port,
                f"/simulations/{run}/messages",
                token,
                {"text": text, "key": f"w{writer}-{number}", "version": "999"},
            )
            acknowledged[writer].append(text)
            number += 1

    rng = random.Random(7)
    with (
        listening() as socket,
        victim("tests.kill.server", home, str(socket.fileno()), fds=(socket.fileno(),)) as server,
        ThreadPoolExecutor(WRITERS) as pool,
    ):
        port = socket.getsockname()[1]
        work = [pool.submit(write, writer, port) for writer in range(WRITERS)]
        for _ in range(KILLS):
            _wait_for_more(acknowledged, rng.randrange(1, 10))
            pause(rng)
            server.kill()
        enough.set()
        for job in work:
            job.result()

    assert sum(map(len, acknowledged)) > KILLS
    for number, run in enumerate(runs):
        said = [m.text for m in services.simulations.desk(anna, run).messages if m.who == "trainee"]
        assert [text for text, times in Counter(said).items() if times > 1] == []
        for writer in range(number, WRITERS, RUNS):
            own = [text for text in said if text.startswith(f"Writer {writer} ")]
            assert own[: len(acknowledged[writer])] == acknowledged[writer]
            # What was stored and not yet acknowledged when the writer stopped may be there, once.
            assert len(own) <= len(acknowledged[writer]) + 1
    _numbers_have_no_gaps(services, runs)


def test_finishes_while_workers_are_killed_make_exactly_one_grade_each(services, anna, home):
    runs = [services.simulations.start(anna, "SC-01", "en", "practice", 1, f"s{n}") for n in range(RUNS)]
    for run in runs:
        services.simulations.send_message(anna, run, "Hello, which user name do you use?", "m1")
    rng = random.Random(11)
    with victim("tests.kill.worker", home) as worker, ThreadPoolExecutor(20) as pool:
        finishes = [
            pool.submit(services.simulations.finish, anna, runs[n % RUNS], f"f{n}") for n in range(20)
        ]
        for _ in range(KILLS):
            time.sleep(rng.uniform(0, 0.3))
            worker.kill()
        for finish in finishes:
            finish.result()
        _wait(lambda: all(services.grading.state(anna, run) == "done" for run in runs))
    with services.database.reading() as session:
        grades = session.exec(select(GradeRow.simulation_id)).all()
    assert Counter(grades) == Counter(runs)


def _numbers_have_no_gaps(services: Services, runs: list[str]) -> None:
    with services.database.reading() as session:
        for run in runs:
            count, last = session.exec(
                select(func.count(), func.max(EventRow.n)).where(EventRow.simulation_id == run)
            ).one()
            assert count == last == services.simulations._answering.load(run).row.event_count


def _wait_for_more(acknowledged: list[list[str]], more: int) -> None:
    before = sum(map(len, acknowledged))
    _wait(lambda: sum(map(len, acknowledged)) >= before + more, pace=0.005)


def _wait(condition, seconds: float = 60, pace: float = 0.1) -> None:
    waited = threading.Event()
    for _ in range(int(seconds / pace)):
        if condition():
            return
        waited.wait(pace)
    pytest.fail("not done in time")
