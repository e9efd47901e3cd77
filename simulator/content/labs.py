"""Names in labs that must lead somewhere, and ways through them that must do what they say."""

from collections.abc import Iterator

from simulator.content.fault import Fault, strings
from simulator.content.references import World
from simulator.domain.lab import SLOT, Answer, Lab, Way
from simulator.labs.scoring import Score, scored
from simulator.labs.session import played

SEEDS = (1, 2)
"""Sets of values with which every way is walked."""


def lab_faults(lab: Lab, world: World) -> Iterator[Fault]:
    """Yield faults of one lab."""
    yield from _names(lab, world)
    unknown = list(_slots(lab))
    yield from unknown
    broken = list(_goals(lab))
    yield from broken
    if not unknown and not broken:
        yield from _ways(lab)


def _names(lab: Lab, world: World) -> Iterator[Fault]:
    for index, name in enumerate(lab.competencies):
        if world.competencies and name not in world.competencies:
            yield Fault(("competencies", index), f"there is no competency {name}", "see career_paths/l1.yaml")
    for index, name in enumerate(lab.articles):
        if world.articles and name not in world.articles:
            yield Fault(("articles", index), f"there is no article {name}", "see scenarios/articles")
    if lab.timed and lab.hints:
        yield Fault(("hints",), "a practical has hints", "take `hints:` or `timed:` away")


def _slots(lab: Lab) -> Iterator[Fault]:
    for path, text in strings(lab.model_dump()):
        if path[0] != "values" and (hit := SLOT.search(text)):
            yield Fault(path, f"nothing draws {hit[0]}", "add it to `values:` or mend its name")


def _goals(lab: Lab) -> Iterator[Fault]:
    parts = [(("goals", n), one.id, one.machine) for n, one in enumerate(lab.goals)]
    parts += [(("forbidden", n), one.id, one.machine) for n, one in enumerate(lab.forbidden)]
    names = [name for _path, name, _machine in parts]
    for index, (path, name, machine) in enumerate(parts):
        if name in names[:index]:
            yield Fault((*path, "id"), f"{name} is used twice", "number the goals")
        if machine and machine not in lab.machines:
            remedy = f"name one of {', '.join(lab.machines)}"
            yield Fault((*path, "machine"), f"there is no machine {machine}", remedy)
    for index, goal in enumerate(lab.goals):
        for name in goal.competencies:
            if name not in lab.competencies:
                yield Fault(
                    ("goals", index, "competencies"), f"the lab does not prove {name}", "add it to the lab"
                )
        answer = goal.answer
        if answer is not None and not _can_be_chosen(answer):
            yield Fault(
                ("goals", index, "answer", "accept"), "no choice has this number", "count choices from 1"
            )
    for key, ways in (("right", lab.right), ("wrong", lab.wrong)):
        for index, way in enumerate(ways):
            yield from _way(lab, key, index, way, frozenset(names))


def _can_be_chosen(answer: Answer) -> bool:
    count = len(answer.choices)
    return not count or all(one.isdigit() and 0 < int(one) <= count for one in answer.accept)


def _way(lab: Lab, key: str, index: int, way: Way, names: frozenset[str]) -> Iterator[Fault]:
    for machine in way.do if isinstance(way.do, dict) else ():
        if machine not in lab.machines:
            yield Fault(
                (key, index, "do"), f"there is no machine {machine}", f"name one of {', '.join(lab.machines)}"
            )
    for name in (*way.answers, *way.fails):
        if name not in names:
            yield Fault(
                (key, index), f"there is no goal {name}", "name a goal or a forbidden effect of the lab"
            )


def _ways(lab: Lab) -> Iterator[Fault]:
    """Walk every way: right ones reach all goals, wrong ones miss what they say they miss."""
    for seed in SEEDS:
        varied = lab.varied(seed)
        for index, way in enumerate(varied.right):
            missed = _missed(_walked(varied, seed, way))
            if missed:
                yield Fault(
                    ("right", index),
                    f"with seed {seed} this way misses {', '.join(missed)}",
                    "mend the way or the goal",
                )
        for index, way in enumerate(varied.wrong):
            made = _walked(varied, seed, way)
            unmissed = [name for name in way.fails if name not in _missed(made)]
            if unmissed or made.passed:
                what = f"does not fail {', '.join(unmissed)}" if unmissed else "passes the lab"
                yield Fault(("wrong", index), f"with seed {seed} this way {what}", "mend the way or the goal")


def _walked(lab: Lab, seed: int, way: Way) -> Score:
    return scored(played(lab, seed, way.commands(lab.first)), way.answers)


def _missed(made: Score) -> list[str]:
    return [one.goal.id for one in made.goals if not one.holds] + [one.id for one in made.broken]
