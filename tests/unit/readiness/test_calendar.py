"""The programme on the calendar: absences, weekends and days off shift days, never the order."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from simulator.domain.text import Text
from simulator.domain.workday import Change, Holiday, Workdays
from simulator.readiness.calendar import Calendar
from simulator.readiness.care import quiet_days
from tests.shelves import LIBRARY

PROGRAMME = LIBRARY.programme
USUAL = Workdays(PROGRAMME.holidays)
STARTS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
ABSENCES = st.lists(
    st.tuples(st.integers(-10, 120), st.integers(0, 25)), max_size=4
)  # first day after the start, length
CHANGES = st.dictionaries(st.integers(-10, 150), st.sampled_from(["off", "on", "usual"]), max_size=12)


def calendar(workdays: Workdays = USUAL, *absences: tuple[date, date]) -> Calendar:
    return Calendar(workdays, absences)


def test_a_month_from_a_monday() -> None:
    monday = date(2026, 3, 2)
    assert [calendar().due_day(PROGRAMME, gate, monday) for gate in ("G0", "G1", "G2", "G3")] == [
        date(2026, 3, 6), date(2026, 3, 31), date(2026, 4, 30), date(2026, 6, 1),
    ]  # fmt: skip  # 1 May takes a day, so the ninetieth is 31 May, a Sunday


def test_days_before_and_from_a_weekend() -> None:
    assert USUAL.before(date(2026, 3, 9)) == date(2026, 3, 6)
    assert USUAL.at_or_after(date(2026, 3, 7)) == date(2026, 3, 9)


def test_the_days_off_of_the_law() -> None:
    off = {day for n in range(365) if not USUAL.is_workday(day := date(2027, 1, 1) + timedelta(days=n))}
    weekdays = sorted(f"{day:%m-%d}" for day in off if day.weekday() < 5)
    # 2027: 23 February is a Tuesday, 8 March a Monday, 1, 9 May and 12 June fall on weekends, 4 November is a Thursday.
    assert weekdays == ["01-01", "01-04", "01-05", "01-06", "01-07", "01-08", "02-23", "03-08", "11-04"]
    assert USUAL.at_or_after(date(2026, 12, 31)) == date(2026, 12, 31)
    assert USUAL.at_or_after(date(2027, 1, 1)) == date(2027, 1, 11)


def test_new_year_takes_the_days_it_costs_and_no_more() -> None:
    starts = date(
        2026, 12, 14
    )  # the day of New Year, Friday, and the next week from Monday to Friday are off
    plain = calendar(Workdays())
    assert calendar().date_of(starts, 30) - plain.date_of(starts, 30) == timedelta(days=6)
    assert calendar().day_of(starts, date(2027, 1, 10)) == plain.day_of(starts, date(2027, 1, 10)) - 6
    assert calendar().due_day(PROGRAMME, "G1", starts) == date(2027, 1, 18)


def test_what_a_year_moves() -> None:
    moved: dict[date, Change] = {date(2026, 3, 9): "off", date(2026, 3, 7): "on", date(2026, 3, 8): "usual"}
    work = Workdays(PROGRAMME.holidays, moved)
    assert work.before(date(2026, 3, 10)) == date(2026, 3, 7)
    assert not work.is_workday(date(2026, 3, 8))
    assert work.stands_still(date(2026, 3, 9))
    assert not work.stands_still(date(2026, 3, 8))
    starts = date(2026, 3, 2)
    assert calendar(work).day_of(starts, date(2026, 3, 10)) == calendar().day_of(starts, date(2026, 3, 9))
    assert (
        quiet_days(date(2026, 3, 6), starts, calendar(work), date(2026, 3, 11)) == 2
    )  # Saturday and the tenth
    assert quiet_days(date(2026, 3, 6), starts, calendar(), date(2026, 3, 11)) == 2  # the ninth and the tenth


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("02-30", None, "no day of a year"), ("12-30", "01-02", "written as two"), ("1-1", None, "pattern")],
)
def test_a_holiday_that_cannot_be_is_refused(first: str, last: str | None, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Holiday(first=first, last=last, name=Text(en="x", ru="х"))


@given(STARTS, ABSENCES, CHANGES)
def test_what_is_shifted_is_never_lost(
    starts: date, away: list[tuple[int, int]], changes: dict[int, Change]
) -> None:
    absences = [(starts + timedelta(days=a), starts + timedelta(days=a + b)) for a, b in away]
    changed = {starts + timedelta(days=n): kind for n, kind in changes.items()}
    days = calendar(Workdays(PROGRAMME.holidays, changed), *absences)
    for number in (1, 5, 30, 90):
        day = days.date_of(starts, number)
        assert day >= starts + timedelta(days=number - 1)
        assert days.counts(day)
        assert days.day_of(starts, day) == number
    gates = [one for one in days.milestones(PROGRAMME, starts) if one.kind == "gate"]
    assert [one.ref for one in gates] == ["G0", "G1", "G2", "G3"]
    for one in gates:
        assert days.works(one.on)
        assert not any(since <= one.on <= until for since, until in absences)
