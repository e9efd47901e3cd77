"""Disputes: a trainee says that a level is wrong, a lead rules with a reason."""

import secrets

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import reviews as find, simulations
from simulator.db.tables import DisputeRow
from simulator.domain.person import Person
from simulator.domain.review import Verdict
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services.access import must_lead, people_seen
from simulator.services.levels import Given, Levels, graded
from simulator.services.proofs import Proofs
from simulator.services.runs import Loaded, Runs

WHY_LEAST, WHY_MOST = 10, 1_000
"""Characters of a dispute's reason."""


class Disputes:
    """What trainees may say against a grade, and what leads answer."""

    def __init__(self, database: Database, runs: Runs, clock: Clock, proofs: Proofs) -> None:
        self._database = database
        self._runs = runs
        self._clock = clock
        self._levels = Levels(runs, clock, proofs)

    def dispute(self, viewer: Person, simulation_id: str, target: str, expected: float, why: str) -> None:
        """Say that a level of one's own run is wrong, what it should be and why.

        Raises:
            NotFound: not one's own run, or no such criterion in it.
            InvalidInput: the level is out of range, or the reason too short or too long.
            Conflict: ``disputed-already``.
        """
        text = clean_text(why, name="why")
        if not WHY_LEAST <= len(text) <= WHY_MOST:
            raise InvalidInput("why-length", name="why", least=WHY_LEAST, most=WHY_MOST)
        if not 0 <= expected <= 4:
            raise InvalidInput("level-range", name="expected")
        with self._database.writing() as session:
            row = simulations.simulation_to_change(session, simulation_id)
            if row is None or row.person_id != viewer.id:
                raise NotFound(simulation_id)
            loaded = self._runs.load(session, row)
            judged = graded(self._levels.corrections.judged(session, loaded))
            levels = {one.id: one.level for rubric in judged.grade.rubrics for one in rubric.criteria}
            if target not in levels:
                raise NotFound(target)
            if any(one.target == target for one in judged.disputes):
                raise Conflict("disputed-already")
            session.add(
                DisputeRow(
                    id=secrets.token_hex(8),
                    simulation_id=simulation_id,
                    person_id=viewer.id,
                    target=target,
                    expected=expected,
                    machine=levels[target],
                    why=text,
                    at=self._clock(),
                )
            )

    def waiting(self, viewer: Person) -> tuple[tuple[DisputeRow, str, str], ...]:
        """Return what waits for the viewer's ruling: dispute, person, subject."""
        must_lead(viewer)
        with self._database.reading() as session:
            return tuple(find.open_disputes(session, people_seen(session, viewer)))

    def rule(
        self,
        viewer: Person,
        dispute_id: str,
        verdict: Verdict,
        level: float | None,
        reason: str,
        *,
        gold: bool,
    ) -> str:
        """Rule on a dispute; an accepted one becomes a level by a person. Return the run's id.

        Raises:
            Conflict: ``ruled-already``.
            InvalidInput: no reason, or a verdict that changes the level without a level.
        """
        text = clean_text(reason, name="reason")
        with self._database.writing() as session:
            row = find.dispute_to_change(session, dispute_id)
            if row is None:
                raise NotFound(dispute_id)
            loaded = self._levels.reviewable(session, viewer, row.simulation_id)
            if row.verdict is not None:
                raise Conflict("ruled-already")
            given = row.expected if verdict == "accepted" and level is None else level
            if verdict != "rejected" and (given is None or not 0 <= given <= 4):
                raise InvalidInput("level-range", name="level")
            row.verdict, row.reason, row.ruled_by, row.ruled_at = verdict, text, viewer.id, self._clock()
            row.level = given if verdict != "rejected" else row.machine
            self._apply(session, viewer, loaded, row, gold=gold)
            return row.simulation_id

    def _apply(
        self, session: Session, viewer: Person, loaded: Loaded, row: DisputeRow, *, gold: bool
    ) -> None:
        if row.level is None:
            return
        judged = graded(self._levels.corrections.judged(session, loaded))
        known = {one.id: one for rubric in judged.machine.rubrics for one in rubric.criteria}
        made = self._levels.row(
            viewer, loaded, judged, known, Given(row.target, row.level, row.reason), blind=False
        )
        session.add(made)
        if gold:
            self._levels.to_gold(session, made, "ruling")
        session.flush()
        self._levels.corrections.settle(session, loaded)
