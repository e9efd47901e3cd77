"""Turns with a language model behind them: whatever it does, the customer answers, once."""

import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.app import Options, build_services
from simulator.domain.chat import ChatMessage, ModelRequest
from simulator.domain.person import Person, Role
from simulator.engine.customers.scripted import ScriptedCustomer
from simulator.errors import ModelUnavailable
from simulator.llm.calls import Calls
from simulator.llm.customer import ModelCustomer
from simulator.llm.endpoint import Endpoint, Price
from simulator.llm.gateway import Gateway
from simulator.llm.reader import ModelReader
from simulator.rehearsal.reading import OfflineReader
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.answering import Voices
from simulator.services.demo.playing import play_exemplar
from simulator.services.models import Budget, Spending
from tests import openai_server as fake
from tests.services.fixtures import HASHER

ASK = "Hello. What changed on your side around 10:00?"
WORDS = "Devs shipped at 10:02. App listens on 3000 instead of 8080."
DEADLINES = {"read": 0.5, "phrase": 1.5, "judge": 2.0, "feedback": 2.0, "draft": 2.0}


@pytest.fixture
def url(migrated: Path, tmp_path: Path) -> str:
    """What a model does to a turn does not depend on the database: SQLite is enough here."""
    shutil.copy(migrated, tmp_path / "app.db")
    return f"sqlite:///{tmp_path / 'app.db'}"


@pytest.fixture
def endpoint() -> Iterator[fake.Endpoint]:
    with fake.serving(fake.says(WORDS)) as server:
        yield server


@pytest.fixture
def services(settings, content, clock, bell, endpoint) -> Iterator[Services]:
    """Services whose customer is worded by the endpoint."""
    reached = Endpoint(
        endpoint.url, "key", {"phrase": "m", "read": "m"}, DEADLINES, concurrency=32, price=Price(1, 1, 1)
    )  # type: ignore[arg-type]
    plain = build_services(settings, Options(content=content, clock=clock, doorbell=bell, hasher=HASHER))
    spending = Spending(plain.database, clock, Budget(), reached.price)
    gateway = Gateway(reached, spending, Calls(reached, sleep=lambda _pause: None))
    voices = Voices(
        ModelCustomer(ScriptedCustomer(), gateway),
        ModelReader(OfflineReader(), gateway),
        slow=timedelta(seconds=60),
    )
    made = build_services(
        settings, Options(content=content, clock=clock, doorbell=bell, hasher=HASHER, voices=voices)
    )
    yield replace(made, spending=spending)
    made.close()
    plain.close()


@pytest.fixture
def run_id(services: Services, anna: Person) -> str:
    return services.simulations.start(anna, "SC-07", "en", "practice", 1, "start")


def answered(services: Services, anna: Person, run_id: str, key: str = "m1") -> list[str]:
    n = services.simulations.send_message(anna, run_id, ASK, key)
    states = list(services.simulations.answer(anna, run_id, n))
    desk = services.simulations.desk(anna, run_id)
    assert [message.who for message in desk.messages] == ["customer", "trainee", "customer"]
    assert states[-1] == desk.messages[-1].text
    return states


def test_the_models_words_come_sentence_by_sentence_and_are_stored(services, anna, run_id, endpoint):
    states = answered(services, anna, run_id)
    assert states == ["Devs shipped at 10:02.", WORDS]
    again = list(services.simulations.answer(anna, run_id, 3))
    assert again[-1] == WORDS
    assert len(endpoint.requests) == 1
    spent = services.spending.today()
    assert [(line.purpose, line.calls, line.faults, line.tokens) for line in spent] == [("phrase", 1, 0, 105)]
    assert spent[0].cost == pytest.approx(105 / 1e6)


@pytest.mark.parametrize(
    "script",
    [
        fake.hangs, fake.drips, fake.status(429), fake.status(429, Retry_After="60"), fake.status(500),
        fake.resets, fake.cuts, fake.says(""), fake.refuses, fake.html, fake.huge,
        fake.says("В 10:02 выкатили."), fake.says('{"answer": "no"}'), fake.says("As an AI I cannot."),
    ],
    ids=[
        "hang", "drip", "429", "429 later", "500", "reset", "cut", "empty", "refusal", "html", "huge",
        "language", "json", "role",
    ],
)  # fmt: skip
def test_whatever_the_model_does_the_customer_answers_once(services, anna, run_id, endpoint, script):
    endpoint.then(script)
    states = answered(services, anna, run_id)
    assert "10:02" in states[-1]
    assert states[-1] != WORDS
    assert sum(line.calls for line in services.spending.today()) >= 1


def test_nobody_at_the_address_is_no_silence(services, anna, run_id, endpoint):
    endpoint.then(fake.status(503))
    for number in range(3):
        services.simulations.send_message(anna, run_id, f"{ASK} ({number})", f"m{number}")
        services.simulations.ensure_answered(run_id)
    desk = services.simulations.desk(anna, run_id)
    assert [message.who for message in desk.messages].count("customer") >= 4


def test_many_readers_of_one_answer_cost_one_call(services, anna, run_id, endpoint):
    endpoint.then(fake.says(WORDS, pause=0.05))
    n = services.simulations.send_message(anna, run_id, ASK, "m1")
    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda _: list(services.simulations.answer(anna, run_id, n))[-1], range(8)))
    assert texts == {WORDS}
    assert len(endpoint.requests) == 1


def test_who_looked_before_an_answer_was_stored_does_not_ask_again(services, anna, run_id, endpoint):
    answering = services.simulations._answering
    n = services.simulations.send_message(anna, run_id, ASK, "m1")
    before = answering.load(run_id)
    list(services.simulations.answer(anna, run_id, n))
    assert not answering._claimed(before, timedelta(seconds=60))
    assert answering.load(run_id).row.answer_until is None
    assert len(endpoint.requests) == 1


def test_a_browser_that_goes_away_in_mid_answer_loses_nothing(services, anna, run_id, endpoint):
    n = services.simulations.send_message(anna, run_id, ASK, "m1")
    states = services.simulations.answer(anna, run_id, n)
    assert next(states) == "Devs shipped at 10:02."
    states.close()
    assert services.simulations.desk(anna, run_id).messages[-1].text == WORDS
    assert len(endpoint.requests) == 1


def test_pages_do_not_wait_while_twenty_calls_hang(services, anna, endpoint, monkeypatch):
    monkeypatch.setitem(DEADLINES, "phrase", 30.0)
    endpoint.then(fake.hangs)
    runs = [
        services.simulations.start(anna, "SC-07", "en", "practice", 1, f"start-{number}")
        for number in range(20)
    ]
    numbers = [services.simulations.send_message(anna, run, ASK, "m1") for run in runs]
    threads = [
        threading.Thread(target=lambda run=run, n=n: list(services.simulations.answer(anna, run, n)))
        for run, n in zip(runs, numbers, strict=True)
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 20
    while len(endpoint.requests) < 20 and time.monotonic() < end:
        time.sleep(0.01)
    # All twenty wait for the endpoint: a page is made while every one of them still does.
    assert services.simulations.desk(anna, runs[0]).pending == numbers[0]
    assert len(services.simulations.history(anna)) == 20
    assert all(thread.is_alive() for thread in threads)
    endpoint.released.set()
    for thread in threads:
        thread.join(20)
    assert all(services.simulations.desk(anna, run).pending is None for run in runs)


def test_a_run_and_a_day_have_their_budgets(services, clock):
    request = ModelRequest(
        purpose="phrase", messages=(ChatMessage(role="user", content="x"),), subject="run-1"
    )
    small = Spending(services.database, clock, Budget(run=100, day=150), Price())
    usage = usage_of(80)
    small.allow(request)
    small.record(request, usage)
    small.allow(request)
    small.record(request, usage)
    with pytest.raises(ModelUnavailable, match="this run"):
        small.allow(request)
    with pytest.raises(ModelUnavailable, match="today"):
        small.allow(request.model_copy(update={"subject": "run-2"}))
    clock.pass_(days=1)
    small.allow(request.model_copy(update={"subject": "run-2"}))


def usage_of(tokens: int):
    from simulator.domain.chat import ModelUsage

    return ModelUsage(model="m", purpose="phrase", prompt_tokens=tokens)


class BrokenJudge:
    """A judge that is down."""

    def judge(self, case, events, rubrics):
        raise ModelUnavailable("down")


def test_a_judge_that_is_down_leaves_the_offline_grade_and_says_so(settings, content, clock, bell):
    options = Options(content=content, clock=clock, doorbell=bell, hasher=HASHER)
    made = {}
    for name, judge in (("offline", None), ("broken", BrokenJudge())):
        services = build_services(settings, replace(options, judge=judge))
        person = services.accounts.add(
            NewPerson(login=name, name=name, role=Role.TRAINEE, password="pw-of-a-person")
        )
        play_exemplar(services, person, ("SC-01", "average", "en"))
        services.grading.work_off()
        run = services.simulations.history(person)[0].simulation_id
        made[name] = services.grading.report(person, run).grade
        services.close()
    assert made["broken"].total == made["offline"].total
    assert made["broken"].rubrics == made["offline"].rubrics
    assert made["broken"].provenance["judge"] == "unavailable: down"
