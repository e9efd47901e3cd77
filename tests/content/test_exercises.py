"""Faults of writing exercises that a schema cannot see."""

import pytest

from simulator.content.exercises import exercise_faults
from simulator.content.references import World
from simulator.domain.exercise import Exercise
from tests.shelves import LIBRARY

WORLD = World(competencies=frozenset(one.id for one in LIBRARY.career_paths[0].competencies))


def changed(exercise_id: str, **parts: object) -> Exercise:
    return LIBRARY.writing(exercise_id).model_copy(update=parts)


def test_the_shipped_exercises_have_no_fault() -> None:
    assert [fault for task in LIBRARY.writings for fault in exercise_faults(task, WORLD)] == []


@pytest.mark.parametrize(
    ("task", "where"),
    [
        (changed("NA-01", competencies=("L1-D99",)), ("competencies", 0)),
        (changed("NA-01", told=LIBRARY.writing("NA-01").told[:1] * 2), ("told", 1, "id")),
        (changed("DOC-01", wrong="G9"), ("wrong",)),
        (changed("R-01", moments=LIBRARY.writing("R-01").moments[1:]), ("moments",)),  # type: ignore[union-attr]
        (changed("R-02", links=LIBRARY.writing("R-02").links[1:]), ("links",)),  # type: ignore[union-attr]
        (changed("NA-01", note=LIBRARY.writing("NA-01").note[:1]), ("note",)),  # type: ignore[union-attr]
    ],
)
def test_a_fault_is_named_with_its_place(task: Exercise, where: tuple[str | int, ...]) -> None:
    assert [fault.path for fault in exercise_faults(task, WORLD)] == [where]


def test_a_chain_through_a_person_is_refused() -> None:
    links = LIBRARY.writing("R-01").links  # type: ignore[union-attr]
    through = tuple(link.model_copy(update={"person": True}) for link in links)
    faults = list(exercise_faults(changed("R-01", links=through), WORLD))
    assert [fault.what for fault in faults] == ["the chain goes through a person"]
