"""Names in writing exercises that must lead somewhere, and phrases that can be found."""

from collections.abc import Iterator

from simulator.content.fault import Fault
from simulator.content.references import World
from simulator.domain.exercise import Exercise
from simulator.domain.text import LANGUAGES
from simulator.domain.writing import GuideEdit, NoteAudit, RootCause


def exercise_faults(task: Exercise, world: World) -> Iterator[Fault]:
    """Yield faults of one writing exercise."""
    for index, name in enumerate(task.competencies):
        if world.competencies and name not in world.competencies:
            yield Fault(("competencies", index), f"there is no competency {name}", "see career_paths/l1.yaml")
    ids = [told.id for told in task.told]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield Fault(("told", index, "id"), f"{name} is used twice", "number the parts")
    yield from _material(task)
    if isinstance(task, NoteAudit) and not any(line.fault for line in task.note):
        yield Fault(("note",), "no line of the note has a fault", "mark one with `fault:` and `why:`")
    if isinstance(task, GuideEdit) and task.wrong not in {line.id for line in task.page}:
        yield Fault(("wrong",), f"the page has no rule {task.wrong}", "name one of its rules")
    if isinstance(task, RootCause):
        yield from _root_cause(task)


def _material(task: Exercise) -> Iterator[Fault]:
    for index, source in enumerate(task.sources):
        for language in LANGUAGES:
            if "\t" in source.body.within(language):
                yield Fault(("sources", index, "body", language), "a tab stands in the text", "use spaces")


def _root_cause(task: RootCause) -> Iterator[Fault]:
    for key, parts in (("moments", task.moments), ("links", task.links)):
        places = sorted(one.place for one in parts if one.place is not None)
        if places != list(range(1, len(places) + 1)):
            yield Fault((key,), f"places are {places}", "count places from 1 without gaps")
    if any(link.person and link.place is not None for link in task.links):
        yield Fault(("links",), "the chain goes through a person", "take `place:` from that link")
