"""How a stage ends: by its person, or when its time is over; what it is worth by its key alone."""

import json
from datetime import timedelta

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow, StageRow, VacancyRow
from simulator.domain.assessment import STAGES
from simulator.domain.person import Person
from simulator.domain.triage import Call
from simulator.errors import Conflict
from simulator.exercises.triage import scored as sorted_queue
from simulator.services.hiring.record import Record
from simulator.services.hiring.stages import Stages

GRACE = timedelta(seconds=10)
"""How long after the end what is on its way still counts."""
QUESTIONS = 10


class Ending:
    """Ends stages. Runs in the caller's transaction."""

    def __init__(self, stages: Stages, record: Record, clock: Clock) -> None:
        self._stages = stages
        self._record = record
        self._clock = clock

    def still_open(self, session: Session, viewer: Person, name: str) -> StageRow:
        """Return an open stage, held against other writers; raise ``Conflict`` ``stage-over`` for another."""
        stage = known(find.stage_to_change(session, viewer.id, name))
        if stage.ended_at is not None:
            raise Conflict("stage-over")
        return stage

    def end(self, session: Session, row: CandidateRow, stage: StageRow, *, ran_out: bool) -> None:
        """End a stage as it stands."""
        stage.ended_at = min(self._clock(), stage.deadline + GRACE)
        stage.ran_out = ran_out
        stage.version += 1
        stage.score = self._worth(row, stage)
        vacancy = session.get(VacancyRow, row.vacancy_id)
        assert vacancy is not None
        row.retain_until = self._clock() + timedelta(days=self._stages.template(vacancy).retention_days)
        ended = {one.name for one in find.stages_of(session, row.person_id) if one.ended_at is not None}
        if set(STAGES) <= ended | {stage.name}:
            row.state = "finished"
        detail = {"stage": stage.name, "ran_out": ran_out}
        self._record.add(session, row.person_id, "stage-ended", row.code, detail)

    def _worth(self, row: CandidateRow, stage: StageRow) -> float | None:
        body = json.loads(stage.body)
        if stage.name == "foundations":
            right = sum(float(one["worth"]) for one in body.get("answers", []))
            return round(right / QUESTIONS, 4)
        if stage.name == "triage":
            calls = {name: Call.model_validate(raw) for name, raw in body.get("calls", {}).items()}
            shown = [one.vignette for one in self._stages.tickets(row)]
            return float(sorted_queue(self._stages.queue, shown, calls).total)
        if stage.name == "trap" and not stage.run_id:
            return self._stages.draft_worth(row, stage)
        return None


def known(stage: StageRow | None) -> StageRow:
    """Return a stage that was begun; raise ``Conflict`` ``stage-over`` for none."""
    if stage is None:
        raise Conflict("stage-over")
    return stage
