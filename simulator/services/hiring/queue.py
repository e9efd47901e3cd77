"""Finished work of candidates that waits for the viewer: only of vacancies on whose panel he is, and blind first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from simulator.assessment.scoring import Scored, may_show_machine
from simulator.calibration.sampling import Sampled, reasons
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import candidates as find
from simulator.db.tables import StageRow
from simulator.domain.assessment import Assessment
from simulator.domain.grade import Grade
from simulator.domain.person import Person, Role
from simulator.domain.text import Text
from simulator.services.hiring.doors import must_hire

LOOKED_AT = 200
"""Finished candidates that are looked at: the newest."""
SEEN = frozenset({"red", "split", "ungraded", "unsure", "amber"})
"""Reasons that lie in a run itself."""


@dataclass(frozen=True)
class CandidateLine:
    """A candidate whose work asks for the viewer."""

    code: str
    vacancy: str
    finished: datetime
    blind: bool
    """The viewer has to give his levels first; why a machine would call him is not said before."""
    runs: tuple[tuple[Text, tuple[str, ...]], ...] = ()
    """(stage, reasons) of runs that need a look."""


class CandidateQueue:
    """Gathers them, in a number of queries that does not depend on how many there are."""

    def __init__(self, database: Database, content: Library) -> None:
        self._database = database
        self._content = content

    def waiting(self, viewer: Person) -> tuple[CandidateLine, ...]:
        """Return candidates who have finished, are not decided about, and need the viewer; the newest first."""
        must_hire(viewer)
        with self._database.reading() as session:
            panel = None if viewer.role is Role.ADMIN else viewer.id
            rows = find.finished(session, panel, LOOKED_AT)
            ids = [row.person_id for row, _vacancy in rows]
            scores = find.scores_by(session, ids, viewer.id)
            stages: dict[str, list[StageRow]] = defaultdict(list)
            for stage in find.stages_of_many(session, ids):
                stages[stage.person_id].append(stage)
            grades = find.grades_of(
                session, [one.run_id for own in stages.values() for one in own if one.run_id]
            )
        lines = []
        for row, vacancy in rows:
            own = [Scored(one.dimension, one.level, one.author_id) for one in scores[row.person_id]]
            template = self._content.assessment(vacancy.template)
            shows = may_show_machine(template, own, viewer.id)
            runs = self._runs(template, stages[row.person_id], grades) if shows else ()
            ended = max(
                (one.ended_at for one in stages[row.person_id] if one.ended_at), default=row.created_at
            )
            if runs or not shows:
                lines.append(CandidateLine(row.code, vacancy.title, ended, not shows, runs))
        return tuple(sorted(lines, key=lambda one: (one.finished, one.code), reverse=True))

    def _runs(
        self, template: Assessment, stages: Sequence[StageRow], grades: Mapping[str, str]
    ) -> tuple[tuple[Text, tuple[str, ...]], ...]:
        titles: dict[str, Text] = {stage.name: stage.title for stage in template.stages}
        found = []
        for one in stages:
            if one.run_id not in grades:
                continue
            sampled = Sampled(one.run_id, Grade.model_validate_json(grades[one.run_id]))
            why = tuple(name for name in reasons(sampled, self._content.automation) if name in SEEN)
            if why:
                found.append((titles[one.name], why))
        return tuple(found)
