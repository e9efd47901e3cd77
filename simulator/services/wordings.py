"""Words of a model for a feedback, found after the grade is stored: the grade waits for nobody."""

from dataclasses import dataclass

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import simulations as find
from simulator.db.tables import GradeRow, SimulationRow, WordingRow
from simulator.domain.chat import PAYER
from simulator.domain.grade import Grade
from simulator.domain.wording import Worder, Wording
from simulator.errors import ModelUnavailable, NotFound
from simulator.services.jobs import Job, Jobs, NewJob
from simulator.services.runs import Runs

KIND = "word"


@dataclass(frozen=True)
class Wordings:
    """Finds and keeps the words, once for each grade. Without a worder there is nothing to do."""

    database: Database
    runs: Runs
    jobs: Jobs
    clock: Clock
    worder: Worder | None = None

    def queue(self, session: Session, grade: GradeRow) -> str | None:
        """Queue the wording of a grade in the transaction that stores it; return the job's id to ring for."""
        if self.worder is None:
            return None
        job = NewJob(
            key=f"{KIND}:{grade.id}", kind=KIND, subject=grade.simulation_id, payload={"grade": grade.id}
        )
        return self.jobs.add(session, job)

    def run(self, job: Job) -> None:
        """Word one feedback. Whatever goes wrong, the offline words stand, and what went wrong is kept."""
        with self.database.reading() as session:
            stored = session.get(GradeRow, job.payload["grade"])
            if stored is None:
                raise NotFound(job.payload["grade"])
            grade_id, pin, body = stored.id, stored.rubrics_pin, stored.body
            row = session.get(SimulationRow, stored.simulation_id)
            assert row is not None
            loaded = self.runs.load(session, row)
            rubrics = self.runs.pins.rubrics(session, pin)
            done = session.get(WordingRow, grade_id) is not None
        made = None
        if self.worder is not None and not done:
            PAYER.set(loaded.row.id)
            feedback = Grade.model_validate_json(body).feedback
            try:
                made = self.worder.word(loaded.case, loaded.run.events, rubrics, feedback)
            except ModelUnavailable as fault:
                made = Wording(lang=loaded.case.lang, provenance={"feedback": f"unavailable: {fault}"[:200]})
        with self.database.writing() as session:
            if self.jobs.finish(session, job) and made is not None:
                session.add(WordingRow(grade_id=grade_id, body=made.model_dump_json(), at=self.clock()))


def wording_of(session: Session, simulation_id: str) -> Wording | None:
    """Return the words found for the newest grade of a run, or None."""
    grade = find.latest_grade(session, simulation_id)
    kept = session.get(WordingRow, grade.id) if grade is not None else None
    return Wording.model_validate_json(kept.body) if kept is not None else None
