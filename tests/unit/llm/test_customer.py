"""The model words what was decided; whatever else it says is replaced by the offline wording."""

import pytest

from simulator.content.library import Library
from simulator.domain.act import CustomerAct, Move, MoveKind
from simulator.domain.action import Say
from simulator.domain.case import Case
from simulator.domain.event import Unlocked
from simulator.domain.run import Run
from simulator.engine import play
from simulator.engine.customers.base import Worded
from simulator.engine.customers.scripted import ScriptedCustomer
from simulator.errors import ModelUnavailable
from simulator.llm.customer import ModelCustomer, request
from simulator.llm.gateway import tokens_of
from simulator.llm.scripted import ScriptedModel

TELLS = CustomerAct(of=3, band=4, moves=(Move(kind=MoveKind.TELL, fact="F1"),))


def opened(case: Case) -> Run:
    run = Run.of(play.begin(case))
    run = run.after(*play.act(case, run, Say(text="Hello. What changed on your side around 10:00?")))
    return run.after(Unlocked(n=run.next_n, at=run.now, fact="F1", by=3, rule="asked"))


@pytest.fixture
def case(library: Library) -> Case:
    return library.case("SC-07", "en", 1)


def said(case: Case, answer: object, act: CustomerAct = TELLS) -> tuple[str, ModelCustomer]:
    agent = ModelCustomer(ScriptedCustomer(), ScriptedModel(answer))  # type: ignore[arg-type]
    return agent.phrase(case, opened(case), act), agent


def offline(case: Case) -> str:
    return ScriptedCustomer().phrase(case, opened(case), TELLS)


def test_other_words_for_the_same_facts_are_used_and_marked(case: Case) -> None:
    own = "Devs shipped at 10:02, app listens on 3000 instead of 8080. So fix your side."
    text, agent = said(case, own)
    assert text == own
    assert isinstance(text, Worded)
    assert text.source == "model"
    assert (agent.tally.used, agent.tally.faults) == (1, None)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("В 10:02 выкатили, порт 3000 вместо 8080.", "language"),
        ("Deploy at 10:02, port 3000 instead of 8080. Rollback takes 3 minutes.", "locked"),
        ("Deploy at 10:02, port 3000 not 8080. Ticket INC-99412 says so.", "invented"),
        ("Deploy at 10:02, 3000 not 8080, 300 users.", "invented"),
        ("Deploy at 10:02, 3000 not 8080. See https://status.example.com now.", "link"),
        ("Deploy at 10:02, 3000 not 8080. Run sudo systemctl restart app.", "command"),
        ("Deploy at 10:02, 3000 not 8080. How can I help you further?", "role"),
        ("As an AI I cannot feel anger, but 10:02, 3000, 8080.", "role"),
        ("Support: we see 10:02, 3000 and 8080.", "role"),
        ("Thank you so much for asking, it was 10:02, 3000 instead of 8080.", "softened"),
        ("Something changed I guess.", "fact"),
        ("It was 10:02 and 3000 not 8080, " + "you know how it goes and goes, " * 12, "length"),
        (ModelUnavailable("down"), "unavailable"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else None,
)
def test_everything_else_gives_the_offline_wording(case: Case, answer: object, fault: str) -> None:
    text, agent = said(case, answer)
    assert text == offline(case)
    assert agent.tally.faults == {fault: 1}
    assert not isinstance(text, Worded)


def test_pasted_output_is_never_worded_by_the_model(library: Library) -> None:
    case = library.case("SC-01", "en", 1)
    run = opened(case)
    command = case.scenario.commands[0]
    from simulator.domain.event import CommandRun

    run = run.after(
        CommandRun(
            n=run.next_n, at=run.now, command=command.id, of=3, result="done", output=command.out.strip()
        )
    )
    act = CustomerAct(of=3, band=2, moves=(Move(kind=MoveKind.PASTE, command=command.id),))
    agent = ModelCustomer(ScriptedCustomer(), ScriptedModel("there you go:\n{output}", "there you go"))
    assert agent.phrase(case, run, act) == f"there you go: {command.out.strip()}"
    assert agent.phrase(case, run, act) == ScriptedCustomer().phrase(case, run, act)
    assert agent.tally.faults == {"output": 1}


def test_the_prompt_is_small_and_holds_nothing_that_is_locked(library: Library) -> None:
    for card in library.scenarios:
        for lang in ("en", "ru"):
            case = library.case(card.id, lang, 1)
            run = opened(case)
            for _ in range(3):
                run = run.after(*play.act(case, run, Say(text="Ожидайте, пожалуйста, я смотрю. " * 100)))
            act = CustomerAct(of=3, band=3, moves=(Move(kind=MoveKind.DEMAND),))
            draft = ScriptedCustomer().phrase(case, run, act)
            prompt = "\n".join(message.content for message in request(case, run, act, draft).messages)
            assert tokens_of(prompt) <= 750, card.id
            assert card.cause.text.within(lang) not in prompt
            for fact in card.facts[1:]:
                assert not any(says in prompt for says in fact.says.within(lang)), (card.id, fact.id)
            assert not any(len(tool.out) > 40 and tool.out.strip() in prompt for tool in card.tools)
