"""Reminders once an occurrence, promises, calendar feeds; absences shift them all."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from simulator.app import Options, build_services
from simulator.errors import InvalidInput, NotAllowed, NotFound
from simulator.services.mail import Post
from simulator.services.people.entry import Entry
from simulator.worker.loop import perform
from tests.services.fixtures import HASHER


class Kept:
    """A transport that keeps what it is given."""

    def __init__(self) -> None:
        self.letters = []

    def deliver(self, message, address):
        self.letters.append((address, message))


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def services(settings, content, clock, bell, kept):
    post = Post(kept, "a@support.example", "https://train.example", "s")
    zoned = settings.model_copy(update={"time_zone": "Europe/Moscow"})
    made = build_services(
        zoned, Options(content=content, clock=clock, doorbell=bell, hasher=HASHER, post=post)
    )
    yield made
    made.close()


@pytest.fixture
def cohort(services, lead, anna):
    return services.cohorts.make(lead, "Весна", date(2026, 3, 2), ["anna"])


def morning(services, clock, bell, day):
    """Let a morning come and the worker do its work; return the new reminders of everybody asked for later."""
    clock.now = datetime(2026, *day, 6, 0, tzinfo=UTC)  # nine in Moscow
    services.milestones.reminders._asked = None
    services.milestones.reminders.rouse()
    while bell.rung:
        perform(services, bell.rung.pop(0))


def texts(services, person, lang="en"):
    return [one.text.within(lang) for one in services.milestones.reminders.waiting(person)]


def test_a_gate_is_told_the_working_day_before_and_on_its_day_once_each(
    services, anna, lead, cohort, clock, bell
):
    morning(services, clock, bell, (3, 4))
    assert texts(services, anna) == []
    morning(services, clock, bell, (3, 5))
    morning(services, clock, bell, (3, 5))
    assert texts(services, anna) == [
        "Gate G0 is due on the next working day, 2026-03-06. Look what its conditions still lack."
    ]
    assert texts(services, lead) == []
    for day in (6, 7, 8, 9):
        morning(services, clock, bell, (3, day))
    assert len(texts(services, anna)) == 2
    assert texts(services, lead, "ru") == [
        "Anna: наступил срок рубежа G0 (2026-03-06). Подпишите его или продлите с датой."
    ]


def test_nothing_is_told_at_weekends_at_night_and_during_an_absence(
    services, anna, lead, cohort, clock, bell
):
    clock.now = datetime(2026, 3, 7, 9, tzinfo=UTC)
    assert services.milestones.reminders.rouse() == 0
    clock.now = datetime(2026, 3, 5, 3, 30, tzinfo=UTC)  # half past six in Moscow
    assert services.milestones.reminders.rouse() == 0
    services.cohorts.absent(lead, anna.id, date(2026, 3, 4), date(2026, 3, 8))
    for day in (4, 5, 6):
        morning(services, clock, bell, (3, day))
    assert texts(services, anna) == []
    morning(services, clock, bell, (3, 10))
    assert "2026-03-11" in texts(services, anna)[0]


def test_a_signed_gate_is_told_no_more_and_an_extended_one_by_its_new_day(
    services, anna, lead, cohort, clock, bell
):
    services.gates.sign(lead, anna.id, "G0", "extended", "Two more days.", date(2026, 3, 10))
    morning(services, clock, bell, (3, 6))
    assert texts(services, anna) == []
    morning(services, clock, bell, (3, 9))
    assert "2026-03-10" in texts(services, anna)[0]
    services.gates.sign(lead, anna.id, "G0", "passed", "Fine.", None)
    morning(services, clock, bell, (3, 10))
    assert len(texts(services, anna)) == 1


def test_letters_go_to_who_wants_them(services, anna, lead, admin, cohort, clock, bell, kept):
    entry = Entry("anna", "Anna", "trainee", "ru", "anna@support.example", "lena")
    services.people.directory.change(admin, anna.id, entry)
    morning(services, clock, bell, (3, 5))
    assert [address for address, _message in kept.letters] == ["anna@support.example"]
    message = kept.letters[0][1]
    assert message["Subject"] == "Напоминания на 2026-03-05"
    assert "Рубеж G0" in message.get_body().get_content()
    services.milestones.reminders.choose(anna, "page")
    morning(services, clock, bell, (3, 6))
    assert len(kept.letters) == 1
    assert len(texts(services, anna)) == 2
    services.milestones.reminders.choose(anna, "none")
    morning(services, clock, bell, (3, 30))
    assert len(texts(services, anna)) == 2
    with pytest.raises(InvalidInput):
        services.milestones.reminders.choose(anna, "pigeon")


def test_a_quiz_to_repeat_is_told_once_until_it_is_taken_again(services, anna, cohort, clock, bell):
    def take(key):
        attempt = services.quizzes.begin(anna, "QZ-05", "en", key)
        services.quizzes.hand_in(anna, attempt, {})

    clock.now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    take("a")
    morning(services, clock, bell, (3, 3))
    assert texts(services, anna) == []
    for day in (4, 5):
        morning(services, clock, bell, (3, day))
    repeats = [text for text in texts(services, anna) if "QZ-05" in text]
    assert len(repeats) == 1
    take("b")
    for day in (9, 10):
        morning(services, clock, bell, (3, day))
    assert len([text for text in texts(services, anna) if "QZ-05" in text]) == 2


def test_a_promise_is_seen_by_both_and_told_to_who_gave_it(services, anna, boris, lead, cohort, clock, bell):
    clock.now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    services.milestones.pledges.promise(lead, anna.id, "A day beside second line", date(2026, 3, 4))
    pledge = services.milestones.pledges.open(anna, anna.id)[0][0]
    assert (pledge.text, pledge.due) == ("A day beside second line", date(2026, 3, 4))
    morning(services, clock, bell, (3, 3))
    assert texts(services, lead) == []
    for day in (4, 5):
        morning(services, clock, bell, (3, day))
    assert texts(services, lead) == ["You have promised Anna by 2026-03-04: A day beside second line"]
    reminder = services.milestones.reminders.waiting(lead)[0]
    with pytest.raises(NotFound):
        services.milestones.reminders.put_away(anna, reminder.id)
    services.milestones.reminders.put_away(lead, reminder.id)
    assert texts(services, lead) == []
    for stranger in (anna, boris):
        with pytest.raises(NotFound):
            services.milestones.pledges.keep(stranger, pledge.id)
    services.milestones.pledges.keep(lead, pledge.id)
    assert services.milestones.pledges.open(lead, anna.id) == ()
    with pytest.raises(InvalidInput, match="date-past"):
        services.milestones.pledges.promise(lead, anna.id, "x y z", date(2026, 3, 1))
    with pytest.raises(NotFound):
        services.milestones.pledges.open(boris, anna.id)
    with pytest.raises(NotFound):
        services.milestones.pledges.promise(lead, boris.id, "x y z", date(2026, 4, 1))


def events(services, token):
    calendar = Calendar.from_ical(services.milestones.feeds.read(token))
    return {str(one["uid"]): one for one in calendar.walk("VEVENT")}, calendar


def test_a_feed_holds_weeks_and_gates_and_follows_absences(services, anna, lead, cohort, clock):
    token = services.milestones.feeds.make(anna)
    found, calendar = events(services, token)
    assert len(found) == 17
    gate = found[f"{anna.id}-gate-G1@support-simulator"]
    assert gate["dtstart"].dt == date(2026, 3, 31)
    assert gate["dtend"].dt == date(2026, 4, 1)
    assert str(gate["summary"]) == "Gate G1: Foundation"
    assert str(calendar["x-wr-timezone"]) == "Europe/Moscow"
    services.cohorts.absent(lead, anna.id, date(2026, 3, 9), date(2026, 3, 13))
    moved = events(services, token)[0][f"{anna.id}-gate-G1@support-simulator"]
    assert moved["dtstart"].dt == date(2026, 4, 6)  # 5 April is a Sunday


def test_lines_of_a_feed_are_folded_and_escaped(services, anna, lead, cohort):
    services.accounts.set_language(anna, "ru")
    text = services.milestones.feeds.read(services.milestones.feeds.make(anna))
    assert b"\r\n" in text
    assert max(map(len, text.split(b"\r\n"))) <= 75
    unfolded = text.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Рубеж G0: Доступ\\, безопасность и приватность" in unfolded


def test_a_quiz_stands_on_the_day_it_comes_back(services, anna, cohort, clock):
    attempt = services.quizzes.begin(anna, "QZ-05", "en", "k")
    services.quizzes.hand_in(anna, attempt, {})
    found, _calendar = events(services, services.milestones.feeds.make(anna))
    assert found[f"{anna.id}-repeat-QZ-05@support-simulator"]["dtstart"].dt == date(2026, 3, 4)


def test_a_feed_ends_when_it_is_replaced_taken_back_or_its_person_leaves(services, anna, admin, cohort):
    first = services.milestones.feeds.make(anna)
    second = services.milestones.feeds.make(anna)
    with pytest.raises(NotFound):
        services.milestones.feeds.read(first)
    services.milestones.feeds.read(second)
    services.people.directory.deactivate(admin, anna.id)
    with pytest.raises(NotFound):
        services.milestones.feeds.read(second)
    services.people.directory.reactivate(admin, anna.id)
    services.milestones.feeds.revoke(anna)
    with pytest.raises(NotFound):
        services.milestones.feeds.read(second)


def test_a_cohorts_feed_is_its_leads(services, anna, boris, lead, admin, cohort):
    token = services.milestones.feeds.make(lead, cohort)
    found, calendar = events(services, token)
    assert {str(one["summary"])[:8] for one in found.values()} == {"Anna: Ga"}
    assert str(calendar["x-wr-calname"]) == "Весна"
    services.milestones.feeds.make(admin, cohort)
    with pytest.raises(NotAllowed):
        services.milestones.feeds.make(anna, cohort)
    other = services.people.directory.add(admin, Entry("other.lead", "Other", "lead"))
    with pytest.raises(NotFound):
        services.milestones.feeds.make(services.accounts.by_login("other.lead"), cohort)
    assert other
