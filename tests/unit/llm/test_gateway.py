"""The gateway against an endpoint that fails in every known way."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pydantic import BaseModel, Field

from simulator.domain.chat import ChatMessage, ModelRequest, ModelUsage
from simulator.errors import ModelUnavailable
from simulator.llm.ability import Ability
from simulator.llm.answers import without_thoughts
from simulator.llm.breaker import FAULTS
from simulator.llm.calls import Calls
from simulator.llm.endpoint import Endpoint
from simulator.llm.gateway import Gateway
from tests import openai_server as fake


class Colour(BaseModel):
    name: str
    share: float = Field(ge=0, le=1)


RED = {"name": "red", "share": 0.5}
ASK = ModelRequest(purpose="judge", messages=(ChatMessage(role="user", content="Which colour?"),))


class Book:
    """A ledger that remembers."""

    def __init__(self) -> None:
        self.calls: list[tuple[ModelUsage, str]] = []

    def allow(self, request: ModelRequest) -> None:
        pass

    def record(self, request: ModelRequest, usage: ModelUsage, fault: str = "") -> None:
        self.calls.append((usage, fault))


@pytest.fixture
def server() -> Iterator[fake.Endpoint]:
    with fake.serving(fake.says_json(RED)) as endpoint:
        yield endpoint


def gateway(
    server: fake.Endpoint, *, seconds: float = 5.0, url: str = "", book: Book | None = None
) -> Gateway:
    deadlines = dict.fromkeys(("read", "phrase", "judge", "feedback", "draft"), seconds)
    endpoint = Endpoint(url or server.url, "key", {"judge": "m", "phrase": "m"}, deadlines)  # type: ignore[arg-type]
    # Pauses between retries are waited for on a faster clock.
    return Gateway(endpoint, book, Calls(endpoint, sleep=lambda pause: time.sleep(pause / 50)))


def text(made: Gateway) -> str:
    return "".join(made.stream(ASK.model_copy(update={"purpose": "phrase"})))


def test_a_valid_answer_comes_with_what_it_cost(server: fake.Endpoint) -> None:
    book = Book()
    filled = gateway(server, book=book).fill(ASK, Colour)
    assert filled.value == Colour(name="red", share=0.5)
    assert (filled.rung, filled.usage.prompt_tokens, filled.usage.cached_tokens) == ("json_schema", 100, 50)
    assert [(usage.completion_tokens, fault) for usage, fault in book.calls] == [(5, "")]
    assert len(filled.usage.prompt_digest) == 64


@pytest.mark.parametrize(
    "wrapped",
    [
        '```json\n{"name": "red", "share": 0.5}\n```',
        '<think>blue? {"name": "blue"}</think>{"name": "red", "share": 0.5}',
        'Here you are: {"name": "red", "share": 0.5}',
    ],
)
def test_wrappings_are_taken_off(server: fake.Endpoint, wrapped: str) -> None:
    server.then(fake.says(wrapped))
    assert gateway(server).fill(ASK, Colour).value.name == "red"
    assert len(server.requests) == 1


def test_capabilities_go_down_the_ladder_and_what_worked_is_remembered(server: fake.Endpoint) -> None:
    server.then(
        fake.without(
            "json_schema", fake.without("json_object", fake.without("stream_options", fake.says_json(RED)))
        )
    )
    made = gateway(server)
    assert made.fill(ASK, Colour).rung == "text"
    before = len(server.requests)
    assert made.fill(ASK, Colour).rung == "text"
    assert len(server.requests) == before + 1
    assert "JSON Schema" in server.requests[-1]["messages"][-1]["content"]
    assert "response_format" not in server.requests[-1]


def test_a_wrong_answer_is_repaired_once_and_the_repair_has_a_fixed_size(server: fake.Endpoint) -> None:
    server.then(fake.says('{"name": "' + "x" * 5000 + '", "share": 7}'), fake.says_json(RED))
    assert gateway(server).fill(ASK, Colour).value.name == "red"
    shown = server.requests[1]["messages"]
    assert [message["role"] for message in shown] == ["user", "assistant", "user"]
    assert sum(len(message["content"]) for message in shown[1:]) < 1600
    server.then(fake.says("no"))
    asked = len(server.requests)
    with pytest.raises(ModelUnavailable, match="repair"):
        gateway(server).fill(ASK, Colour)
    assert len(server.requests) == asked + 2


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (fake.status(500), "500"),
        (fake.status(429), "429"),
        (fake.status(401), "key"),
        (fake.status(404, "no such model"), "404"),
        (fake.resets, "broke|connection"),
        (fake.cuts, "broke off"),
        (fake.says("half an answer", finish="length"), "length"),
        (fake.says(""), "empty"),
        (fake.refuses, "content_filter"),
        (fake.html, "broke|understood|empty"),
        (fake.huge, "connection|understood|TooLong"),
    ],
    ids=["500", "429", "401", "404", "reset", "cut", "length", "empty", "refusal", "html", "huge"],
)
def test_every_fault_is_one_calm_error(server: fake.Endpoint, script: fake.Script, said: str) -> None:
    server.then(script)
    with pytest.raises(ModelUnavailable, match=said):
        gateway(server).fill(ASK, Colour)
    with pytest.raises(ModelUnavailable, match=said):
        text(gateway(server))
    assert len(server.requests) <= 8


@pytest.mark.parametrize("script", [fake.hangs, fake.drips], ids=["hang", "drip"])
def test_the_deadline_holds_against_silence_and_against_a_slow_drip(
    server: fake.Endpoint, script: fake.Script
) -> None:
    server.then(script)
    began = time.monotonic()
    with pytest.raises(ModelUnavailable, match="in time"):
        gateway(server, seconds=0.4).fill(ASK, Colour)
    assert time.monotonic() - began < 5
    assert len(server.requests) == 1


def test_nobody_there_is_one_calm_error(server: fake.Endpoint) -> None:
    with pytest.raises(ModelUnavailable, match="connection"):
        gateway(server, url="http://127.0.0.1:9/v1").fill(ASK, Colour)


def test_a_passing_fault_is_retried_in_one_place_only(server: fake.Endpoint) -> None:
    server.then(fake.status(503), fake.status(429, Retry_After="0"), fake.says_json(RED))
    assert gateway(server).fill(ASK, Colour).value.name == "red"
    assert len(server.requests) == 3
    server.then(fake.status(503))
    with pytest.raises(ModelUnavailable):
        gateway(server).fill(ASK, Colour)
    assert len(server.requests) == 6


def test_a_wait_that_goes_past_the_deadline_is_not_begun(server: fake.Endpoint) -> None:
    server.then(fake.status(429, Retry_After="3600"))
    with pytest.raises(ModelUnavailable, match="429"):
        gateway(server).fill(ASK, Colour)
    assert len(server.requests) == 1


def test_nothing_is_asked_again_once_a_piece_was_shown(server: fake.Endpoint) -> None:
    server.then(fake.cuts, fake.says("It is still broken."))
    pieces: list[str] = []
    with pytest.raises(ModelUnavailable):
        pieces += gateway(server).stream(ASK.model_copy(update={"purpose": "phrase"}))
    assert len(server.requests) == 1


def test_an_endpoint_that_keeps_failing_is_left_alone(server: fake.Endpoint) -> None:
    server.then(fake.status(404))
    made = gateway(server)
    for _ in range(FAULTS):
        with pytest.raises(ModelUnavailable, match="404"):
            made.fill(ASK, Colour)
    with pytest.raises(ModelUnavailable, match="left alone"):
        made.fill(ASK, Colour)
    assert len(server.requests) == FAULTS


def test_a_purpose_without_a_model_is_not_asked(server: fake.Endpoint) -> None:
    with pytest.raises(ModelUnavailable, match="no model"):
        gateway(server).fill(ASK.model_copy(update={"purpose": "read"}), Colour)
    assert server.requests == []


def test_the_key_is_not_part_of_what_is_printed(server: fake.Endpoint) -> None:
    assert "secret-key" not in repr(Endpoint(server.url, "secret-key", {}))


def test_a_model_that_thinks_gets_room_for_its_thoughts_and_is_asked_so_from_then_on(
    server: fake.Endpoint,
) -> None:
    server.then(fake.thinks(2_000, json.dumps(RED)))
    made = gateway(server)
    assert made.fill(ASK, Colour).value.name == "red"
    tries = len(server.requests)
    assert tries == 4
    assert made.fill(ASK, Colour).value.name == "red"
    assert text(made) == json.dumps(RED)
    assert len(server.requests) == tries + 2
    assert made.ability("m") == Ability(limit="max_completion_tokens", has_temperature=False, thinks=True)


def test_a_model_that_only_thinks_is_one_calm_error(server: fake.Endpoint) -> None:
    server.then(fake.thinks(1_000_000, "never"))
    with pytest.raises(ModelUnavailable, match="thoughts"):
        gateway(server).fill(ASK, Colour)
    with pytest.raises(ModelUnavailable, match="thoughts"):
        text(gateway(server))


def test_a_server_that_breaks_on_a_schema_is_asked_without_one(server: fake.Endpoint) -> None:
    server.then(fake.breaks_on("json_schema", fake.says_json(RED)))
    made = gateway(server)
    assert made.fill(ASK, Colour).rung == "json_object"
    assert len(server.requests) == 4
    made.fill(ASK, Colour)
    assert len(server.requests) == 5


def test_a_server_that_was_down_is_asked_for_the_best_again(server: fake.Endpoint) -> None:
    server.then(fake.status(500))
    made = gateway(server)
    with pytest.raises(ModelUnavailable):
        made.fill(ASK, Colour)
    server.then(fake.says_json(RED))
    assert made.fill(ASK, Colour).rung == "json_schema"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<think>He is angry. I am to be short.</think>\n\nIt is down.", "It is down."),
        ("<reasoning>x</reasoning>No.", "No."),
        ("It is down. <think> is a tag.", "It is down. <think> is a tag."),
        ("<b>No.</b>", "<b>No.</b>"),
        ("<", "<"),
        ("<think>and no end", ""),
    ],
)
def test_thoughts_are_not_shown_while_they_stream(written: str, shown: str) -> None:
    for size in (1, 3, 100):
        pieces = [written[at : at + size] for at in range(0, len(written), size)]
        assert "".join(without_thoughts(iter(pieces))) == shown


def test_a_wait_can_be_asked_for_as_a_date(server: fake.Endpoint) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    server.then(fake.status(429, Retry_After=later), fake.says_json(RED))
    began = time.monotonic()
    assert gateway(server).fill(ASK, Colour).value.name == "red"
    assert time.monotonic() - began < 1
