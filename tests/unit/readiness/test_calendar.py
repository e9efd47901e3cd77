"""The programme on the calendar: absences and weekends shift days, never the order."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from simulator.readiness.calendar import (
    date_of,
    due_day,
    is_workday,
    milestones,
    workday_before,
    workday_from,
)
from tests.shelves import LIBRARY

PROGRAMME = LIBRARY.programme
STARTS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
ABSENCES = st.lists(
    st.tuples(st.integers(-10, 120), st.integers(0, 25)), max_size=4
)  # first day after the start, length


def test_a_month_from_a_monday() -> None:
    monday = date(2026, 3, 2)
    assert [due_day(PROGRAMME, gate, monday, ()) for gate in ("G0", "G1", "G2", "G3")] == [
        date(2026, 3, 6), date(2026, 3, 31), date(2026, 4, 30), date(2026, 6, 1),
    ]  # fmt: skip  # the ninetieth day, 30 May, is a Saturday


def test_days_before_and_from_a_weekend() -> None:
    assert workday_before(date(2026, 3, 9)) == date(2026, 3, 6)
    assert workday_from(date(2026, 3, 7)) == date(2026, 3, 9)


@given(STARTS, ABSENCES)
def test_an_absence_moves_days_on_and_none_falls_into_it(starts: date, away: list[tuple[int, int]]) -> None:
    absences = [(starts + timedelta(days=a), starts + timedelta(days=a + b)) for a, b in away]
    for number in (1, 5, 30, 90):
        day = date_of(starts, absences, number)
        assert day >= date_of(starts, (), number)
        assert not any(since <= day <= until for since, until in absences)
    gates = [one for one in milestones(PROGRAMME, starts, absences) if one.kind == "gate"]
    assert [one.ref for one in gates] == ["G0", "G1", "G2", "G3"]
    for one in gates:
        assert is_workday(one.on)
        assert not any(since <= one.on <= until for since, until in absences)
