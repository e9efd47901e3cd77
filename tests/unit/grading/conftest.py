"""The shipped scorecards and a steady tone grader for tests that are about something else."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.domain.case import Case
from simulator.domain.event import Event
from simulator.domain.grade import CriterionGrade, Evidence, Grade
from simulator.domain.rubric import Rubrics
from simulator.grading.grade import grade

Grading = Callable[[Case, list[Event]], Grade]


@pytest.fixture(scope="session")
def rubrics(root: Path) -> Rubrics:
    return Library(root).rubrics


def steady_tone(level: float = 3.0) -> Callable[..., Mapping[str, CriterionGrade]]:
    """Every criterion of every message gets ``level``, quoting its first word."""

    def grade_message(text: str, reading: object, **_rest: object) -> dict[str, CriterionGrade]:
        proof = (Evidence(event=1, quote=text.split(maxsplit=1)[0]),)
        return {f"T{i}": CriterionGrade(id=f"T{i}", level=level, evidence=proof) for i in range(1, 11)}

    return grade_message


@pytest.fixture
def graded(rubrics: Rubrics) -> Grading:
    """Grade a run with tone held at 3."""

    def run(case: Case, events: list[Event]) -> Grade:
        return grade(case, events, rubrics, message=steady_tone())

    return run


def criterion(grade: Grade, name: str) -> CriterionGrade:
    section = grade.rubric(name[0])
    assert section is not None, f"{name[0]} was not graded"
    return next(each for each in section.criteria if each.id == name)


def codes(grade: Grade) -> list[tuple[str, str]]:
    return [(hit.code, hit.severity) for hit in grade.critical_fails]
