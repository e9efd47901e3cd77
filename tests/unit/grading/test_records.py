import pytest

from simulator.grading.secret import secrets_in
from tests.builders import Log, a_case
from tests.unit.grading.conftest import Grading, codes, criterion

FULL = (
    "Contact: Kirill Zorin, acc-4102, plan business. lb-31c, vm-a1. Network, H×H = P1.\n"
    "Timeline (UTC+3): 10:02 release; 10:03 unhealthy; 10:11 chat.\n"
    "Facts: `opsview lb lb-31c` → connection refused since 10:03:10, so nothing listens on 8080.\n"
    "Hypotheses: security group, excluded. Promises: next update 10:25, kept.\n"
    "Status: restored. Next: send the timeline by 11:30."
)
FULL_RU = (
    "Контакт: Кирилл Зорин, acc-4102, тариф business. lb-31c, vm-a1. Сеть, H×H = P1.\n"
    "Хронология (МСК): 10:02 выкатка; 10:03 нездоровы; 10:11 чат.\n"
    "Факты: `opsview lb lb-31c` → connection refused с 10:03:10, значит на 8080 никто не слушает.\n"
    "Гипотезы: группа безопасности, исключена. Обещано: следующее сообщение в 10:25.\n"
    "Статус: восстановлено. Дальше: прислать хронологию до 11:30."
)


def noted(text: str, *, lang: str = "en") -> Log:
    log = Log(a_case(lang=lang))
    log.runs("opsview lb lb-31c")
    log.classifies("network", "H", "H")
    log.notes(text)
    return log


@pytest.mark.parametrize(("text", "lang"), [(FULL, "en"), (FULL_RU, "ru")])
def test_a_full_note_is_full_in_both_languages(graded: Grading, text: str, lang: str) -> None:
    log = noted(text, lang=lang)
    section = graded(log.case, log.events).rubric("N")
    assert section is not None
    assert (section.score or 0) >= 95


def test_checked_all_ok_is_no_record(graded: Grading) -> None:
    log = noted("Checked, all OK.")
    grade = graded(log.case, log.events)
    assert [criterion(grade, f"N{i}").level for i in (2, 4)] == [0, 0]
    section = grade.rubric("N")
    assert section is not None
    assert (section.score or 100) < 40


def test_a_check_that_was_never_run_is_not_recorded_as_one(graded: Grading) -> None:
    log = Log(a_case())
    log.notes("Checked `mtr shop.example` → no loss, so the path is fine.")
    assert criterion(graded(log.case, log.events), "N4").level == 0


def test_no_note_at_all_is_zero_by_the_log(graded: Grading) -> None:
    log = Log(a_case())
    grade = graded(log.case, log.events)
    assert all(criterion(grade, f"N{i}").level == 0 for i in range(1, 6))
    assert criterion(grade, "N6").not_applicable


def test_a_judgement_on_a_person_is_not_clean(graded: Grading) -> None:
    log = noted(f"{FULL} The customer is hysterical.")
    assert criterion(graded(log.case, log.events), "N6").level == 2


def test_a_secret_in_a_note_is_a_critical_fail_and_is_not_repeated(graded: Grading) -> None:
    log = noted("Customer gave password: Qwerty2024! for root")
    grade = graded(log.case, log.events)
    assert criterion(grade, "N6").level == 0
    assert ("CF-12", "AMBER") in codes(grade)
    assert "Qwerty2024" not in grade.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "password: hunter2x",
        "пароль — Zima2024!",
        "card 4111 1111 1111 1111",
        "token = abc123def456",
    ],
)
def test_secrets_are_seen(text: str) -> None:
    assert secrets_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "never send your password",
        "password: ********",
        "reset the password in the console",
        "ssh-ed25519 AAAAC3 public key",
        "пароль: <скрыт>",
        "пароль сбросили по процедуре",
        "INC-2041812345678",
        "token: expired",
        "10.20.0.11:8080 10:03:10",
    ],
)
def test_honest_look_alikes_of_secrets_are_left_alone(text: str) -> None:
    assert not secrets_in(text)
