"""Letters: in the transaction of the change, to a real socket, taken once at most, with faults an admin can act on."""

import pytest

from simulator.app import Options, build_services
from simulator.errors import InvalidInput, NotAllowed
from simulator.services.mail import Letter, Post, Smtp
from simulator.services.people.entry import Entry
from simulator.settings import Settings
from simulator.worker.loop import keep_time, perform, sweep
from tests.services.fixtures import HASHER
from tests.smtp_server import SmtpServer


@pytest.fixture
def post(smtp):
    transport = Smtp("127.0.0.1", smtp.port, security="none")
    return Post(transport, "Support Simulator <training@support.example>", "https://train.example", "s")


@pytest.fixture
def services(settings, content, clock, bell, post):
    made = build_services(
        settings, Options(content=content, clock=clock, doorbell=bell, hasher=HASHER, post=post)
    )
    yield made
    made.close()


@pytest.fixture
def kim(services, admin):
    return services.people.directory.add(
        admin, Entry("d.kim", "Денис Ким", "trainee", "ru", "d.kim@support.example")
    )


def work(services, bell):
    """Answer every ring so far."""
    while bell.rung:
        perform(services, bell.rung.pop(0))


def letter(services, admin):
    return services.mail.letters(admin)[0][0][0]


def test_an_invitation_goes_to_its_reader_in_his_language(services, admin, kim, smtp, bell, database):
    made = services.people.links.make(admin, [kim], "mail")[0]
    assert made.token == ""
    with database.reading() as session:
        stored = session.connection().exec_driver_sql("SELECT sealed FROM mail").scalar()
    assert "welcome" not in stored
    work(services, bell)
    message = smtp.letters[0]
    assert message["To"] == "d.kim@support.example"
    assert message["Subject"] == "Ваша учётная запись в Support Simulator"
    plain, html = (part.get_content() for part in message.iter_parts())
    link = next(line for line in plain.splitlines() if line.startswith("https://train.example/welcome/"))
    assert link in html
    assert services.people.links.door(link.rpartition("/")[2]).state == "good"
    row = letter(services, admin)
    assert (row.status, row.sealed, row.attempts) == ("sent", "", 1)


def test_a_letter_of_a_change_that_failed_does_not_exist(services, admin, kim):
    with services.database.writing() as session:
        services.mail.send(session, Letter("trial", kim, "d.kim@support.example", "en"))
        session.rollback()
    assert services.mail.letters(admin)[0] == []


def test_the_same_letter_is_written_once(services, kim, admin):
    with services.database.writing() as session:
        assert services.mail.send(session, Letter("trial", kim, "a@b.example", "en", key="once"))
        session.flush()
        assert services.mail.send(session, Letter("trial", kim, "a@b.example", "en", key="once")) is None
    assert len(services.mail.letters(admin)[0]) == 1


def test_a_server_that_says_later_is_asked_again_after_a_growing_while(
    services, admin, kim, smtp, bell, clock
):
    smtp.answers["RCPT"] = "451 greylisted"
    services.people.links.make(admin, [kim], "mail")
    waits = []
    for _ in range(8):
        work(services, bell)
        row = letter(services, admin)
        if row.status != "waiting":
            break
        assert (row.problem, row.detail) == ("later", "451 greylisted")
        waits.append((row.next_at - clock()).total_seconds() / 60)
        assert services.mail.rouse() == 0
        clock.now = row.next_at
        assert services.mail.rouse() == 1
    assert waits == [1, 5, 15, 60, 240]
    assert letter(services, admin).status == "failed"
    smtp.answers.clear()
    services.mail.again(admin, letter(services, admin).id)
    work(services, bell)
    assert letter(services, admin).status == "sent"
    with pytest.raises(InvalidInput, match="letter-gone"):
        services.mail.again(admin, letter(services, admin).id)


@pytest.mark.parametrize(
    ("verb", "answer", "problem"),
    [
        ("RCPT", "550 no such user", "recipient"),
        ("MAIL", "553 not for you", "sender"),
        ("DATA", "554 no", "server"),
        ("TEXT", "554 spam", "server"),
    ],
)
def test_a_refusal_for_good_is_not_tried_again(services, admin, kim, smtp, bell, verb, answer, problem):
    smtp.answers[verb] = answer
    services.people.links.make(admin, [kim], "mail")
    work(services, bell)
    row = letter(services, admin)
    assert (row.status, row.problem, row.detail) == ("failed", problem, answer)


def test_a_connection_that_breaks_after_the_text_sends_nothing_twice(services, admin, kim, smtp, bell):
    smtp.dies_after_data = True
    services.people.links.make(admin, [kim], "mail")
    work(services, bell)
    assert len(smtp.letters) == 1
    assert letter(services, admin).status == "unclear"
    keep_time(services)
    work(services, bell)
    assert len(smtp.letters) == 1


def test_a_worker_that_died_while_sending_sends_nothing_twice(services, admin, kim, smtp, bell, clock):
    services.people.links.make(admin, [kim], "mail")
    job = services.jobs.take(bell.rung.pop())
    assert services.mail._claimed(job).status == "sending"
    clock.pass_(minutes=5)
    sweep(services)
    work(services, bell)
    assert smtp.letters == []
    assert letter(services, admin).status == "unclear"
    services.mail.again(admin, letter(services, admin).id)
    work(services, bell)
    assert len(smtp.letters) == 1


def test_a_server_that_is_away_and_one_without_tls_are_told_apart(
    services, admin, kim, smtp, bell, settings, content, clock
):
    services.people.links.make(admin, [kim], "mail")
    bell.rung.clear()
    gone = SmtpServer()
    gone.server_close()
    for transport, problem in (
        (Smtp("127.0.0.1", gone.port, security="none"), "unreachable"),
        (Smtp("127.0.0.1", smtp.port, security="starttls"), "tls"),
        (Smtp("127.0.0.1", smtp.port, "u", "p", "none"), "tls"),
    ):
        post = Post(transport, "a@support.example", "https://train.example", "s")
        other = build_services(settings, Options(content=content, clock=clock, doorbell=bell, post=post))
        clock.pass_(hours=5)
        other.mail.rouse()
        work(other, bell)
        assert letter(services, admin).problem == problem
        other.close()


def test_a_letter_sealed_with_another_secret_fails_and_says_so(
    services, admin, kim, bell, settings, content, clock, post
):
    services.people.links.make(admin, [kim], "mail")
    other = Post(post.transport, post.sender, post.public_url, "another")
    served = build_services(settings, Options(content=content, clock=clock, doorbell=bell, post=other))
    work(served, bell)
    assert letter(services, admin).problem == "secret"
    served.close()


def test_people_without_an_address_are_named_and_nobody_gets_a_link(services, admin, kim, anna):
    with pytest.raises(InvalidInput, match="address-missing"):
        services.people.links.make(admin, [kim, anna.id], "mail")
    assert services.people.directory.open(admin, kim).link == "none"


def test_letters_are_for_admins(services, lead):
    with pytest.raises(NotAllowed):
        services.mail.letters(lead)


def test_mail_is_off_until_everything_is_set(tmp_path):
    whole = {
        "smtp_host": "mail.support.example", "mail_from": "a@support.example", "public_url": "https://x.example/"
    }  # fmt: skip
    assert not Settings(data_dir=tmp_path).sends_mail
    assert Settings(data_dir=tmp_path, **whole).sends_mail
    for name in whole:
        assert not Settings(data_dir=tmp_path, **whole | {name: ""}).sends_mail


def sealed(database):
    with database.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT status, problem, sealed FROM mail ORDER BY created_at"
        )
        return [(status, problem, bool(text)) for status, problem, text in rows]


def token_in(message):
    plain = next(message.iter_parts()).get_content()
    return plain.split("/welcome/")[1].split()[0]


def test_sending_an_invitation_again_after_its_link_expired_makes_a_new_one(
    services, admin, kim, smtp, bell, clock
):
    services.people.links.make(admin, [kim], "mail")
    work(services, bell)
    first = letter(services, admin)
    with pytest.raises(InvalidInput, match="letter-gone"):
        services.people.links.again(admin, first.id)
    clock.pass_(days=8)
    services.people.links.again(admin, first.id)
    work(services, bell)
    old, new = map(token_in, smtp.letters)
    assert services.people.links.door(old).state == "revoked"
    assert services.people.links.door(new).state == "good"
    again = letter(services, admin)
    assert (again.kind, again.status, again.id != first.id) == ("invitation", "sent", True)
    with pytest.raises(InvalidInput, match="letter-gone"):
        services.people.links.again(admin, first.id)
    services.people.links.use(new, "a long new sentence", "a long new sentence")
    clock.pass_(days=8)
    with pytest.raises(InvalidInput, match="letter-gone"):
        services.people.links.again(admin, again.id)
    assert len(smtp.letters) == 2


def test_a_letter_that_failed_goes_again_as_it_is_while_its_link_works(
    services, admin, kim, smtp, bell, clock, lead
):
    smtp.answers["RCPT"] = "550 no such mailbox"
    token = services.people.links.make(admin, [kim], "show")[0].token
    services.people.links.make(admin, [kim], "mail")
    assert services.people.links.door(token).state == "revoked"
    work(services, bell)
    del smtp.answers["RCPT"]
    failed = letter(services, admin)
    with pytest.raises(NotAllowed):
        services.people.links.again(lead, failed.id)
    services.people.links.again(admin, failed.id)
    work(services, bell)
    assert letter(services, admin).id == failed.id
    assert services.people.links.door(token_in(smtp.letters[0])).state == "good"


def test_one_time_links_are_wiped_once_taken_back_or_expired(
    services, admin, kim, bell, clock, database, smtp
):
    services.people.links.make(admin, [kim], "mail")
    assert sealed(database) == [("waiting", "", True)]
    services.people.links.revoke(admin, kim)
    assert sealed(database) == [("failed", "dead-link", False)]
    work(services, bell)
    assert smtp.letters == []
    clock.pass_(minutes=1)
    services.people.links.make(admin, [kim], "mail")
    clock.pass_(days=8)
    keep_time(services)
    assert sealed(database) == [("failed", "dead-link", False)] * 2


def test_letters_are_erased_after_their_days_and_those_that_wait_are_not(
    services, admin, kim, smtp, bell, clock
):
    services.people.links.make(admin, [kim], "mail")
    work(services, bell)
    clock.pass_(days=29)
    keep_time(services)
    assert len(services.mail.letters(admin)[0]) == 1
    with services.database.writing() as session:
        services.mail.send(session, Letter("trial", kim, "d.kim@support.example", "en"))
    clock.pass_(days=2)
    assert services.mail.tidy()
    assert not services.mail.tidy()
    assert [row.kind for row, _name in services.mail.letters(admin)[0]] == ["trial"]
