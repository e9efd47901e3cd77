"""Faults of labs that a schema cannot see, and where they are said to be."""

from pathlib import Path
from typing import Any

import pytest

from simulator.content.fault import Path as Place
from simulator.content.labs import lab_faults
from simulator.content.references import World
from simulator.content.shelf import LAB
from simulator.domain.lab import Lab
from tests.shelves import LIBRARY

WORLD = World(
    competencies=frozenset(one.id for one in LIBRARY.career_paths[0].competencies),
    articles=frozenset(one.id for one in LIBRARY.articles),
)


def changed(**parts: Any) -> Lab:
    return Lab.model_validate(LIBRARY.lab("LAB-02").written | parts)


def test_the_shipped_labs_have_no_fault() -> None:
    assert [(lab.id, fault) for lab in LIBRARY.labs for fault in lab_faults(lab, WORLD)] == []


WRITTEN = LIBRARY.lab("LAB-02").written


@pytest.mark.parametrize(
    ("lab", "where"),
    [
        (changed(competencies=["L1-H11", "L1-D99"]), ("competencies", 1)),
        (changed(articles=["KB-9999"]), ("articles", 0)),
        (changed(timed=True), ("hints",)),
        (changed(values={}, goals=WRITTEN["goals"][1:2], machines={"x": {"host": "@pig@"}}, forbidden=[], right=[{}], wrong=[{}]), ("machines", "x", "host")),
        (changed(goals=[*WRITTEN["goals"], WRITTEN["goals"][1]]), ("goals", 5, "id")),
        (changed(goals=[*WRITTEN["goals"][:4], WRITTEN["goals"][4] | {"machine": "moon"}]), ("goals", 4, "machine")),
        (changed(goals=[WRITTEN["goals"][0] | {"competencies": ["L1-H01"]}, *WRITTEN["goals"][1:]]), ("goals", 0, "competencies")),
        (changed(right=[{"answers": {"g9": "x"}}]), ("right", 0)),
        (changed(right=[{"do": {"moon": ["ls"]}}]), ("right", 0, "do")),
        (changed(right=[{"do": ["ls"]}]), ("right", 0)),
        (changed(wrong=[WRITTEN["right"][0]]), ("wrong", 0)),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(lab: Lab, where: Place) -> None:
    assert where in [fault.path for fault in lab_faults(lab, WORLD)]


def test_what_cannot_be_read_is_said_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / LAB.folder
    folder.mkdir(parents=True)
    text = (
        (LIBRARY.root / LAB.folder / "LAB-02.yaml")
        .read_text("utf-8")
        .replace('pid: "@child@"', "pid: many", 1)
    )
    (folder / "LAB-02.yaml").write_text(text, "utf-8")
    _good, problems = LAB.try_all(tmp_path)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "pid: many" in row)
    assert [problem.line for problem in problems] == [line]
    assert "a whole number" in problems[0].remedy
