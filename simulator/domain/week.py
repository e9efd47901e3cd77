"""Weeks as the product counts them: from Monday on, named by that day."""

from datetime import date, timedelta

WEEK = timedelta(days=7)
THURSDAY, SATURDAY = 3, 5
"""As ``date.weekday`` counts: Monday is 0."""


def monday(day: date) -> date:
    """Return the Monday of a day's week, which is the name of that week."""
    return day - timedelta(days=day.weekday())


def newest_weeks(today: date, count: int) -> date:
    """Return the Monday with which the newest ``count`` weeks begin, the one that goes on included."""
    return monday(today) - (count - 1) * WEEK


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY
