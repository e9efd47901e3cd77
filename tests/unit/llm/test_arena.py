"""The arena: models in the right order, nothing invented for failed calls, and doubt where figures overlap."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.content.library import Library
from simulator.domain.arena import Contestant, Interval, Recorded
from simulator.domain.chat import ModelUsage
from simulator.errors import ContentError, ModelUnavailable
from simulator.llm.arena.asking import Question, Spent, aliases, ask
from simulator.llm.arena.contest import compared
from simulator.llm.arena.ranking import as_customer, as_judge, places
from simulator.llm.arena.scoring import interval
from simulator.llm.endpoint import Price
from simulator.llm.scripted import ScriptedModel
from simulator.rehearsal.recording import read_recorded, recorded
from tests.openai_server import Handler, says, serving, status
from tests.unit.cli.conftest import terminal  # noqa: F401 — a fixture
from tests.unit.cli.terminal import Terminal

GOLD = {"T1": 3.0, "T3": 2.0, "T4": 4.0, "E4": 1.0}


@pytest.fixture(scope="module")
def requests(library: Library) -> tuple[Recorded, ...]:
    """Messages on which a locked fact can be given away, and judged runs with gold levels."""
    found = recorded(library, 20, 3)
    return tuple(
        one.model_copy(update={"gold": {name: (level + n) % 5 for name, level in GOLD.items()}})
        if one.task == "judge"
        else one
        for n, one in enumerate(found)
    )


@pytest.fixture(scope="module")
def questions(library: Library, requests: tuple[Recorded, ...]) -> list[Question]:
    return [
        Question.of(one, library.case(one.scenario, one.lang, one.seed, "practice"), library.rubrics)
        for one in requests
    ]


def draft(question: Question) -> str:
    return (
        question.request.messages[-1].content.partition("Draft of your next message: ")[2].removesuffix("]")
    )


def verdicts(question: Question, shift: float = 0.0) -> str:
    turn = next(turn for turn in question.turns if turn.role == "engineer")
    rows = [
        {
            "criterion": name,
            "level": min(4.0, level + shift),
            "turn": turn.n,
            "quote": turn.whole[:20],
            "reason": "seen",
        }
        for name, level in question.recorded.gold.items()
    ]
    return json.dumps({"verdicts": rows}, ensure_ascii=False)


def good(question: Question) -> str:
    return draft(question) if question.guard else verdicts(question)


def leaking(question: Question) -> str:
    if question.guard is None:
        return verdicts(question, shift=2.0)
    return f"{draft(question)} {question.guard.locked[0]}." if question.guard.locked else draft(question)


def result(questions: list[Question], **models: Any) -> Any:
    ledgers = {name: Spent() for name in models}
    return compared(models, ledgers, questions, articles=frozenset(), prices={}, seed=3)


class By:
    """A model that answers by a function of the question."""

    def __init__(self, questions: list[Question], answer: Any) -> None:
        self.known = {question.request: answer(question) for question in questions}

    def stream(self, request):
        yield self.known[request]

    def fill(self, request, shape):
        return ScriptedModel(self.known[request]).fill(request, shape)


class Broken:
    def stream(self, request):
        raise ModelUnavailable("down")
        yield

    def fill(self, request, shape):
        raise ModelUnavailable("down")


def test_a_good_a_leaking_and_a_broken_model_are_put_in_order(questions):
    found = result(questions, zed=By(questions, good), amy=By(questions, leaking), bob=Broken())
    assert found.customer[0].name == "zed"
    assert found.customer[0].decided
    by_name = {one.name: one for one in found.models}
    assert by_name["zed"].leaks == 0
    assert by_name["zed"].usable.value == 1.0
    assert by_name["amy"].leaks > 0
    assert [place.name for place in found.judge] == ["zed", "amy", "bob"]
    assert by_name["zed"].kappa.value == pytest.approx(1.0)
    assert by_name["zed"].quotes.value == 1.0


def test_a_failed_call_gives_no_figure_but_its_failure(questions):
    one = result(questions, bob=Broken()).models[0]
    assert (one.failed, one.calls) == (len(questions), len(questions))
    assert one.usable.value == 0.0
    assert one.kappa.value is one.quotes.value is one.seconds_median is one.cost is None
    assert one.leaks == 0


def test_models_whose_intervals_overlap_are_undecided(questions):
    found = result(questions, a=By(questions, good), b=By(questions, good))
    assert {(place.first, place.last) for place in found.customer} == {(1, 2)}
    assert not found.customer[0].decided
    made = [
        Contestant(
            name=name, calls=9, failed=0, usable=Interval(n=9, value=v, low=low, high=high), leaks=0,
            repeats=Interval(n=0), kappa=Interval(n=0), quotes=Interval(n=0), links=Interval(n=0),
        )
        for name, v, low, high in (("x", 0.9, 0.8, 1.0), ("y", 0.75, 0.65, 0.85), ("z", 0.3, 0.2, 0.4))
    ]  # fmt: skip
    assert [(p.name, p.first, p.last) for p in places(made, as_customer)] == [
        ("x", 1, 2),
        ("y", 1, 2),
        ("z", 3, 3),
    ]
    assert [(p.first, p.last) for p in places(made, as_judge)] == [(1, 3)] * 3


def test_the_scorer_sees_no_names_and_the_seed_decides_who_is_who(questions):
    models = {name: Broken() for name in ("one", "two", "three")}
    assert aliases(models, 1) == aliases(models, 1)
    assert set(aliases(models, 1).values()) == {"model-1", "model-2", "model-3"}
    assert any(aliases(models, seed) != aliases(models, 1) for seed in range(5))
    answer = ask(By(questions, good), questions[0])
    assert "one" not in repr(vars(answer).keys())


def test_an_interval_of_values_that_are_all_alike_is_not_a_point():
    found = interval([1.0] * 10)
    assert (found.low, found.high) == (pytest.approx(0.7), 1.0)
    assert interval([]).value is None
    assert interval([1.0, 0.0]).low is None


def test_quotes_that_stand_nowhere_are_counted_and_their_levels_are_not(questions):
    def inventing(question: Question) -> str:
        rows = json.loads(verdicts(question))["verdicts"] if question.guard is None else []
        for row in rows[1:]:
            row["quote"] = "never said by anybody"
        return draft(question) if question.guard else json.dumps({"verdicts": rows})

    one = result(questions, a=By(questions, inventing)).models[0]
    judged = sum(question.guard is None for question in questions)
    assert one.quotes.value == pytest.approx(1 / len(GOLD))
    assert one.kappa.n == judged


def test_costs_are_told_where_prices_are_given(questions):
    spent = Spent(
        [ModelUsage(model="m", purpose="phrase", prompt_tokens=1_000_000, completion_tokens=1_000_000)]
    )
    found = compared(
        {"a": By(questions, good)},
        {"a": spent},
        questions,
        articles=(),
        prices={"a": Price(1.0, 0.1, 2.0)},
        seed=1,
    )
    assert found.models[0].cost == pytest.approx(3.0)


def test_a_broken_file_names_its_lines():
    with pytest.raises(ContentError) as fault:
        read_recorded("f", ['{"id":"a"}', "not json", ""])
    assert [problem.line for problem in fault.value.problems] == [1, 2]
    with pytest.raises(ContentError, match="--record"):
        read_recorded("f", [])


def test_the_command_compares_models_behind_real_endpoints(terminal, tmp_path: Path, questions, monkeypatch):  # noqa: F811
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("simulator.llm.calls.PAUSES", (0.0, 0.0))
    file = tmp_path / "recorded.jsonl"
    few = [*[q for q in questions if q.guard][:8], *[q for q in questions if not q.guard][:2]]
    file.write_text("".join(f"{one.recorded.model_dump_json()}\n" for one in few), encoding="utf-8")
    known = {q.request.messages[-1].content: q for q in few}

    def answer(handler: Handler, body: dict[str, Any]) -> None:
        question = next((q for text, q in known.items() if text == body["messages"][-1]["content"]), None)
        if body["model"] == "broken" or question is None:
            status(503)(handler, body)
        else:
            says((good if body["model"] == "good" else leaking)(question))(handler, body)

    with serving(answer) as endpoint:
        names = [f"--model={name}={endpoint.url}#{name}" for name in ("leaky", "broken", "good")]
        found = run(terminal, str(file), *names, "--price", "good=1/0.5/2", "--json")
        told = run(terminal, str(file), *names, "--lang", "ru")
    result = json.loads(found.out)
    assert found.code == 0
    assert result["customer"][0]["name"] == "good"
    assert [one["failed"] for one in result["models"]] == [10, 0, 0]
    assert next(one for one in result["models"] if one["name"] == "good")["cost"] > 0
    assert "За судью" in told.out
    assert "утечек" in told.out


def run(shell: Terminal, *arguments: str) -> Any:
    return shell.run("arena", *arguments)


def test_wrong_usage_says_what_to_write(terminal: Terminal, tmp_path: Path, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path))
    file = tmp_path / "r.jsonl"
    assert run(terminal, str(file)).code == 2
    assert "--record" in run(terminal, str(file), "--model", "x").err
    broken = Recorded(id="a", task="judge", scenario="SC-01", lang="en", events=({"n": 1},))
    file.write_text(broken.model_dump_json(), encoding="utf-8")
    assert "no recorded request" in run(terminal, str(file), "--model", "x").err
    assert run(terminal, str(file), "--model", "x=ftp://y#z").code == 2
