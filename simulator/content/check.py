"""``simulator check`` without the command line: every problem of the content under one root."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from pydantic import BaseModel

from simulator.content.exercises import exercise_faults
from simulator.content.fault import Fault
from simulator.content.labs import lab_faults
from simulator.content.language import language_faults
from simulator.content.library import Library
from simulator.content.lints import card_faults
from simulator.content.loader import Loaded
from simulator.content.pairs import parent_faults, twin_problems
from simulator.content.references import World, reference_faults, triage_faults
from simulator.content.shelf import (
    ARTICLE,
    CAREER,
    KINDS,
    LAB,
    PERSONAS,
    PROVIDER,
    SCENARIO,
    SCORING,
    TWIN,
    VOICE,
    WRITING,
)
from simulator.domain.article import Article
from simulator.domain.career import CareerPath
from simulator.domain.draft import DraftCheck
from simulator.domain.exercise import Exercise
from simulator.domain.lab import Lab
from simulator.domain.persona import Voice
from simulator.domain.provider import Provider
from simulator.domain.rubric import Scoring
from simulator.domain.scenario import Scenario
from simulator.domain.triage import TriageSet
from simulator.domain.twin import Twin
from simulator.errors import Problem

_CARD = re.compile(r"^SC-\d{2}$")


def content_problems(root: Path, only: Iterable[Path] = ()) -> list[Problem]:
    """Return every problem under ``root``, or those of the files (or folders) named in ``only``."""
    loaded: list[Loaded[BaseModel]] = []
    problems: list[Problem] = []
    for kind in KINDS:
        good, bad = kind.try_all(root)
        loaded += good
        problems += bad
    world = _world(loaded)
    for one in loaded:
        problems += _placed(one, _faults(one, world))
    problems += _strangers(root)
    chosen = [place.resolve() for place in only]
    if chosen:
        problems = [problem for problem in problems if _is_in(root, problem.file, chosen)]
    problems += _of_twins(root, loaded, world, chosen)
    return sorted(
        set(problems), key=lambda problem: (problem.file, problem.line, problem.column, problem.what)
    )


def card_problems(card: Loaded[Scenario], library: Library) -> list[Problem]:
    """Return what is wrong with one card that stands in no file, seen beside the content of ``library``."""
    values: list[BaseModel] = [
        *library.articles, *library.career_paths, library.provider, library.rubrics.scoring, *library.scenarios,
        PERSONAS.model(library.personas), *library.voices,
    ]  # fmt: skip
    plain = cast("Loaded[BaseModel]", card)
    return _placed(plain, _faults(plain, _world_of(values)))


def _faults(one: Loaded[BaseModel], world: World) -> Iterator[Fault]:
    value = one.value
    plain = value.model_dump()
    yield from language_faults(plain)
    if isinstance(value, Scenario):
        yield from _named_as_file(one, value.id)
        yield from reference_faults(value, world)
        yield from card_faults(value)
        yield from parent_faults(value)
    elif isinstance(value, Article):
        yield from _named_as_file(one, value.id)
        for index, scenario in enumerate(value.scenarios):
            # The card itself may still be unwritten: articles outlive and precede cards.
            if not _CARD.match(scenario):
                yield Fault(
                    ("scenarios", index), f"`{scenario}` is not the id of a card", "write ids like SC-01"
                )
    elif isinstance(value, TriageSet):
        yield from _named_as_file(one, value.id)
        yield from triage_faults(value, world)
    elif isinstance(value, DraftCheck | Twin):
        yield from _named_as_file(one, value.id)
    elif isinstance(value, Lab):
        yield from _named_as_file(one, value.id)
        yield from lab_faults(value, world)
    elif isinstance(value, Exercise):
        yield from _named_as_file(one, value.id)
        yield from exercise_faults(value, world)
    elif isinstance(value, Voice):
        yield from _named_as_file(one, value.persona)


def _named_as_file(one: Loaded[BaseModel], name: str) -> Iterator[Fault]:
    if one.file.stem != name:
        yield Fault(("id",), f"the file of `{name}` is called {one.file.name}", f"call it {name}.yaml")


def _placed(one: Loaded[BaseModel], faults: Iterable[Fault]) -> list[Problem]:
    found = list(faults)
    if not found:
        return []
    marks = one.marks()
    return [marks.problem(fault.path, fault.what, fault.remedy) for fault in found]


def _world(loaded: list[Loaded[BaseModel]]) -> World:
    return _world_of([one.value for one in loaded])


def _world_of(values: list[BaseModel]) -> World:
    providers = [value for value in values if isinstance(value, Provider)]
    paths = [value for value in values if isinstance(value, CareerPath)]
    return World(
        personas=frozenset(
            persona.id for value in values if isinstance(value, PERSONAS.model) for persona in value.root
        ),
        voices=frozenset(value.persona for value in values if isinstance(value, VOICE.model)),
        plans=frozenset(plan.id for provider in providers for plan in provider.plans),
        teams=frozenset(team.id for provider in providers for team in provider.teams),
        tools=frozenset(tool.name for provider in providers for tool in provider.tools),
        articles=frozenset(value.id for value in values if isinstance(value, ARTICLE.model)),
        competencies=frozenset(one.id for path in paths for one in path.competencies),
        critical_fails=frozenset(
            fail.code for value in values if isinstance(value, Scoring) for fail in value.critical_fails
        ),
        scenarios=frozenset(value.id for value in values if isinstance(value, Scenario)),
    )


def _strangers(root: Path) -> Iterator[Problem]:
    """Yield files that nothing reads: a card called .yml would silently never be played."""
    for folder in (
        SCENARIO.folder,
        TWIN.folder,
        ARTICLE.folder,
        VOICE.folder,
        CAREER.folder,
        LAB.folder,
        WRITING[0].folder,
    ):
        for file in sorted((root / folder).glob("*")):
            if file.is_file() and file.suffix != ".yaml" and not file.name.startswith("."):
                remedy = "call it ….yaml or remove it"
                yield Problem(f"{folder}/{file.name}", 1, 1, "nothing reads this file", remedy)
    for folder, name in ((kind.folder, kind.pattern) for kind in (PROVIDER, PERSONAS, SCORING)):
        if not (root / folder / name).is_file():
            remedy = "write it (docs/content-format.md)"
            yield Problem(f"{folder}/{name}", 1, 1, "the file is missing", remedy)


def _of_twins(root: Path, loaded: list[Loaded[BaseModel]], world: World, chosen: list[Path]) -> list[Problem]:
    """Return what is wrong with twins as whole cards, in whichever of their two files it was written."""
    cards = {one.value.id: cast("Loaded[Scenario]", one) for one in loaded if isinstance(one.value, Scenario)}
    found: list[Problem] = []
    for one in loaded:
        if isinstance(one.value, Twin) and (not chosen or _is_in(root, one.name, chosen)):
            found += twin_problems(cast("Loaded[Twin]", one), cards, world)
    return found


def _is_in(root: Path, name: str, chosen: list[Path]) -> bool:
    for base in (Path.cwd(), root):
        place = (base / name).resolve()
        if any(place == one or place.is_relative_to(one) for one in chosen):
            return True
    return False
