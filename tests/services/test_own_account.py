"""What people change about their own account: password and address."""

import pytest
from sqlalchemy import text

from simulator.app import Options, build_services
from simulator.errors import InvalidInput, TooMuch
from simulator.services.mail import Post
from simulator.services.people.entry import Entry
from simulator.worker.loop import perform
from tests.services.fixtures import HASHER

NEW = "a long new sentence"
IP = "192.0.2.7"


class Kept:
    """A transport that keeps what it is given."""

    def __init__(self):
        self.letters = []

    def deliver(self, message, address):
        self.letters.append((address, message.get_body(("plain",)).get_content()))


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def mailing(settings, content, clock, bell, kept):
    post = Post(kept, "a@support.example", "https://train.example", "s")
    made = build_services(
        settings, Options(content=content, clock=clock, doorbell=bell, hasher=HASHER, post=post)
    )
    yield made
    made.close()


def posted(services, bell, kept):
    """Let the worker send what waits; return it."""
    kept.letters.clear()
    while bell.rung:
        perform(services, bell.rung.pop(0))
    return dict(kept.letters)


def link_in(letter):
    return letter.split("/address/")[1].split()[0]


def recorded(services):
    with services.database.reading() as session:
        rows = session.connection().execute(text("SELECT kind, actor, subject, detail FROM audit ORDER BY n"))
        return [tuple(row) for row in rows]


def test_a_password_is_changed_by_who_knows_it_and_other_browsers_are_signed_out(services, anna):
    _, here = services.accounts.sign_in("anna", "pw-anna", ip=IP)
    _, there = services.accounts.sign_in("anna", "pw-anna", ip=IP)
    change = services.people.own.change_password
    for current, new, code in (
        ("wrong", (NEW, NEW), "password-wrong"),
        ("pw-anna", ("short", "short"), "password-short"),
        ("pw-anna", (NEW, "another"), "password-differs"),
    ):
        with pytest.raises(InvalidInput, match=code):
            change(anna, here, current, new, ip=IP)
    change(anna, here, "pw-anna", (NEW, NEW), ip=IP)
    assert services.accounts.person(here) == anna
    assert services.accounts.person(there) is None
    with pytest.raises(InvalidInput):
        services.accounts.sign_in("anna", "pw-anna", ip=IP)
    services.accounts.sign_in("anna", NEW, ip=IP)
    assert recorded(services) == [("password-changed", anna.id, anna.id, "{}")]
    assert services.hiring.record.verify()[1] is None


def test_guessing_the_present_password_has_an_end(services, anna):
    for _ in range(8):
        with pytest.raises(InvalidInput, match="password-wrong"):
            services.people.own.change_address(anna, "wrong", "a@support.example", ip=IP)
    with pytest.raises(TooMuch):
        services.people.own.change_address(anna, "pw-anna", "a@support.example", ip=IP)


def test_without_mail_an_address_counts_at_once_and_is_put_on_record(services, anna, boris, admin):
    own = services.people.own
    assert own.change_address(anna, "pw-anna", " anna@support.example ", ip=IP)
    assert own.contact(anna).email == "anna@support.example"
    for email, code in (("anna@", "person-email"), ("anna@support.example", "email-same")):
        with pytest.raises(InvalidInput, match=code):
            own.change_address(anna, "pw-anna", email, ip=IP)
    with pytest.raises(InvalidInput, match="email-taken"):
        own.change_address(boris, "pw-boris", "Anna@Support.example", ip=IP)
    entry = Entry("boris", "Boris", "trainee", "ru", "anna@support.example")
    with pytest.raises(InvalidInput, match="email-taken"):
        services.people.directory.change(admin, boris.id, entry)
    assert own.change_address(anna, "pw-anna", "", ip=IP)
    assert [(kind, detail) for kind, _a, _s, detail in recorded(services)] == [
        ("address-changed", '{"empty": false, "how": "at-once"}'),
        ("address-changed", '{"empty": true, "how": "at-once"}'),
    ]


def test_where_mail_is_sent_a_new_address_is_confirmed_once_and_the_old_one_is_told(
    mailing, anna, bell, kept, clock
):
    own = mailing.people.own
    assert not own.change_address(anna, "pw-anna", "first@support.example", ip=IP)
    assert own.contact(anna).email == ""
    letters = posted(mailing, bell, kept)
    own.confirm(link_in(letters["first@support.example"]))
    assert own.contact(anna).email == "first@support.example"

    own.change_address(anna, "pw-anna", "second@support.example", ip=IP)
    letters = posted(mailing, bell, kept)
    assert set(letters) == {"first@support.example", "second@support.example"}
    assert "second@support.example" in letters["first@support.example"]
    assert "/address/" not in letters["first@support.example"]
    token = link_in(letters["second@support.example"])
    assert own.contact(anna).waiting == "second@support.example"
    assert (own.door(token).state, own.door("none").state) == ("good", "unknown")
    assert own.contact(anna).email == "first@support.example"
    own.confirm(token)
    with pytest.raises(InvalidInput, match="door-closed"):
        own.confirm(token)
    assert own.contact(anna).email == "second@support.example"
    assert [one[0] for one in recorded(mailing)] == ["address-changed"] * 2


def test_what_ends_a_link_to_a_new_address(mailing, anna, boris, admin, bell, kept, clock):
    own = mailing.people.own

    def asked(email):
        own.change_address(anna, "pw-anna", email, ip=IP)
        return link_in(posted(mailing, bell, kept)[email])

    first = asked("a@support.example")
    second = asked("b@support.example")
    assert own.door(first).state == "revoked"
    own.call_off(anna)
    assert own.door(second).state == "revoked"
    third = asked("c@support.example")
    clock.pass_(hours=25)
    assert own.door(third).state == "expired"
    fourth = asked("d@support.example")
    mailing.people.directory.change(
        admin, anna.id, Entry("anna", "Anna", "trainee", "en", "e@support.example")
    )
    assert own.door(fourth).state == "revoked"
    fifth = asked("f@support.example")
    mailing.people.directory.change(
        admin, boris.id, Entry("boris", "Boris", "trainee", "en", "f@support.example")
    )
    with pytest.raises(InvalidInput, match="email-taken"):
        own.confirm(fifth)
    own.change_password(anna, "", "pw-anna", (NEW, NEW), ip=IP)
    assert own.door(fifth).state == "revoked"
    assert own.contact(anna).email == "e@support.example"
