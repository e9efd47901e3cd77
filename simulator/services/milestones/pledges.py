"""Help a lead promises by a day; both see it until it is kept."""

import secrets
from datetime import date

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import milestones as find
from simulator.db.tables import PledgeRow
from simulator.domain.person import Person
from simulator.engine.replies import clean_text
from simulator.errors import InvalidInput, NotFound
from simulator.services.access import sees
from simulator.services.cohorts import led


class Pledges:
    """Promises of leads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def promise(self, viewer: Person, person_id: str, text: str, due: date) -> None:
        """Promise help to a person by a day.

        Raises:
            InvalidInput: no text, or ``date-past`` for a day that is over.
        """
        said = clean_text(text, name="text")[:600]
        if due < self._clock().date():
            raise InvalidInput("date-past", name="due")
        with self._database.writing() as session:
            led(session, viewer, person_id)
            session.add(
                PledgeRow(
                    id=secrets.token_hex(8), person_id=person_id, author_id=viewer.id, text=said, due=due,
                    at=self._clock(),
                )
            )  # fmt: skip

    def keep(self, viewer: Person, pledge_id: str) -> str:
        """Say that a promise of one's own is kept; return to whom it was made."""
        with self._database.writing() as session:
            row = session.get(PledgeRow, pledge_id)
            if row is None or row.author_id != viewer.id:
                raise NotFound(pledge_id)
            row.kept_at = row.kept_at or self._clock()
            return row.person_id

    def open(self, viewer: Person, person_id: str) -> tuple[tuple[PledgeRow, str], ...]:
        """Return what a person was promised and has not got yet, with the names of who promised."""
        with self._database.reading() as session:
            if not sees(session, viewer, person_id):
                raise NotFound(person_id)
            return tuple(find.pledges_of(session, person_id))
