"""A second reviewer: asked by the first, sees the run without anybody's levels, gives his own; a difference is settled."""

import json
import secrets
from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from simulator.calibration.second import apart
from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import opinions as find
from simulator.db.tables import OpinionRow, PersonRow, ReviewDraftRow
from simulator.domain.person import LEADS, Person
from simulator.domain.review import Opinion
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services.access import must_lead
from simulator.services.levels import Given, Levels, graded
from simulator.services.proofs import Proofs
from simulator.services.runs import Runs

NOTE_LIMIT = 400


class Opinions:
    """Asking for and giving second opinions."""

    def __init__(self, database: Database, runs: Runs, clock: Clock, proofs: Proofs) -> None:
        self._database = database
        self._clock = clock
        self._levels = Levels(runs, clock, proofs)

    def reviewers(self, viewer: Person) -> tuple[tuple[str, str], ...]:
        """Return whom the viewer may ask: id and name."""
        must_lead(viewer)
        with self._database.reading() as session:
            return tuple((one, name) for one, name in find.reviewers(session) if one != viewer.id)

    def ask(self, viewer: Person, simulation_id: str, reviewer_id: str, note: str = "") -> None:
        """Ask another reviewer for levels of his own.

        Raises:
            InvalidInput: ``reviewer-unknown``: no lead or admin, or the viewer himself.
            Conflict: ``asked-already``.
        """
        with self._database.writing() as session:
            loaded = self._levels.reviewable(session, viewer, simulation_id)
            graded(self._levels.corrections.judged(session, loaded))
            other = session.get(PersonRow, reviewer_id)
            if (
                other is None
                or other.role not in set(LEADS)
                or not other.is_active
                or other.id in (viewer.id, loaded.row.person_id)
            ):
                raise InvalidInput("reviewer-unknown", name="reviewer")
            if find.opinion_by(session, simulation_id, reviewer_id) is not None:
                raise Conflict("asked-already")
            session.add(
                OpinionRow(
                    id=secrets.token_hex(8), simulation_id=simulation_id, asked_by=viewer.id, reviewer_id=reviewer_id,
                    note=note.strip()[:NOTE_LIMIT], at=self._clock(),
                )
            )  # fmt: skip

    def asked(self, viewer: Person) -> tuple[tuple[str, str, str, str], ...]:
        """Return what the viewer is asked: run, subject, who asks, note."""
        must_lead(viewer)
        with self._database.reading() as session:
            rows = find.opinions_asked(session, viewer.id)
        return tuple((row.simulation_id, subject, name, row.note) for row, subject, name in rows)

    def is_asked(self, viewer: Person, simulation_id: str) -> bool:
        """Tell whether the viewer owes a second opinion: then he sees nobody's levels."""
        with self._database.reading() as session:
            row = find.opinion_by(session, simulation_id, viewer.id)
            return row is not None and row.given_at is None

    def give(self, viewer: Person, simulation_id: str, given: list[Given]) -> None:
        """Keep the viewer's levels. They count for nothing; where they lie far off, the run asks for a third look.

        Raises:
            NotFound: the viewer was not asked.
            Conflict: ``given-already``.
            InvalidInput: ``opinion-empty`` without any level.
        """
        with self._database.writing() as session:
            row = find.opinion_by(session, simulation_id, viewer.id)
            if row is None:
                raise NotFound(simulation_id)
            if row.given_at is not None:
                raise Conflict("given-already")
            loaded = self._levels.lent(session, simulation_id)
            judged = graded(self._levels.corrections.judged(session, loaded))
            known = {one.id: one for rubric in judged.machine.rubrics for one in rubric.criteria}
            made = [
                self._levels.row(
                    viewer, loaded, judged, known, Given(one.target, one.level, one.reason or "="), blind=True
                )
                for one in given
                if one.level is not None
            ]
            if not made:
                raise InvalidInput("opinion-empty", name="levels")
            levels = {one.target: one.level for one in made if one.level is not None}
            now = {
                one.id: one.level
                for rubric in judged.grade.rubrics
                for one in rubric.criteria
                if one.level is not None
            }
            reasons = {one.target: one.reason for one in made if one.reason != "="}
            row.body = json.dumps({"levels": levels, "reasons": reasons}, ensure_ascii=False)
            row.apart = " ".join(apart(now, levels))
            row.given_at = self._clock()
            draft = session.get(ReviewDraftRow, (simulation_id, viewer.id))
            if draft is not None:
                session.delete(draft)

    def of_run(self, viewer: Person, simulation_id: str) -> tuple[Opinion, ...]:
        """Return the second opinions on a run; nothing to somebody who still owes his own."""
        must_lead(viewer)
        if self.is_asked(viewer, simulation_id):
            return ()
        with self._database.reading() as session:
            found = []
            for row, name in find.opinions_of(session, simulation_id):
                asker, body = session.get(PersonRow, row.asked_by), json.loads(row.body)
                found.append(
                    Opinion(
                        id=row.id, simulation_id=simulation_id, reviewer=name, reviewer_id=row.reviewer_id,
                        asked_by=asker.name if asker else "", note=row.note, at=row.at, given_at=row.given_at,
                        levels=body.get("levels", {}), reasons=body.get("reasons", {}), apart=tuple(row.apart.split()),
                    )
                )  # fmt: skip
        return tuple(found)


def settle_all(session: Session, simulation_id: str, targets: Collection[str], now: datetime) -> None:
    """Let a review settle what it speaks of: differences with second opinions, answers to questions."""
    for row, _name in find.opinions_of(session, simulation_id):
        row.apart = " ".join(target for target in row.apart.split() if target not in targets)
    for question, _name in find.questions_of(session, simulation_id):
        if question.answered_at is not None and question.settled_at is None:
            question.settled_at = now
