"""Gates as lists of conditions, each true or not with its figure. The machine recommends; a person signs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from simulator.domain.career import Competency
from simulator.domain.onboarding import Ask, Gate, Programme
from simulator.readiness.index import Readiness
from simulator.readiness.levels import Standing

DUTIES_AND_SKILLS = ("D", "H")


@dataclass(frozen=True)
class RunFact:
    """What a gate looks at in one graded run."""

    at: datetime
    mode: str
    scenario: str
    seed: int
    total: float | None
    red: bool
    anger: int
    """The customer's anger at the start of the card."""
    rubrics: Mapping[str, float]
    kept: float | None = None
    """Share of promised updates that were kept, 0–1; None without promises."""


@dataclass(frozen=True)
class Record:
    """Everything a gate looks at."""

    competencies: Sequence[Competency]
    standings: Mapping[str, Standing]
    readiness: Readiness
    runs: Sequence[RunFact]
    """The oldest first."""
    quizzes: Mapping[str, float]
    """Quiz → best score, 0–100."""
    real: Sequence[float]
    """Reviewed real tickets: 1 sent with no change of meaning, else 0."""
    written: int
    """Accepted articles."""
    has_buddy: bool
    labs: frozenset[str] = frozenset()
    """Labs passed."""


@dataclass(frozen=True)
class Condition:
    """One condition: its line, what was found, and whether it holds. ``found`` None: nothing to measure yet."""

    ask: Ask
    found: float | None
    holds: bool
    missing: tuple[str, ...] = ()
    """Competencies (or planned tasks) that keep it from holding."""


@dataclass(frozen=True)
class GateState:
    """A gate with its conditions. It is a recommendation."""

    gate: Gate
    conditions: tuple[Condition, ...]

    @property
    def holds(self) -> bool:
        """Whether every condition holds."""
        return all(condition.holds for condition in self.conditions)


def gate_state(gate: Gate, record: Record, programme: Programme) -> GateState:
    """Return each condition of ``gate`` with what was found."""
    return GateState(gate, tuple(CHECKS[ask.kind](ask, record, programme) for ask in gate.asks))


def _at_least(ask: Ask, found: float | None) -> Condition:
    return Condition(ask, found, holds=found is not None and found >= ask.figure - 1e-9)


def _musts(ask: Ask, record: Record, _programme: Programme) -> Condition:
    musts = [one for one in record.competencies if one.must]
    missing = tuple(one.id for one in musts if record.standings[one.id].level < ask.level)
    found = 100 * (len(musts) - len(missing)) / len(musts) if musts else 100.0
    return Condition(ask, round(found, 1), holds=found >= ask.figure - 1e-9, missing=missing)


def _none_below(ask: Ask, record: Record, _programme: Programme) -> Condition:
    low = {
        one.id: record.standings[one.id].mastery
        for one in record.competencies
        if one.must and record.standings[one.id].parts and record.standings[one.id].mastery < ask.figure
    }
    return Condition(ask, round(min(low.values()), 2) if low else None, holds=not low, missing=tuple(low))


def _skills(ask: Ask, record: Record, _programme: Programme) -> Condition:
    own = [one for one in record.competencies if one.group in DUTIES_AND_SKILLS]
    there = [one for one in own if record.standings[one.id].level >= ask.level]
    return _at_least(ask, round(100 * len(there) / len(own), 1) if own else 100.0)


def _last(record: Record, count: int) -> list[RunFact]:
    return [run for run in record.runs if run.total is not None][-count:]


def _mean(ask: Ask, record: Record, _programme: Programme) -> Condition:
    last = _last(record, ask.runs)
    if len(last) < ask.runs:
        return Condition(ask, None, holds=False)
    return _at_least(ask, round(sum(run.total or 0 for run in last) / len(last), 1))


def _no_red(ask: Ask, record: Record, _programme: Programme) -> Condition:
    last = list(record.runs)[-ask.runs :]
    reds = sum(run.red for run in last)
    return Condition(ask, float(reds) if last else None, holds=len(last) >= ask.runs and reds == 0)


def _rubric(ask: Ask, record: Record, _programme: Programme) -> Condition:
    name = ask.of or ""
    values = [run.rubrics[name] for run in _last(record, ask.runs) if name in run.rubrics]
    return _at_least(ask, round(sum(values) / len(values), 1) if values else None)


def _angry(ask: Ask, record: Record, _programme: Programme) -> Condition:
    line = int(ask.of or 0)
    return _at_least(ask, float(sum(run.anger >= line for run in _last(record, ask.runs))))


def _kept(ask: Ask, record: Record, _programme: Programme) -> Condition:
    values = [run.kept for run in _last(record, ask.runs) if run.kept is not None]
    return _at_least(ask, round(100 * sum(values) / len(values), 1) if values else None)


def _real(ask: Ask, record: Record, _programme: Programme) -> Condition:
    return _at_least(ask, round(100 * sum(record.real) / len(record.real), 1) if record.real else None)


def _quiz(ask: Ask, record: Record, _programme: Programme) -> Condition:
    return _at_least(ask, record.quizzes.get(ask.of or ""))


def planned(programme: Programme, letters: str, until: int) -> tuple[str, ...]:
    """Return the tasks of a kind (``QZ``, ``LAB``) that are planned up to a week, each once, in their order."""
    tasks = (task for week in programme.weeks if week.n <= until for task in week.tasks)
    return tuple(dict.fromkeys(task for task in tasks if task.startswith(f"{letters}-")))


def _labs(ask: Ask, record: Record, programme: Programme) -> Condition:
    """Labs that are planned up to a week and passed, in per cent."""
    labs = planned(programme, "LAB", int(ask.of or 0))
    missing = tuple(task for task in labs if task not in record.labs)
    found = round(100 * (len(labs) - len(missing)) / len(labs), 1) if labs else 100.0
    return Condition(ask, found, holds=found >= ask.figure - 1e-9, missing=missing)


def _quizzes(ask: Ask, record: Record, programme: Programme) -> Condition:
    """Every quiz that is planned up to a week at its line; what was not taken yet counts as 0."""
    best = {task: record.quizzes.get(task, 0.0) for task in planned(programme, "QZ", int(ask.of or 0))}
    missing = tuple(task for task, score in best.items() if score < ask.figure - 1e-9)
    found = round(min(best.values(), default=100.0), 1)
    return Condition(ask, found, holds=not missing, missing=missing)


def _exam(ask: Ask, record: Record, _programme: Programme) -> Condition:
    """Five exam runs on cards and seeds not met before: a mean, a floor for each, and no RED."""
    exams = [run for run in record.runs if run.mode == "exam" and run.total is not None][-ask.runs :]
    if len(exams) < ask.runs:
        return Condition(ask, None, holds=False)
    mean = round(sum(run.total or 0 for run in exams) / len(exams), 1)
    floor = float(ask.of or 0)
    fine = all((run.total or 0) >= floor and not run.red for run in exams)
    return Condition(ask, mean, holds=fine and mean >= ask.figure - 1e-9)


def _target(ask: Ask, record: Record, programme: Programme) -> Condition:
    """At most so many musts one level short, and none of those without grace."""
    targets = {one.id: one.target for one in record.competencies if one.must}
    short = {name: target - record.standings[name].level for name, target in targets.items()}
    missing = tuple(name for name, levels in short.items() if levels > 0)
    grace = all(short[name] == 1 and name not in programme.no_grace for name in missing)
    return Condition(ask, float(len(missing)), holds=len(missing) <= ask.figure and grace, missing=missing)


CHECKS: dict[str, Callable[[Ask, Record, Programme], Condition]] = {
    "musts": _musts,
    "none-below": _none_below,
    "skills": _skills,
    "mean": _mean,
    "no-red": _no_red,
    "rubric": _rubric,
    "angry": _angry,
    "kept": _kept,
    "real": _real,
    "quiz": _quiz,
    "labs": _labs,
    "quizzes": _quizzes,
    "exam": _exam,
    "target": _target,
    "readiness": lambda ask, record, _p: _at_least(ask, record.readiness.index),
    "confidence": lambda ask, record, _p: _at_least(ask, record.readiness.confidence),
    "written": lambda ask, record, _p: _at_least(ask, float(record.written)),
    "buddy": lambda ask, record, _p: _at_least(ask, 1.0 if record.has_buddy else 0.0),
}
