"""Two moments of a candidate's own run to be explained: a good choice and a weak one."""

from dataclasses import dataclass

from simulator.domain.case import Case
from simulator.domain.event import CommandRun, ToolRun
from simulator.domain.grade import CriterionGrade, Grade
from simulator.domain.run import Run


@dataclass(frozen=True)
class Moment:
    """An event to be talked about."""

    event: int
    shown: str
    """The command, or the candidate's own words."""
    criterion: str = ""


def moments(case: Case, run: Run, grade: Grade | None) -> tuple[Moment | None, Moment | None]:
    """Return a good and a weak moment; None where the log shows none.

    Good: the first telling check, else the best graded moment. Weak: a check repeated without anything having
    changed, else the worst graded moment, never the good one.
    """
    good = _first_telling(case, run) or _graded(grade, best=True)
    weak = _repeated(run) or _graded(grade, best=False)
    if good is not None and weak is not None and good.event == weak.event:
        weak = None
    return good, weak


def _first_telling(case: Case, run: Run) -> Moment | None:
    telling = {tool.cmd for tool in case.scenario.tools if tool.key}
    for event in run.events:
        if isinstance(event, ToolRun) and event.command in telling:
            return Moment(event.n, event.command)
    return None


def _repeated(run: Run) -> Moment | None:
    seen: set[str] = set()
    for event in run.events:
        if isinstance(event, ToolRun | CommandRun):
            if event.command in seen:
                return Moment(event.n, event.command)
            seen.add(event.command)
    return None


def _graded(grade: Grade | None, *, best: bool) -> Moment | None:
    found: list[CriterionGrade] = [
        one
        for rubric in (grade.rubrics if grade else ())
        for one in rubric.criteria
        if one.level is not None and any(part.quote for part in one.evidence)
    ]
    if not found:
        return None
    chosen = (max if best else min)(found, key=lambda one: (one.level or 0.0, one.id))
    part = next(part for part in chosen.evidence if part.quote)
    return Moment(part.event, part.quote or "", chosen.id)
