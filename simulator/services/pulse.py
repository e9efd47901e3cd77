"""The pulse: three questions a week, answered without a name, shown only for weeks that are over and of five or more."""

import secrets

from sqlalchemy.exc import IntegrityError

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import coaching as find
from simulator.db.tables import CohortRow, PulseAskedRow, PulseRow
from simulator.domain.coaching import PULSE, PULSE_FEWEST, PulseWeek
from simulator.domain.person import Person, Role
from simulator.domain.week import THURSDAY, monday
from simulator.errors import InvalidInput, NotFound
from simulator.services.access import must_lead

FROM = THURSDAY
"""From then on a week can be judged."""


class Pulse:
    """Asks, keeps and shows."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def asks(self, viewer: Person) -> bool:
        """Tell whether this week's questions wait for somebody: in a cohort, late in the week, not answered yet."""
        today = self._clock().date()
        if viewer.role is not Role.TRAINEE or today.weekday() < FROM:
            return False
        with self._database.reading() as session:
            asked = session.get(PulseAskedRow, (viewer.id, monday(today)))
            return asked is None and find.member(session, viewer.id) is not None

    def answer(self, viewer: Person, answers: tuple[int, int, int]) -> None:
        """Keep three answers. That somebody answered and what was answered stand in two tables without a link.

        Raises:
            InvalidInput: an answer is not between 1 and 5.
            NotFound: he is in no cohort.
        """
        if any(not 1 <= one <= 5 for one in answers):
            raise InvalidInput("answer-range", name="pulse")
        week = monday(self._clock().date())
        try:
            with self._database.writing() as session:
                found = find.member(session, viewer.id)
                if found is None:
                    raise NotFound(viewer.id)
                if session.get(PulseAskedRow, (viewer.id, week)) is not None:
                    return
                session.add(PulseAskedRow(person_id=viewer.id, week=week))
                values = dict(zip(PULSE, answers, strict=True))
                session.add(PulseRow(id=secrets.token_hex(16), cohort_id=found[1].id, week=week, **values))
        except IntegrityError:
            return  # The other half of a double click was faster.

    def weeks(self, viewer: Person, cohort_id: str) -> tuple[PulseWeek, ...]:
        """Return the weeks of a cohort that are over, without figures where fewer than five have answered.

        A week that goes on is not shown: whoever looks before and after one more answer could tell it.
        """
        must_lead(viewer)
        this = monday(self._clock().date())
        with self._database.reading() as session:
            cohort = session.get(CohortRow, cohort_id)
            if cohort is None or (viewer.role is not Role.ADMIN and cohort.lead_id != viewer.id):
                raise NotFound(cohort_id)
            found = find.pulse_of(session, cohort_id, this)
        return tuple(
            PulseWeek(week, count, dict(zip(PULSE, (round(one, 1) for one in means), strict=True)))
            if count >= PULSE_FEWEST
            else PulseWeek(week, None, None)
            for week, count, *means in found
        )
