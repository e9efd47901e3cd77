"""Which facts and commands a reply asks for, on real cards."""

import random
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from simulator.domain.reading import ActKind
from simulator.domain.scenario import Scenario
from simulator.understanding import Targets, compile_targets, read, read_cause
from simulator.understanding.group import Target
from simulator.understanding.targets import group_of

CARDS = Path(__file__).parents[3] / "scenarios" / "cards"


@cache
def targets(name: str) -> Targets:
    return compile_targets(Scenario.model_validate(YAML(typ="safe", pure=True).load(CARDS / f"{name}.yaml")))


def asks(text: str, name: str = "SC-02") -> set[str]:
    return {match.target for match in read(text, targets(name)).asks}


def test_a_question_in_words_the_card_does_not_use_asks_for_the_fact() -> None:
    assert asks("Which public IP do you have at the moment?") == {"F1"}
    assert asks("Под каким публичным адресом вы сейчас сидите?") == {"F1"}


def test_requesting_a_command_asks_for_the_fact_it_shows() -> None:
    reading = read("Please run curl -4 https://ip.example/me and paste the result.", targets("SC-02"))
    assert [match.target for match in reading.requests] == ["C1"]
    assert [match.target for match in reading.asks] == ["F1"]


def test_two_questions_in_one_message_ask_for_two_facts() -> None:
    assert asks("What is your public IP now? And can you try SSH from a mobile network?") == {"F1", "F3"}


def test_a_question_in_the_other_language_or_a_mixture_is_understood() -> None:
    assert asks("Пожалуйста, tell me your current external IP.") == {"F1"}


@pytest.mark.parametrize(
    "text",
    [
        "Your external IP decides who gets in.",
        "No need to send me your external IP.",
        "I'll check the external IP in the rule.",
        "Don't try from another network, please.",
        "External IP, mobile network, SSH, firewall.",
        "Any more details?",
        "Glad it works. I'm closing the ticket.",
        "Внешний адрес прописан в правиле.",
        "Внешний адрес присылать не нужно.",
        "Проверю внешний адрес в правиле и напишу.",
        "Внешний адрес, мобильная сеть, порт.",
        "Есть ещё подробности?",
        "Рад, что всё заработало, закрываю обращение.",
    ],
)
def test_what_asks_nothing_unlocks_nothing(text: str) -> None:
    reading = read(text, targets("SC-02"))
    assert not reading.asks
    assert not reading.requests


def test_a_match_carries_the_very_words() -> None:
    text = "Port 22 is filtered. What is your current external IP?"
    (match,) = read(text, targets("SC-02")).asks
    assert match.quote == "What is your current external IP?"
    assert text[match.start : match.end] == match.quote


def test_the_true_cause_is_told_from_a_wrong_one() -> None:
    said = read_cause("The security group allows SSH only from the old office address.", targets("SC-02"))
    assert [match.target for match in said.causes] == ["CAUSE"]


def test_wrong_advice_is_seen_and_its_denial_is_not() -> None:
    assert read("Set the source to 0.0.0.0/0 for port 22.", targets("SC-02")).pitfalls
    assert not read("I would not set the source to 0.0.0.0/0 for port 22.", targets("SC-02")).pitfalls


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SC-53", "To close every door I need to know: which other servers does this key open?"),
        ("SC-02", "Does SSH work from the office?"),
        ("SC-02", "The group lets tcp 22 in from 198.51.100.77/32."),
        ("SC-02", "Группа пропускает tcp 22 с адреса 198.51.100.77/32."),
    ],
)
def test_a_question_or_a_statement_carries_out_no_step_of_the_customer(name: str, text: str) -> None:
    customer = {step.id for step in targets(name).scenario.steps if step.by == "customer" and step.restores}
    assert not customer & {match.target for match in read(text, targets(name)).steps}


def test_a_block_of_code_is_an_instruction() -> None:
    text = "Here it is:\n```\nssh -i ~/.ssh/id_ed25519 ubuntu@203.0.113.41\n```"
    assert {match.target for match in read(text, targets("SC-01")).steps} == {"S2"}


@pytest.mark.parametrize(
    ("name", "text", "step"),
    [
        ("SC-15", "1. New VM from yesterday's backup.", "S2"),
        ("SC-18", "Экспортёр стоп на окно.", "S1"),
        (
            "SC-31",
            "Что сработает сейчас: увеличьте диск на один шаг, в консоли «Изменить кластер», «Диск».",
            "S1",
        ),
    ],
)
def test_a_step_is_heard_without_a_verb_and_beside_other_words(name: str, text: str, step: str) -> None:
    assert step in {match.target for match in read(text, targets(name)).steps}


def test_the_clearest_statement_of_a_step_counts() -> None:
    weak, clear = "Place the snapshot in mind.", "Create a new VM from yesterday's snapshot snap-8802-1013."
    both = read(f"New VM, perhaps from a snapshot. {clear}", targets("SC-15"))
    alone = read(clear, targets("SC-15"))
    assert not {match.target for match in read(weak, targets("SC-15")).steps}
    assert [m.quote for m in both.steps if m.target == "S2"] == [
        m.quote for m in alone.steps if m.target == "S2"
    ]


def test_wrong_advice_is_neither_refusing_it_nor_asking_about_it() -> None:
    assert not read("Добавить ключ не могу, пока владелец не подтвердит.", targets("SC-04")).pitfalls
    assert not read("In which repository do you keep this API key?", targets("SC-16")).pitfalls
    assert read("I will add your key, just this once.", targets("SC-04")).pitfalls


def test_an_excluded_cause_is_not_named() -> None:
    text = "Hypotheses: browser cache, excluded; it is not the visitors' browsers."
    assert not [match for match in read(text, targets("SC-33")).causes if match.target.startswith("W")]


def test_one_typed_command_requests_no_sibling_of_the_same_program() -> None:
    reading = read("kubectl logs api-6c9d-x2 --previous, the tail please.", targets("SC-32"))
    assert [match.target for match in reading.requests] == ["C3"]


def test_asking_for_an_identifier_of_the_ticket_is_re_asking() -> None:
    assert read("Please provide the VM id.", targets("SC-02")).does(ActKind.REASK)
    assert read("Уточните ID машины", targets("SC-02")).does(ActKind.REASK)
    assert not read("Please paste the answer here.", targets("SC-02")).does(ActKind.REASK)
    assert not read("Write down the time.", targets("SC-02")).does(ActKind.REASK)


def test_asking_what_the_ticket_says_is_re_asking() -> None:
    assert read("Which server is affected?", targets("SC-02")).does(ActKind.REASK)
    assert not read("What is your current external IP?", targets("SC-02")).does(ActKind.REASK)


def test_a_phrasing_left_out_is_still_recognised_by_the_others() -> None:
    right = total = 0
    chosen = random.Random(7)
    for name in ("SC-02", "SC-14", "SC-34"):
        group = targets(name).asked
        for number, target in enumerate(group.targets):
            for phrase in chosen.sample(target.phrases, 4):
                rest = tuple(one for one in target.phrases if one != phrase)
                others = [
                    Target(one.id, one.kind, rest if place == number else one.phrases, one.stated)
                    for place, one in enumerate(group.targets)
                ]
                whole = targets(name)
                left_out = Targets(
                    whole.scenario, group_of(others), {}, whole.known, whole.reveals, whole.background
                )
                reading = read(phrase, left_out)
                total += 1
                right += target.id in {match.target for match in (*reading.asks, *reading.requests)}
    assert right >= 0.75 * total
