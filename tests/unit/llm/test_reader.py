"""A model may add what a reply asks for, and nothing that code cannot check."""

import json

import pytest

from simulator.content.library import Library
from simulator.domain.action import Say
from simulator.domain.reading import Reading
from simulator.domain.run import Run
from simulator.engine import play
from simulator.errors import ModelUnavailable
from simulator.llm.gateway import tokens_of
from simulator.llm.reader import ModelReader, reading_request
from simulator.llm.scripted import ScriptedModel
from simulator.rehearsal.reading import OfflineReader

UNSEEN = "Could somebody have pressed the big red button in your deployment thingy?"


@pytest.fixture(scope="session")
def offline() -> OfflineReader:
    return OfflineReader()


def asks(*found: tuple[str, str, float]) -> str:
    return json.dumps({"asks": [{"target": t, "quote": q, "confidence": c} for t, q, c in found]})


def read(
    library: Library, offline: OfflineReader, text: str, answer: object
) -> tuple[Reading, ScriptedModel]:
    case = library.case("SC-07", "en", 1)
    run = Run.of(play.begin(case))
    run = run.after(*play.act(case, run, Say(text=text)))
    model = ScriptedModel(answer) if answer is not None else ScriptedModel()  # type: ignore[arg-type]
    return ModelReader(offline, model).read(case, run, run.replies[-1]).reading, model


def test_a_question_in_unseen_words_is_understood_with_the_model(
    library: Library, offline: OfflineReader
) -> None:
    quote = "pressed the big red button in your deployment thingy"
    reading, _model = read(library, offline, UNSEEN, asks(("F1", quote, 0.9)))
    assert [(match.target, match.quote) for match in reading.asks] == [("F1", quote)]
    assert reading.source == "model"


def test_without_an_open_question_nobody_is_asked(library: Library, offline: OfflineReader) -> None:
    for text in ("Did you deploy anything just before it broke?", "I am looking into it now."):
        _reading, model = read(library, offline, text, None)
        assert model.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        asks(("F1", "words nobody wrote", 0.9)),
        asks(("F1", "big red button", 0.4)),
        asks(("F9", "big red button", 0.9)),
        asks(("K1", "big red button", 0.9)),
        '{"asks": "F1"}',
        ModelUnavailable("no"),
    ],
    ids=["foreign quote", "unsure", "no such fact", "a tool", "wrong shape", "down"],
)
def test_what_cannot_be_checked_changes_nothing(
    library: Library, offline: OfflineReader, answer: object
) -> None:
    reading, _model = read(library, offline, UNSEEN, answer)
    assert reading.asks == ()
    assert reading.source == "offline"


def test_what_is_declined_is_not_asked_for_whatever_the_model_says(
    library: Library, offline: OfflineReader
) -> None:
    text = "No need to send the deployment log. Is it sunny there?"
    reading, _model = read(library, offline, text, asks(("F1", "send the deployment log", 0.95)))
    assert reading.asks == ()


def test_the_prompt_holds_no_answer_and_stays_small(library: Library) -> None:
    for card in library.scenarios:
        for lang in ("en", "ru"):
            case = library.case(card.id, lang, 1)
            prompt = "\n".join(m.content for m in reading_request(case, ["What do you see? " * 60]).messages)
            assert tokens_of(prompt) <= 750, card.id
            assert card.cause.text.within(lang) not in prompt
            for fact in card.facts:
                assert fact.text.within(lang) not in prompt
                assert not any(says in prompt for says in fact.says.within(lang))
            assert not any(tool.out.strip() and tool.out.strip() in prompt for tool in card.tools)
