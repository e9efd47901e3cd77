"""A case in the terminal, typed line by line."""

import pytest

from simulator.cli.typed import Typed, Unclear, action_of
from simulator.domain.action import Classify, Escalate, Hint, Resolve, Run, Say, Wait
from tests.unit.cli.terminal import Terminal


def typed(line: str, *answers: str) -> Typed:
    waiting = list(answers)
    return Typed(line, "en", lambda _question: waiting.pop(0) if waiting else "")


def test_plain_text_is_a_reply() -> None:
    assert action_of(typed("What do you see?")) == Say(text="What do you see?")


def test_slash_commands_are_actions() -> None:
    assert action_of(typed("/run opsview vm vm-7f31")) == Run(tool="opsview vm vm-7f31")
    assert action_of(typed("/classify access l M")) == Classify(category="access", impact="L", urgency="M")
    assert action_of(typed("/wait 15")) == Wait(minutes=15)
    assert action_of(typed("/hint")) == Hint()
    assert action_of(typed("/resolve wrong user", "Done.")) == Resolve(cause="wrong user", text="Done.")


def test_an_escalation_asks_for_the_request_and_each_field_and_leaves_out_empty_ones() -> None:
    action = action_of(typed("/escalate L2-NET", "Please look at the route", "Anton, acc-1101"))
    assert action == Escalate(
        team="L2-NET", request="Please look at the route", pack={"customer": "Anton, acc-1101"}
    )


@pytest.mark.parametrize("line", ["/dance", "/run", "/wait soon", "/classify access", "/escalate"])
def test_a_line_that_means_nothing_says_so(line: str) -> None:
    with pytest.raises(Unclear):
        action_of(typed(line))


@pytest.mark.parametrize(
    ("lang", "customer", "over"),
    [("en", "CUSTOMER: ", "The run is over."), ("ru", "КЛИЕНТ: ", "Разбор окончен.")],
)
def test_a_game_can_be_played_and_is_graded(terminal: Terminal, lang: str, customer: str, over: str) -> None:
    lines = ["/help", "/run status", "/dance", "/status", "Which exact command do you type?", "/quit"]
    said = terminal.run("play", "SC-01", "--lang", lang, stdin="\n".join(lines) + "\n")
    assert said.code == 0
    assert said.out.count(customer) == 2
    assert over in said.out
    assert "/dance" in said.err


def test_a_game_ends_with_its_input(terminal: Terminal) -> None:
    assert terminal.run("play", "SC-01").code == 0
