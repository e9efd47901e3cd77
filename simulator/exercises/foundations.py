"""Foundations for hiring: ten short items by blueprint, each as hard as the answers before it suggest."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from simulator.domain.quiz import Item, Quiz

BLUEPRINT: Mapping[str, int] = {"network": 3, "linux": 2, "cloud": 2, "api": 1, "keys": 1, "english": 1}
"""Area → items of one session."""
AREA_OF: Mapping[str, str] = {
    "QZ-02": "network", "QZ-05": "linux", "QZ-01": "cloud", "QZ-04": "api", "QZ-03": "keys", "QZ-13": "english",
}  # fmt: skip
"""Quiz → the area its items for hiring belong to."""
START = 2
EASIEST, HARDEST = 1, 5
PASSED = 0.999
"""From which share on an answer counts as right for the next step."""


@dataclass(frozen=True)
class Answered:
    """One item that was answered, and what the answer was worth, 0–1."""

    item: str
    worth: float


@dataclass(frozen=True)
class Floor:
    """What a session shows: the number right, and critical items that were missed."""

    right: float
    of: int
    by_area: Mapping[str, float]
    missed_critical: tuple[str, ...]


def pool(quizzes: Sequence[Quiz]) -> dict[str, tuple[Item, ...]]:
    """Return area → the items that may be used in hiring."""
    found: dict[str, tuple[Item, ...]] = dict.fromkeys(BLUEPRINT, ())
    for quiz in quizzes:
        area = AREA_OF.get(quiz.id)
        if area is not None:
            found[area] += tuple(item for item in quiz.items if item.use != "training")
    return found


def slots(seed: int) -> tuple[str, ...]:
    """Return the area of each of the ten places: the blueprint in a drawn order."""
    areas = [area for area, count in BLUEPRINT.items() for _ in range(count)]
    random.Random(f"foundations:{seed}").shuffle(areas)  # noqa: S311 — variety, not secrecy
    return tuple(areas)


def wanted_difficulty(answers: Sequence[Answered]) -> int:
    """Return how hard the next item should be: one step up after a right answer, one down after another."""
    level = START
    for answer in answers:
        level = min(HARDEST, max(EASIEST, level + (1 if answer.worth >= PASSED else -1)))
    return level


def next_item(
    items: Mapping[str, Sequence[Item]], seed: int, answers: Sequence[Answered], capped: Collection[str] = ()
) -> Item | None:
    """Return the next item of a session, or None when all ten are answered.

    Of the area whose turn it is, an item not shown yet whose difficulty lies closest to the wanted one; among equals
    by seed. ``capped`` items (shown in too many sessions of late) are taken only when their area holds no other. The
    same arguments give the same item.
    """
    places = slots(seed)
    if len(answers) >= len(places):
        return None
    shown = {answer.item for answer in answers}
    area = [item for item in items[places[len(answers)]] if item.id not in shown]
    fresh = [item for item in area if item.id not in capped] or area
    if not fresh:
        return None
    level = wanted_difficulty(answers)
    order = random.Random(f"foundations:{seed}:{len(answers)}")  # noqa: S311
    lots = {item.id: order.random() for item in sorted(fresh, key=lambda one: one.id)}
    return min(fresh, key=lambda item: (abs(item.difficulty - level), lots[item.id]))


def floor(items: Mapping[str, Sequence[Item]], answers: Sequence[Answered]) -> Floor:
    """Return the number right of a session; critical items that were missed are named, not weighed."""
    by_id = {item.id: (area, item) for area, many in items.items() for item in many}
    worth: dict[str, float] = {}
    for answer in answers:
        if answer.item in by_id:
            area = by_id[answer.item][0]
            worth[area] = round(worth.get(area, 0.0) + answer.worth, 4)
    return Floor(
        right=round(sum(worth.values()), 4),
        of=sum(BLUEPRINT.values()),
        by_area=worth,
        missed_critical=tuple(
            answer.item
            for answer in answers
            if answer.worth < PASSED and answer.item in by_id and by_id[answer.item][1].critical
        ),
    )
