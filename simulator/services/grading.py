"""Grading of runs that have ended, as a job, and reports on them."""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import simulations as find
from simulator.db.tables import GradeRow, PersonRow
from simulator.domain.chat import PAYER
from simulator.domain.desk import Report
from simulator.domain.grade import Grade
from simulator.domain.judgement import Judge
from simulator.domain.person import Person
from simulator.domain.rubric import Rubrics
from simulator.errors import Conflict, ModelUnavailable, NotFound
from simulator.services.access import run_to_read
from simulator.services.answering import Answering
from simulator.services.corrections import Corrections, terms_of
from simulator.services.desk import Around, GradeState, desk_of
from simulator.services.exemplars import exemplar
from simulator.services.jobs import Job, Jobs
from simulator.services.library import ScenarioLibrary
from simulator.services.proofs import Proofs
from simulator.services.reports import Graded, report_of
from simulator.services.runs import GRADER, Loaded, Runs
from simulator.services.wordings import KIND, Wordings, wording_of

Kpis = dict[str, float | str | None]
JUDGING = timedelta(minutes=5)
"""How long a worker may hold a run whose words a model judges: two calls with their deadlines. Another one must not ask
the model again meanwhile."""
SECTION = "section_"
"""Before a rubric's id: its score is kept with the key figures, for lists and gates."""


@dataclass(frozen=True)
class Workshop:
    """What grading is built from."""

    database: Database
    library: ScenarioLibrary
    runs: Runs
    answering: Answering
    jobs: Jobs
    clock: Clock
    proofs: Proofs
    wordings: Wordings
    show_mood: bool = True
    judge: Judge | None = None
    """A model that judges words; without one the offline graders do."""


class Grading:
    """Grades each ended run exactly once under a set of scorecards, and tells the result."""

    def __init__(self, parts: Workshop) -> None:
        self._parts = parts
        self._database = parts.database
        self._corrections = Corrections(parts.runs, parts.clock)

    @property
    def wordings(self) -> Wordings:
        """Who finds words for feedback, once the grade is stored."""
        return self._parts.wordings

    def state(self, viewer: Person, simulation_id: str) -> GradeState:
        """Return how far the grading of a run is."""
        return self._progress(viewer, simulation_id)[0]

    def progress(self, viewer: Person, simulation_id: str) -> int:
        """Return how far the grading is, in percent."""
        return self._progress(viewer, simulation_id)[1]

    def _progress(self, viewer: Person, simulation_id: str) -> tuple[GradeState, int]:
        with self._database.reading() as session:
            row = run_to_read(session, viewer, simulation_id)
            if row.result is not None:
                return "done", 100
            return self._parts.jobs.state(session, "grade", simulation_id) or ("none", 0)

    def report(self, viewer: Person, simulation_id: str) -> Report:
        """Return the report of a graded run.

        Raises:
            Conflict: ``not-graded`` while there is no grade yet.
        """
        with self._database.reading() as session:
            row = run_to_read(session, viewer, simulation_id)
            loaded = self._parts.runs.load(session, row)
            judged = self._corrections.judged(session, loaded)
            if judged is None:
                raise Conflict("not-graded")
            owner = session.get(PersonRow, row.person_id)
            wording = wording_of(session, simulation_id)
        assert owner is not None
        around = Around(owner=owner.name, grade_state="done", show_mood=self._parts.show_mood)
        graded = Graded(
            grade=judged.grade,
            judged=judged,
            kpis={n: v for n, v in judged.figures.items() if not n.startswith(SECTION)},
            exemplar=exemplar(self._parts.library.content, loaded.case),
            person=owner.name,
            modifiers=self._parts.library.content.modifiers,
            wording=wording,
        )
        return report_of(loaded, desk_of(loaded, around), graded)

    def regrade(self, simulation_id: str) -> str:
        """Queue grading under the present scorecards and return the job's id.

        Nothing happens when these scorecards and this version have graded the run already.
        """
        with self._database.writing() as session:
            row = find.simulation_to_change(session, simulation_id)
            if row is None:
                raise NotFound(simulation_id)
            if row.ended_at is None:
                raise Conflict("not-ended")
            pin = self._parts.runs.pins.keep_rubrics(session, self._parts.library.content.rubrics)
            job_id = self._parts.runs.queue_grading(session, row, pin)
            self._parts.jobs.again(session, job_id)
        self._parts.jobs.ring(job_id)
        return job_id

    def adopt(self) -> int:
        """Queue grading of ended runs which have neither grade nor job; return how many."""
        with self._database.writing() as session:
            lost = find.ended_without_job(session, "grade")
            ids = [self._parts.runs.queue_grading(session, row, row.rubrics_pin) for row in lost]
        for job_id in ids:
            self._parts.jobs.ring(job_id)
        return len(ids)

    def work_off(self) -> int:
        """Do every waiting job here and now; return how many there were."""
        waiting = self._parts.jobs.overdue(lost_after=timedelta(0))
        taken = [job for job_id in waiting if (job := self._parts.jobs.take(job_id)) is not None]
        for job in taken:
            (self.wordings.run if job.kind == KIND else self.run)(job)
        return len(taken)

    def run(self, job: Job) -> None:
        """Grade the run a job is about. Safe to repeat: the second grade of the same kind is not stored."""
        # Only the process that grades needs the graders: pages start without them.
        from simulator.grading.grade import grade
        from simulator.metrics import kpis

        self._parts.answering.conclude(job.subject)
        self._parts.jobs.report(job, 30, hold=JUDGING if self._parts.judge else None)
        with self._database.reading() as session:
            row = find.simulation(session, job.subject)
            if row is None:
                raise NotFound(job.subject)
            loaded = self._parts.runs.load(session, row)
            rubrics_pin = job.payload["rubrics"]
            rubrics = self._parts.runs.pins.rubrics(session, rubrics_pin)
        made = self._judged(loaded, grade(loaded.case, loaded.run.events, rubrics), rubrics)
        self._parts.jobs.report(job, 80)
        sections = {f"{SECTION}{rubric.id}": rubric.score for rubric in made.rubrics}
        figures: Kpis = {**kpis(loaded.case, loaded.run.events, made), **sections}
        with self._database.writing() as session:
            if not self._parts.jobs.finish(session, job):
                return  # Somebody else holds the job now and will store the same grade.
            job_id = self._store(session, loaded, rubrics_pin, (made, figures))
        if job_id is not None:
            self._parts.jobs.ring(job_id)

    def _judged(self, loaded: Loaded, made: Grade, rubrics: Rubrics) -> Grade:
        """Return the grade with the model's judgement; the offline one when there is none to be had."""
        from simulator.grading.grade import with_feedback
        from simulator.grading.judged import judged

        judge = self._parts.judge
        if judge is None:
            return made
        PAYER.set(loaded.row.id)
        try:
            found = judge.judge(loaded.case, loaded.run.events, rubrics)
        except ModelUnavailable as fault:
            provenance = {**made.provenance, "judge": f"unavailable: {fault}"[:200]}
            return made.model_copy(update={"provenance": provenance})
        whole = judged(made, found, rubrics, terms_of(loaded, rubrics))
        return with_feedback(loaded.case, loaded.run.events, whole, rubrics)

    def _store(
        self, session: Session, loaded: Loaded, rubrics_pin: str, result: tuple[Grade, Kpis]
    ) -> str | None:
        """Store a grade that is not there yet; return the id of the job that words its feedback, if there is one."""
        row = find.simulation_to_change(session, loaded.row.id)
        assert row is not None
        if find.grade_of_kind(session, row.id, rubrics_pin, GRADER) is not None:
            return None
        made, figures = result
        stored = GradeRow(
            id=secrets.token_hex(8),
            simulation_id=row.id,
            rubrics_pin=rubrics_pin,
            grader=GRADER,
            total=made.total,
            result=made.result,
            body=made.model_dump_json(),
            kpis=json.dumps(figures, ensure_ascii=False),
            event_count=len(loaded.run.events),
            at=self._parts.clock(),
        )
        session.add(stored)
        session.flush()
        self._corrections.settle(session, loaded.of(row))
        self._parts.proofs.record(session, loaded.of(row), made, figures)
        return self._parts.wordings.queue(session, stored)
