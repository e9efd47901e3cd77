"""Understanding replies without a model: acts by the lexicons and targets, tone by the message rubric."""

import threading

from simulator.domain.case import Case
from simulator.domain.event import CustomerSaid, Opened, Said
from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import Reading
from simulator.domain.rubric import Rubric
from simulator.domain.run import Run
from simulator.engine.turn import Understood
from simulator.grading.tone import grade_message
from simulator.understanding import Targets, compile_targets, read, read_cause

REMEMBERED = 200
"""Cards whose targets stay compiled in memory."""


class OfflineReader:
    """Reads a reply the same way every time, on this machine alone."""

    def __init__(self) -> None:
        self._targets: dict[str, Targets] = {}
        self._lock = threading.Lock()

    def read(self, case: Case, run: Run, said: Said) -> Understood:
        """Return what ``said`` does and how it sounds."""
        earlier = tuple(other.text for other in run.replies if other.n < said.n)
        reading = read(
            said.text, self.targets(case), tech=case.persona.tech, language=case.lang, previous=earlier
        )
        return Understood(reading=reading, tone=_tone(said.text, reading, last_line(run, said.n), case))

    def read_cause(self, case: Case, text: str) -> Reading:
        """Return the causes a recorded cause text names."""
        return read_cause(text, self.targets(case))

    def targets(self, case: Case) -> Targets:
        """Return what replies of this case are compared with, compiled once for each card and seed."""
        key = f"{case.scenario.id}:{case.digest}:{case.seed}"
        found = self._targets.get(key)
        if found is None:
            found = compile_targets(case.scenario)
            with self._lock:
                while len(self._targets) >= REMEMBERED:
                    self._targets.pop(next(iter(self._targets)))
                self._targets[key] = found
        return found


def last_line(run: Run, before: int) -> str:
    """Return what the customer said last before event ``before``."""
    lines = (e.text for e in reversed(run.events[: before - 1]) if isinstance(e, Opened | CustomerSaid))
    return next(lines, "")


def _tone(text: str, reading: Reading, customer: str, case: Case) -> float | None:
    criteria = grade_message(text, reading, customer=customer, language=case.lang)
    levels = [grade.level for grade in criteria.values() if grade.level is not None]
    return round(sum(levels) / len(levels), 2) if levels else None


def overall_tone(grades: dict[str, CriterionGrade], rubric: Rubric) -> float | None:
    """Return the weighted mean level 0–4 over the criteria that have one, None when none has."""
    weighed = [
        (criterion.weight, grade.level)
        for criterion in rubric.criteria
        if (grade := grades.get(criterion.id)) is not None and grade.level is not None
    ]
    total = sum(weight for weight, _level in weighed)
    return sum(weight * level for weight, level in weighed) / total if total else None
