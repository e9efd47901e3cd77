"""Honest words that once were taken for a fault, beside the words that are one."""

import pytest

from simulator.domain.reading import ActKind
from simulator.understanding import compile_targets, read
from tests.shelves import LIBRARY


@pytest.mark.parametrize(
    "text",
    [
        "No reboot and no fsck, please, until I write.",
        "No reboot, no fsck until then.",
        "Никакого fsck и перезагрузок.",
        "Не перезагружайте и не запускайте fsck.",
    ],
)
def test_a_warning_against_a_risky_command_is_no_advice_to_run_it(text: str) -> None:
    assert not read(text, None).does(ActKind.UNSAFE)


@pytest.mark.parametrize("text", ["Run fsck on it now.", "Запустите fsck -y на диске."])
def test_advice_to_run_it_is(text: str) -> None:
    assert read(text, None).does(ActKind.UNSAFE)


@pytest.mark.parametrize(
    "text", ["Сервер пока не вернём, диск ещё проверяют.", "Вернём сервер к 12:00, напишу, как будет готово."]
)
def test_bringing_a_server_back_promises_no_money(text: str) -> None:
    assert not read(text, None).does(ActKind.COMPENSATION)


def test_a_cause_told_over_two_sentences_is_named() -> None:
    library = LIBRARY
    targets = compile_targets(library.scenario("SC-12"))
    told = (
        "The packets get lost on the way back to you in the evening. "
        "It happens in the transit network AS 64510, upstream of us."
    )
    apart = "The packets get lost on the way back to you in the evening. Thank you for waiting."
    assert [one.target for one in read(told, targets).causes] == ["CAUSE"]
    assert read(apart, targets).causes == ()


@pytest.mark.parametrize("text", ["Вернём деньги за простой.", "We will refund this month."])
def test_promising_money_does(text: str) -> None:
    assert read(text, None).does(ActKind.COMPENSATION)
