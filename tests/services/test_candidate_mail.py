"""Invitations of candidates by mail: with the link that is shown once, and gone when the link is taken back."""

import re

import pytest

from simulator.app import Options, build_services
from simulator.errors import InvalidInput
from simulator.services.hiring.applicants import NewCandidate, read_csv
from simulator.services.mail import Post, Smtp
from tests.services.fixtures import HASHER
from tests.services.test_mail import work

MARIA = NewCandidate("Мария Лескова", "m@people.example", "ru")
PAUL = NewCandidate("Paul Grey", "p@people.example", "en")


@pytest.fixture
def services(settings, content, clock, bell, smtp):
    transport = Smtp("127.0.0.1", smtp.port, security="none")
    post = Post(transport, "Support Simulator <hiring@support.example>", "https://train.example", "s")
    made = build_services(
        settings, Options(content=content, clock=clock, doorbell=bell, hasher=HASHER, post=post)
    )
    yield made
    made.close()


@pytest.fixture
def vacancy(services, igor):
    return services.hiring.vacancies.make(igor, "First line, night shift", "l1", harder=False)


def letters_of(services, igor, vacancy):
    return {one.name: one.letter for one in services.hiring.vacancies.open(igor, vacancy).candidates}


def test_a_link_is_shown_and_goes_to_its_candidate_in_his_language(services, igor, vacancy, smtp, bell):
    made = services.hiring.vacancies.invite(igor, vacancy, [MARIA, PAUL], by_mail=True)
    assert letters_of(services, igor, vacancy) == {"Мария Лескова": "waiting", "Paul Grey": "waiting"}
    work(services, bell)
    assert letters_of(services, igor, vacancy) == {"Мария Лескова": "sent", "Paul Grey": "sent"}
    found = {one["To"]: one for one in smtp.letters}
    for invited in made:
        text = found[invited.mailed_to].get_body(("plain",)).get_content()
        assert f"https://train.example/invitations/{invited.token}" in text.splitlines()
        assert invited.name in text
    assert "First line, night shift" in found["p@people.example"]["Subject"]
    assert "Приглашение" in found["m@people.example"]["Subject"]
    person, _session = services.hiring.entering.enter(made[0].token)
    assert person.role == "candidate"


def test_without_the_wish_nothing_is_sent(services, igor, vacancy, smtp, bell):
    made = services.hiring.vacancies.invite(igor, vacancy, [MARIA])[0]
    work(services, bell)
    assert (made.mailed_to, smtp.letters) == ("", [])
    assert letters_of(services, igor, vacancy) == {"Мария Лескова": ""}


def test_a_sheet_with_a_line_without_address_invites_nobody(services, igor, vacancy, smtp, bell):
    sheet = read_csv("name,email\nA One,a@people.example\nB Two,\n")
    with pytest.raises(InvalidInput) as problem:
        services.hiring.vacancies.invite(igor, vacancy, sheet, by_mail=True)
    assert (problem.value.code, problem.value.values["line"]) == ("candidate-address", 2)
    work(services, bell)
    assert (smtp.letters, services.hiring.vacancies.open(igor, vacancy).candidates) == ([], ())


def test_a_link_that_is_taken_back_takes_its_letter_with_it(services, igor, vacancy, smtp, bell):
    made = services.hiring.vacancies.invite(igor, vacancy, [MARIA, PAUL], by_mail=True)
    services.hiring.vacancies.revoke(igor, made[0].code)
    work(services, bell)
    assert [one["To"] for one in smtp.letters] == ["p@people.example"]
    assert letters_of(services, igor, vacancy) == {"Мария Лескова": "", "Paul Grey": "sent"}
    assert services.hiring.entering.link(made[0].token) == "revoked"
    # What has gone stays told.
    services.hiring.vacancies.revoke(igor, made[1].code)
    assert letters_of(services, igor, vacancy)["Paul Grey"] == "sent"


def test_sending_later_makes_a_new_link_and_the_letter_with_the_old_one_does_not_go(
    services, igor, vacancy, smtp, bell
):
    first = services.hiring.vacancies.invite(igor, vacancy, [MARIA], by_mail=True)[0]
    second = services.hiring.vacancies.invite_again(igor, first.code, by_mail=True)
    work(services, bell)
    (letter,) = smtp.letters
    text = letter.get_body(("plain",)).get_content()
    assert re.findall(r"/invitations/([\w-]+)", text) == [second.token]
    assert services.hiring.entering.link(first.token) == "revoked"


def test_who_withdraws_leaves_no_address_in_the_outbox(services, igor, vacancy, bell, database):
    made = services.hiring.vacancies.invite(igor, vacancy, [MARIA], by_mail=True)[0]
    person, _session = services.hiring.entering.enter(made.token)
    services.hiring.closing.withdraw(person)
    work(services, bell)
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT address FROM mail").all() == []


def test_a_server_that_refuses_for_good_is_told_and_its_letter_ends_with_the_link(
    services, igor, vacancy, smtp, bell
):
    smtp.answers["RCPT"] = "550 no such box"
    made = services.hiring.vacancies.invite(igor, vacancy, [MARIA], by_mail=True)[0]
    work(services, bell)
    assert letters_of(services, igor, vacancy) == {"Мария Лескова": "failed"}
    services.hiring.vacancies.revoke(igor, made.code)
    assert letters_of(services, igor, vacancy) == {"Мария Лескова": ""}
