"""Readings of the programme: the portion of the week, and use notes that close them. They give no level."""

import json
import secrets
from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import onboarding as find
from simulator.db.tables import LogRow, UseNoteRow
from simulator.domain.book import FACTS, MARKS, Book, BookLine, Mark, UseNote
from simulator.domain.person import Person
from simulator.engine.replies import clean_text
from simulator.errors import InvalidInput

SHORTEST = 10
"""Characters under which a fact or a ticket says nothing."""
LONGEST = 600


class Readings:
    """What a trainee reads and what it was good for."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock

    def all(self, viewer: Person, week: int) -> tuple[BookLine, ...]:
        """Return every reading with the viewer's own use notes, those of ``week`` marked."""
        with self._database.reading() as session:
            rows = find.use_notes(session, viewer.id)
        return tuple(
            BookLine(
                book,
                tuple(_note(row) for row in rows if row.book_id == book.id),
                this_week=week in book.weeks,
            )
            for book in self._content.books
        )

    def due(self, viewer: Person, week: int) -> tuple[Book, ...]:
        """Return the readings of ``week`` that have no use note yet."""
        return tuple(line.book for line in self.all(viewer, week) if line.this_week and not line.notes)

    def close(
        self, viewer: Person, book_id: str, facts: Sequence[str], ticket: str, mark: str, key: str
    ) -> None:
        """Close a reading with a use note; it also goes into the learning log. The same key counts once.

        Raises:
            InvalidInput: ``facts-needed``, ``ticket-needed`` or ``mark-unknown``.
            NotFound: no such reading.
        """
        book = self._content.book(book_id)
        told = [clean_text(fact, name="facts", required=False)[:LONGEST] for fact in facts[:FACTS]]
        if len({fact.casefold() for fact in told if len(fact) >= SHORTEST}) < FACTS:
            raise InvalidInput("facts-needed", name="facts")
        where = clean_text(ticket, name="ticket", required=False)[:LONGEST]
        if len(where) < SHORTEST:
            raise InvalidInput("ticket-needed", name="ticket")
        if mark not in MARKS:
            raise InvalidInput("mark-unknown", name="mark")
        row = UseNoteRow(
            id=secrets.token_hex(8), person_id=viewer.id, book_id=book.id, note_key=key[:80],
            facts=json.dumps(told, ensure_ascii=False), ticket=where, mark=mark, at=self._clock(),
        )  # fmt: skip
        text = "\n".join([book.title.within(viewer.language), *(f"– {fact}" for fact in told), f"→ {where}"])
        log = LogRow(id=secrets.token_hex(8), person_id=viewer.id, text=text, at=row.at)
        try:
            with self._database.writing() as session:
                session.add(row)
                session.flush()
                session.add(log)
        except IntegrityError:
            return  # the other half of a double click was faster


def _note(row: UseNoteRow) -> UseNote:
    mark: Mark = next(one for one in MARKS if one == row.mark)
    return UseNote(facts=tuple(json.loads(row.facts)), ticket=row.ticket, mark=mark, at=row.at)
