"""Levels by people: who may give one, what it must hold, and where it goes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.queries import simulations
from simulator.db.tables import GoldRow, ReviewRow
from simulator.domain.grade import CriterionGrade
from simulator.domain.person import LEADS, Person
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, InvalidInput, NotAllowed
from simulator.grading.effective import AGREED
from simulator.services.access import run_to_read, sees
from simulator.services.corrections import Corrections, Judged
from simulator.services.proofs import Proofs
from simulator.services.runs import Loaded, Runs


@dataclass(frozen=True)
class Given:
    """One level a reviewer gives: for a criterion, or whether a critical fail stands."""

    target: str
    level: float | None
    reason: str
    stands: bool | None = None


class Levels:
    """What reviews and rulings share. Every method runs in the caller's transaction."""

    def __init__(self, runs: Runs, clock: Clock, proofs: Proofs) -> None:
        self._runs = runs
        self._clock = clock
        self.corrections = Corrections(runs, clock, proofs)

    def row(
        self, viewer: Person, loaded: Loaded, judged: Judged, known: Mapping[str, CriterionGrade], one: Given,
        *, blind: bool,
    ) -> ReviewRow:  # fmt: skip
        """Return a review to be stored; raise ``InvalidInput`` when the level or its reason cannot be used."""
        machine = known.get(one.target)
        fails = {hit.code for hit in judged.machine.critical_fails}
        if machine is None and one.target not in fails:
            raise InvalidInput("criterion-unknown", name=one.target)
        if one.level is not None and not 0 <= one.level <= 4:
            raise InvalidInput("level-range", name=one.target)
        before = machine.level if machine else None
        agrees = one.level == before if machine is not None else one.stands is True
        # Agreement is a word too: it counts for calibration, and needs no reason.
        reason = one.reason.strip() or (AGREED if agrees else "")
        if not reason:
            raise InvalidInput("reason-needed", name=one.target)
        return ReviewRow(
            id=secrets.token_hex(8),
            simulation_id=loaded.row.id,
            author_id=viewer.id,
            target=one.target,
            level=one.level,
            stands=one.stands,
            reason=clean_text(reason, name=one.target)[:2000],
            machine=before,
            rubrics=judged.rubrics_pin,
            grader=machine.grader if machine else "rule",
            blind=blind,
            at=self._clock(),
        )

    def to_gold(self, session: Session, row: ReviewRow, source: str) -> None:
        """Let a level join the gold set; the newest one stands."""
        if row.level is None:
            return
        session.merge(
            GoldRow(
                simulation_id=row.simulation_id, target=row.target, level=row.level, source=source,
                author_id=row.author_id, at=row.at,
            )
        )  # fmt: skip

    def reviewable(self, session: Session, viewer: Person, simulation_id: str) -> Loaded:
        """Return a run the viewer may give levels to, held against other writers."""
        seen = run_to_read(session, viewer, simulation_id)
        if (
            viewer.role not in LEADS
            or not sees(session, viewer, seen.person_id)
            or seen.person_id == viewer.id
        ):
            raise NotAllowed(simulation_id)
        row = simulations.simulation_to_change(session, simulation_id)
        assert row is not None
        return self._runs.load(session, row)

    def lent(self, session: Session, simulation_id: str) -> Loaded:
        """Return a run for somebody who was asked about it, held against other writers."""
        row = simulations.simulation_to_change(session, simulation_id)
        assert row is not None
        return self._runs.load(session, row)


def graded(judged: Judged | None) -> Judged:
    """Return the grade; raise ``Conflict`` (``not-graded``) while there is none."""
    if judged is None:
        raise Conflict("not-graded")
    return judged
