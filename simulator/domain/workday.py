"""Days on which a cohort works: no weekends, no days off fixed by law, but for what was changed for the cohort."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from simulator.domain.text import Content, Text
from simulator.domain.week import is_weekend

DAY = timedelta(days=1)
LEAP = 2024
"""A year that has every day."""
MonthDay = Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")]
Change = Literal["off", "on", "usual"]
"""A day off, a working day, or what the law says again."""


class Holiday(Content):
    """Days off that return each year, like ``01-01`` to ``01-08``."""

    first: MonthDay
    last: MonthDay | None = None
    """None: one day."""
    name: Text

    @model_validator(mode="after")
    def _days_exist(self) -> Self:
        for text in (self.first, self.last or self.first):
            try:
                date.fromisoformat(f"{LEAP}-{text}")
            except ValueError as problem:
                raise ValueError(f"{text} is no day of a year; write month and day like 02-23") from problem
        if (self.last or self.first) < self.first:
            raise ValueError("last lies before first; a holiday over New Year is written as two")
        return self

    @property
    def days(self) -> frozenset[str]:
        """Its days, as month and day."""
        begin, end = (date.fromisoformat(f"{LEAP}-{text}") for text in (self.first, self.last or self.first))
        return frozenset(f"{begin + n * DAY:%m-%d}" for n in range((end - begin).days + 1))


@dataclass(frozen=True)
class Workdays:
    """Which days a cohort works on."""

    holidays: tuple[Holiday, ...] = ()
    changed: Mapping[date, Change] = field(default_factory=dict)

    @cached_property
    def _by_law(self) -> frozenset[str]:
        return frozenset(text for one in self.holidays for text in one.days)

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on a day."""
        change = self.changed.get(day, "usual")
        if change != "usual":
            return change == "on"
        return not is_weekend(day) and f"{day:%m-%d}" not in self._by_law

    def stands_still(self, day: date) -> bool:
        """Tell whether the programme waits on a day: one from Monday to Friday on which nobody works.

        A weekend is part of a week of the programme; a day off within the week takes a day from it.
        """
        return not is_weekend(day) and not self.is_workday(day)

    def at_or_after(self, day: date) -> date:
        """Return the first working day from ``day`` on."""
        while not self.is_workday(day):
            day += DAY
        return day

    def before(self, day: date) -> date:
        """Return the last working day before ``day``."""
        day -= DAY
        while not self.is_workday(day):
            day -= DAY
        return day
