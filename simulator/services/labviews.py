"""What people see of labs: a line of the list, an attempt as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from simulator.db.tables import ExerciseRow
from simulator.domain.lab import Forbidden, Lab
from simulator.labs.scoring import Reached, Score, scored
from simulator.labs.session import Entry, Session
from simulator.services.attempts import Tally


@dataclass(frozen=True)
class LabLine:
    """A lab in the list."""

    lab: Lab
    tally: Tally
    due: bool


@dataclass(frozen=True)
class LabAttempt:
    """An attempt as its person sees it."""

    id: str
    lab: Lab
    entries: tuple[Entry, ...]
    prompts: Mapping[str, str]
    goals: tuple[Reached, ...]
    """While it goes on, a question that was answered does not say whether rightly."""
    hints: int
    """How many were asked for."""
    broken: tuple[Forbidden, ...]
    is_full: bool
    repeated: bool
    until: datetime | None = None
    seconds_left: int = 0
    score: Score | None = None
    passed: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it was handed in."""
        return self.score is not None

    def of(self, machine: str) -> tuple[Entry, ...]:
        """Return what was typed on one machine."""
        return tuple(entry for entry in self.entries if entry.machine == machine)


def view_of(
    row: ExerciseRow, body: dict[str, Any], played: Session, until: datetime | None, now: datetime
) -> LabAttempt:
    """Return an attempt as its person sees it."""
    made = scored(played, body["answers"])
    ended = row.ended_at is not None
    if row.score is not None:
        # What was scored stays, also when the lab is written anew.
        made = replace(made, total=row.score, passed=bool(row.passed))
    left = int((until - now).total_seconds()) if until else 0
    return LabAttempt(
        id=row.id, lab=played.lab, entries=tuple(played.entries),
        prompts={name: played.prompt(name) for name in played.machines},
        goals=made.goals if ended else tuple(map(_kept_secret, made.goals)), hints=body["hints"],
        broken=made.broken, is_full=played.is_full, repeated=body["helped"], until=until,
        seconds_left=max(0, left), score=made if ended else None, passed=bool(row.passed),
    )  # fmt: skip


def _kept_secret(one: Reached) -> Reached:
    """Return a goal without telling whether its answer is right: whoever is told may guess on."""
    return one if one.goal.answer is None else Reached(one.goal, holds=False, given=one.given)
