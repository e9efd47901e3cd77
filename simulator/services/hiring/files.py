"""A candidate's file as the panel sees it: the work first, the machine's values only after one's own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from simulator.assessment.followups import Asked
from simulator.assessment.moments import Moment, moments
from simulator.assessment.scoring import Results, Scored, Sheet, absent, may_show_machine, proposals, sheet
from simulator.db.queries import hiring as find, simulations
from simulator.db.tables import (
    CandidateRow,
    DecisionRow,
    InterviewRow,
    ReferenceRow,
    ScoreRow,
    SignalRow,
    SimulationRow,
    StageRow,
    VacancyRow,
)
from simulator.domain.assessment import Assessment
from simulator.domain.desk import Desk
from simulator.domain.draft import DraftCheck, Finding
from simulator.domain.grade import Grade
from simulator.domain.text import Text
from simulator.services.desk import Around, desk_of
from simulator.services.hiring.stages import Stages
from simulator.services.runs import Runs


@dataclass(frozen=True)
class Played:
    """A stage at the desk: what was said and done, without any grade."""

    stage: str
    desk: Desk


@dataclass(frozen=True)
class Checked:
    """A draft of the assistant and what the candidate found in it."""

    check: DraftCheck
    sentences: tuple[tuple[str, Text], ...]
    finding: Finding
    wrong: tuple[str, ...]
    """Empty until the machine may be shown: it is the key."""


@dataclass(frozen=True)
class Explained:
    """A question made from the candidate's own actions, and his answer."""

    asked: Asked
    said: str


@dataclass(frozen=True)
class CandidateFile:
    """Everything an assessor works with."""

    code: str
    vacancy_id: str
    vacancy: str
    template: Assessment
    state: str
    stages: tuple[StageRow, ...]
    played: tuple[Played, ...]
    draft: Checked | None
    """The draft of the trap, where the trap was one."""
    explained: tuple[Explained, ...]
    own: Mapping[str, ScoreRow]
    """Dimension → the viewer's newest score."""
    shows_machine: bool
    sheet: Sheet | None
    """None until the machine may be shown: totals hold its values."""
    graded: bool
    """Whether every run of the candidate has a grade, or failed for good."""
    moments: tuple[Moment | None, Moment | None]
    interview: Mapping[str, str]
    interview_version: int
    signals: tuple[SignalRow, ...]
    references: tuple[tuple[ReferenceRow, Mapping[str, str]], ...]
    """With the answers by question."""
    sibling: str
    """Code of the other session of the same person; empty without one."""
    decisions: tuple[tuple[DecisionRow, str], ...]
    """With the name of who signed."""


class Files:
    """Puts a candidate's file together. Runs in the caller's transaction."""

    def __init__(self, runs: Runs, stages: Stages) -> None:
        self._runs = runs
        self._stages = stages

    def results(self, session: Session, row: CandidateRow) -> Results:
        """Return what the stages ended in."""
        stages = {one.name: one for one in find.stages_of(session, row.person_id) if one.ended_at is not None}
        grades = {
            name: self._grade(session, stages[name]) for name in ("case", "note", "trap") if name in stages
        }
        floor, triage, case, trap = (stages.get(one) for one in ("foundations", "triage", "case", "trap"))
        return Results(
            case=grades.get("case"), note=grades.get("note"), trap=grades.get("trap"),
            triage=triage.score if triage else None,
            right=None if floor is None or floor.score is None else floor.score * 10,
            trap_share=trap.score if trap is not None and not trap.run_id else None,
            turned=case is not None and find.was_interrupted(session, case.run_id),
        )  # fmt: skip

    def sheet(self, session: Session, row: CandidateRow, template: Assessment) -> Sheet:
        """Return the score sheet of a candidate."""
        results = self.results(session, row)
        return sheet(template, proposals(results), self.scores(session, row), absent(results))

    def scores(self, session: Session, row: CandidateRow) -> tuple[Scored, ...]:
        """Return what counts of each assessor: his newest score of a dimension."""
        newest = {(one.author_id, one.dimension): one for one in find.scores_of(session, row.person_id)}
        return tuple(Scored(one.dimension, one.level, one.author_id) for one in newest.values())

    def of(
        self, session: Session, row: CandidateRow, vacancy: VacancyRow, template: Assessment, viewer_id: str
    ) -> CandidateFile:
        """Return the file as one assessor sees it."""
        stages = find.stages_of(session, row.person_id)
        scores = self.scores(session, row)
        shows = may_show_machine(template, scores, viewer_id)
        notes = session.get(InterviewRow, (row.person_id, viewer_id))
        rows = [session.get(SimulationRow, one.run_id) for one in stages if one.run_id]
        return CandidateFile(
            code=row.code, vacancy_id=vacancy.id, vacancy=vacancy.title, template=template, state=row.state,
            stages=tuple(stages), played=self._played(session, row, stages),
            draft=self._draft(row, stages, shows_key=shows), explained=_explained(stages),
            own={one.dimension: one for one in find.scores_of(session, row.person_id) if one.author_id == viewer_id},
            shows_machine=shows,
            sheet=self.sheet(session, row, template) if shows else None,
            graded=all(run is not None and run.result is not None for run in rows),
            moments=self._moments(session, stages, graded=shows),
            interview=json.loads(notes.body) if notes else {}, interview_version=notes.version if notes else 0,
            signals=tuple(find.signals_of(session, row.person_id)),
            references=tuple((one, json.loads(one.body)) for one in find.references_of(session, row.person_id)),
            sibling=row.sibling_of or (other.code if (other := find.sibling(session, row.code)) else ""),
            decisions=tuple((one, find.name_of(session, one.author_id)) for one in find.decisions_of(session, row.person_id)),
        )  # fmt: skip

    def _played(self, session: Session, row: CandidateRow, stages: Sequence[StageRow]) -> tuple[Played, ...]:
        found = []
        for one in stages:
            run = session.get(SimulationRow, one.run_id) if one.run_id and one.ended_at is not None else None
            if run is not None:
                loaded = self._runs.load(session, run)
                found.append(Played(one.name, desk_of(loaded, Around(owner=row.code, show_mood=False))))
        return tuple(found)

    def _draft(self, row: CandidateRow, stages: Sequence[StageRow], *, shows_key: bool) -> Checked | None:
        """Return the draft of the trap; the key stays hidden like everything a machine knows."""
        stage = next((one for one in stages if one.name == "trap" and one.ended_at is not None), None)
        if stage is None or stage.run_id:
            return None
        check, sentences = self._stages.draft(row, stage)
        body = json.loads(stage.body)
        finding = Finding.model_validate(body.get("finding", {}))
        return Checked(check, sentences, finding, tuple(body["wrong"]) if shows_key else ())

    def _moments(
        self, session: Session, stages: Sequence[StageRow], *, graded: bool
    ) -> tuple[Moment | None, Moment | None]:
        """Return moments to talk about: from the log alone, until the assessor may see what the machine thinks."""
        stage = next((one for one in stages if one.name == "case" and one.ended_at is not None), None)
        run = session.get(SimulationRow, stage.run_id) if stage else None
        if stage is None or run is None:
            return None, None
        loaded = self._runs.load(session, run)
        return moments(loaded.case, loaded.run, self._grade(session, stage) if graded else None)

    def _grade(self, session: Session, stage: StageRow) -> Grade | None:
        stored = simulations.latest_grade(session, stage.run_id) if stage.run_id else None
        return Grade.model_validate_json(stored.body) if stored is not None else None


def _explained(stages: Sequence[StageRow]) -> tuple[Explained, ...]:
    stage = next((one for one in stages if one.name == "explain" and one.ended_at is not None), None)
    body = json.loads(stage.body) if stage is not None else {}
    said = body.get("said", {})
    return tuple(
        Explained(Asked.of(one), said.get(str(n), "")) for n, one in enumerate(body.get("asked", []))
    )
