"""What a change of rubric, grader or model would move, before anybody publishes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.domain.grade import Grade


@dataclass(frozen=True)
class Moved:
    """One criterion over all runs that were graded again."""

    target: str
    up: int
    down: int
    same: int
    mean: float
    """Mean of new minus old, over runs where both have a level."""


@dataclass(frozen=True)
class Movement:
    """The whole difference between two ways of grading the same runs."""

    runs: int
    criteria: tuple[Moved, ...]
    flips: tuple[tuple[str, str, str], ...]
    """(run, result before, result after) for each run whose result changes."""
    mean_total: float | None
    """Mean change of the total, over runs that have one both times."""


def movement(pairs: Iterable[tuple[str, Grade, Grade]]) -> Movement:
    """Return what moved between (run, old grade, new grade)."""
    levels: dict[str, list[float]] = {}
    flips: list[tuple[str, str, str]] = []
    totals: list[float] = []
    runs = 0
    for run, old, new in pairs:
        runs += 1
        before, after = levels_of(old), levels_of(new)
        for target in before.keys() & after.keys():
            levels.setdefault(target, []).append(after[target] - before[target])
        if old.result != new.result:
            flips.append((run, old.result, new.result))
        if old.total is not None and new.total is not None:
            totals.append(new.total - old.total)
    return Movement(
        runs=runs,
        criteria=tuple(_moved(target, found) for target, found in sorted(levels.items())),
        flips=tuple(sorted(flips)),
        mean_total=round(sum(totals) / len(totals), 2) if totals else None,
    )


def levels_of(grade: Grade) -> dict[str, float]:
    """Return criterion → level, for those that have one."""
    return {one.id: one.level for rubric in grade.rubrics for one in rubric.criteria if one.level is not None}


def _moved(target: str, changes: list[float]) -> Moved:
    up, down = sum(c > 1e-9 for c in changes), sum(c < -1e-9 for c in changes)
    return Moved(target, up, down, len(changes) - up - down, round(sum(changes) / len(changes), 3))
