"""What an attempt at a lab is worth: the share of its goals, little where something was broken."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.domain.lab import Forbidden, Goal
from simulator.labs.session import Session

BROKEN = 0.4
"""The most that is left when something happened that must not happen."""


@dataclass(frozen=True)
class Reached:
    """A goal, and whether it is reached."""

    goal: Goal
    holds: bool
    given: str = ""


@dataclass(frozen=True)
class Score:
    """What an attempt is worth."""

    total: float
    goals: tuple[Reached, ...]
    broken: tuple[Forbidden, ...]
    worth: Mapping[str, float]
    """Competency → what the attempt proves of it."""
    passed: bool


def scored(session: Session, answers: Mapping[str, str]) -> Score:
    """Return what an attempt is worth as it stands."""
    lab = session.lab
    goals = tuple(
        Reached(goal, session.reached(goal, answers), answers.get(goal.id, "")) for goal in lab.goals
    )
    broken = tuple(session.broken.values())
    most = BROKEN if broken else 1.0
    worth: dict[str, float] = {}
    for name in lab.competencies:
        own = [one for one in goals if not one.goal.competencies or name in one.goal.competencies]
        if own:
            worth[name] = min(most, _share(own))
    total = min(most, _share(list(goals)))
    return Score(total, goals, broken, worth, passed=not broken and total >= lab.pass_mark - 1e-9)


def _share(goals: list[Reached]) -> float:
    whole = sum(one.goal.weight for one in goals)
    return round(sum(one.goal.weight for one in goals if one.holds) / whole, 4)
