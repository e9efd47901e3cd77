"""Working days of a cohort: changed by an admin, followed by day count, gates, feed and reminders; past days stay."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from simulator.errors import InvalidInput, NotAllowed, NotFound
from simulator.worker.loop import perform


@pytest.fixture
def cohort(services, lead, anna):
    return services.cohorts.make(lead, "Spring", date(2026, 3, 2), ["anna"])


def day(number):
    return date(2026, 3, number)


def off(services, admin, cohort, number, kind="off"):
    services.workdays.change(admin, cohort, (day(number), day(number)), kind, "moved")


def test_a_day_off_moves_count_gate_feed_and_board_and_taken_back_it_does_not(
    services, lead, anna, admin, cohort, clock
):
    token = services.milestones.feeds.make(anna)

    def seen():
        progress = services.onboarding.progress(anna, anna.id)
        events = Calendar.from_ical(services.milestones.feeds.read(token)).walk("VEVENT")
        gate = next(one for one in events if "gate-G0" in str(one["uid"]))
        (line,) = services.cohorts.board(lead, cohort).lines
        assert line.day == progress.day
        return progress.day, gate["dtstart"].dt, line.quiet

    clock.now = datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert seen() == (8, day(6), 5)
    before = clock()
    clock.pass_(hours=1)
    services.workdays.change(admin, cohort, (day(3), day(4)), "off", "moved")
    assert seen() == (6, day(9), 3)
    # What was known before is known again: the page of a past moment does not change.
    assert services.onboarding.progress(anna, anna.id, before).day == 8
    clock.pass_(hours=1)
    off(services, admin, cohort, 7, "on")
    assert seen() == (6, day(9), 4)
    services.workdays.change(admin, cohort, (day(3), day(7)), "usual", "a slip")
    assert seen() == (8, day(6), 5)
    changes = services.workdays.show(lead, cohort).changes
    assert [one.holds for one in changes] == [True] * 5 + [False] * 3
    assert {one.author for one in changes} == {admin.name}


def test_nobody_is_reminded_on_a_day_off_and_a_working_saturday_is_a_day_like_any_other(
    services, lead, anna, admin, cohort, clock, bell
):
    def morning(number):
        clock.now = datetime(2026, 3, number, 9, tzinfo=UTC)
        services.milestones.reminders._asked = None
        services.milestones.reminders.rouse()
        while bell.rung:
            perform(services, bell.rung.pop(0))
        return [one.text.en for one in services.milestones.reminders.waiting(anna)]

    off(services, admin, cohort, 6)
    off(services, admin, cohort, 7, "on")
    (soon,) = morning(5)
    assert "next working day, 2026-03-07" in soon
    assert morning(6) == [soon]
    told = morning(7)
    assert "Gate G0 is due (2026-03-07). Talk it over with your lead." in told
    assert morning(8) == told


def test_days_by_law_are_listed_with_what_became_of_them(services, lead, admin, cohort):
    services.workdays.change(admin, cohort, (date(2026, 5, 1), date(2026, 5, 1)), "on", "")
    found = {one.day: one for one in services.workdays.show(lead, cohort).by_law}
    assert len(found) == 14
    assert not found[date(2026, 5, 1)].kept
    assert found[date(2027, 1, 8)].kept
    assert found[date(2026, 11, 4)].name.ru == "День народного единства"


def test_who_may_change_them_and_what_cannot_be_a_change(services, lead, anna, admin, boris, cohort):
    for person in (lead, anna):
        with pytest.raises(NotAllowed):
            off(services, person, cohort, 6)
    with pytest.raises(NotAllowed):
        services.workdays.show(anna, cohort)
    with pytest.raises(NotFound):
        services.workdays.show(admin, "none")
    for days, kind, code in (
        ((day(6), day(5)), "off", "dates-order"),
        ((day(6), day(6)), "sleep", "day-kind"),
        ((day(1), date(2026, 4, 1)), "off", "days-many"),
        ((date(2062, 3, 6), date(2062, 3, 6)), "off", "day-far"),
    ):
        with pytest.raises(InvalidInput, match=code):
            services.workdays.change(admin, cohort, days, kind)
    assert services.workdays.show(lead, cohort).changes == ()
