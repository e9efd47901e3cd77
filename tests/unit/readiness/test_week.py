"""Weeks as the product counts them."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from simulator.domain.week import is_weekend, monday, newest_weeks

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(DAYS)
def test_a_week_has_one_name_and_five_working_days(day: date) -> None:
    week = [monday(day) + timedelta(days=n) for n in range(7)]
    assert day in week
    assert {monday(one) for one in week} == {week[0]}
    assert [is_weekend(one) for one in week] == [False] * 5 + [True] * 2


def test_the_newest_weeks_include_the_one_that_goes_on() -> None:
    assert newest_weeks(date(2027, 1, 1), 1) == date(2026, 12, 28)
    assert newest_weeks(date(2027, 1, 1), 3) == date(2026, 12, 14)
