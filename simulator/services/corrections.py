"""The grade that counts, from what is stored: the machine's grade and what people have said since."""

import json
from dataclasses import dataclass

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.queries import reviews as find, simulations
from simulator.domain.event import Hinted
from simulator.domain.grade import Grade
from simulator.domain.review import Comment, Dispute, Review
from simulator.domain.rubric import Rubrics
from simulator.grading.combine import hint_cost
from simulator.grading.effective import Terms, effective
from simulator.readiness.proving import Figures
from simulator.services import rollups
from simulator.services.proofs import Proofs
from simulator.services.runs import Loaded, Runs


@dataclass(frozen=True)
class Judged:
    """A grade with its history."""

    machine: Grade
    grade: Grade
    """The one that counts."""
    reviews: tuple[Review, ...]
    disputes: tuple[Dispute, ...]
    comments: tuple[Comment, ...]
    rubrics: Rubrics
    rubrics_pin: str
    figures: Figures
    """Key figures, and the score of each rubric."""


class Corrections:
    """Reads and applies people's words."""

    def __init__(self, runs: Runs, clock: Clock, proofs: Proofs | None = None) -> None:
        self._runs = runs
        self._clock = clock
        self._proofs = proofs

    def judged(self, session: Session, loaded: Loaded) -> Judged | None:
        """Return the newest grade of a run as people have corrected it; None while there is none."""
        stored = simulations.latest_grade(session, loaded.row.id)
        if stored is None:
            return None
        machine = Grade.model_validate_json(stored.body)
        rubrics = self._runs.pins.rubrics(session, stored.rubrics_pin)
        said = tuple(
            Review(
                id=row.id, simulation_id=row.simulation_id, target=row.target, level=row.level, stands=row.stands,
                reason=row.reason, author=name, author_id=row.author_id, at=row.at, machine=row.machine,
                blind=row.blind,
            )
            for row, name in find.reviews_of(session, loaded.row.id)
        )  # fmt: skip
        return Judged(
            machine=machine,
            grade=effective(machine, said, rubrics, terms_of(loaded, rubrics)),
            reviews=said,
            disputes=self._disputes(session, loaded.row.id),
            comments=tuple(
                Comment(id=row.id, event=row.event, text=row.text, author=name, at=row.at)
                for row, name in find.comments_of(session, loaded.row.id)
            ),
            rubrics=rubrics,
            rubrics_pin=stored.rubrics_pin,
            figures=json.loads(stored.kpis),
        )

    def settle(self, session: Session, loaded: Loaded) -> None:
        """Write the result that counts into the run's row, for lists. Call it in the transaction of the change."""
        judged = self.judged(session, loaded)
        assert judged is not None
        row = loaded.row
        row.total, row.result = judged.grade.total, judged.grade.result
        row.reviewed_at = self._clock() if judged.reviews else None
        rollups.land(session, row, judged.grade, judged.figures)
        if self._proofs is not None and row.ended_at is not None:
            self._proofs.record(session, loaded, judged.grade, judged.figures)

    def _disputes(self, session: Session, simulation_id: str) -> tuple[Dispute, ...]:
        return tuple(
            Dispute(
                id=row.id, simulation_id=row.simulation_id, target=row.target, expected=row.expected,
                machine=row.machine, why=row.why, person=name, at=row.at, verdict=row.verdict, level=row.level,
                reason=row.reason, ruled_by=row.ruled_by or "", ruled_at=row.ruled_at,
            )
            for row, name in find.disputes_of(session, simulation_id)
        )  # fmt: skip


def terms_of(loaded: Loaded, rubrics: Rubrics) -> Terms:
    """Return what the total of a run depends on besides levels."""
    hints = sum(isinstance(event, Hinted) for event in loaded.run.events)
    decisive = loaded.case.scenario.identity.decisive
    return Terms(
        profile=loaded.case.profile,
        doubled=frozenset({"D1"}) if decisive else frozenset(),
        cost=hint_cost(hints, loaded.case.mode, rubrics.scoring),
    )
