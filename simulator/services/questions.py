"""A run handed back: a reviewer asks the trainee about a moment, the trainee answers, the reviewer reads it."""

import secrets

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import opinions as find, simulations
from simulator.db.tables import QuestionRow
from simulator.domain.person import Person
from simulator.domain.review import Question
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, NotFound
from simulator.services.access import run_to_read
from simulator.services.levels import Levels
from simulator.services.proofs import Proofs
from simulator.services.runs import Runs

LONGEST = 2_000
MOST = 20
"""Questions about one run: more is a conversation for another place."""


class Questions:
    """What reviewers ask and trainees answer."""

    def __init__(self, database: Database, runs: Runs, clock: Clock, proofs: Proofs) -> None:
        self._database = database
        self._clock = clock
        self._levels = Levels(runs, clock, proofs)

    def ask(self, viewer: Person, simulation_id: str, event: int, text: str) -> None:
        """Hand a run back with a question about one moment.

        Raises:
            NotFound: no such moment.
            Conflict: ``questions-full``.
        """
        said = clean_text(text, name="text")[:LONGEST]
        with self._database.writing() as session:
            loaded = self._levels.reviewable(session, viewer, simulation_id)
            if not 1 <= event <= len(loaded.run.events):
                raise NotFound(simulation_id)
            if len(find.questions_of(session, simulation_id)) >= MOST:
                raise Conflict("questions-full")
            session.add(
                QuestionRow(
                    id=secrets.token_hex(8), simulation_id=simulation_id, event=event, author_id=viewer.id, text=said,
                    at=self._clock(),
                )
            )  # fmt: skip

    def answer(self, viewer: Person, question_id: str, text: str) -> str:
        """Answer a question about one's own run, once; return the run's id."""
        said = clean_text(text, name="text")[:LONGEST]
        with self._database.writing() as session:
            row = session.get(QuestionRow, question_id, with_for_update=True)
            run = simulations.simulation(session, row.simulation_id) if row else None
            if row is None or run is None or run.person_id != viewer.id:
                raise NotFound(question_id)
            if row.answered_at is not None:
                raise Conflict("answered-already")
            row.answer, row.answered_at = said, self._clock()
            return row.simulation_id

    def settle(self, viewer: Person, question_id: str) -> str:
        """Say that the answer was read; return the run's id."""
        with self._database.writing() as session:
            row = session.get(QuestionRow, question_id)
            if row is None:
                raise NotFound(question_id)
            self._levels.reviewable(session, viewer, row.simulation_id)
            if row.answered_at is not None:
                row.settled_at = row.settled_at or self._clock()
            return row.simulation_id

    def of_run(self, viewer: Person, simulation_id: str) -> tuple[Question, ...]:
        """Return the questions about a run the viewer may see."""
        with self._database.reading() as session:
            run_to_read(session, viewer, simulation_id)
            return tuple(
                Question(
                    id=row.id, simulation_id=simulation_id, event=row.event, text=row.text, author=name, at=row.at,
                    answer=row.answer, answered_at=row.answered_at, is_settled=row.settled_at is not None,
                )
                for row, name in find.questions_of(session, simulation_id)
            )  # fmt: skip

    def waiting(self, viewer: Person) -> tuple[tuple[str, int, str, str], ...]:
        """Return what waits for the viewer's answer: run, moment, subject, who asks."""
        with self._database.reading() as session:
            rows = find.questions_to(session, viewer.id)
        return tuple((row.simulation_id, row.event, subject, name) for row, subject, name in rows)
