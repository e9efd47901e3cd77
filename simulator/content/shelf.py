"""Which files there are, and what each kind of file holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, RootModel

from simulator.content.loader import Loaded, load
from simulator.domain.analytics import Benchmark
from simulator.domain.article import Article
from simulator.domain.assessment import Assessment
from simulator.domain.book import Book
from simulator.domain.career import CareerPath, NextRole
from simulator.domain.coaching import Playlist
from simulator.domain.draft import DraftCheck
from simulator.domain.lab import Lab
from simulator.domain.modifier import Modifier
from simulator.domain.onboarding import Programme
from simulator.domain.persona import Persona, Voice
from simulator.domain.provider import Provider
from simulator.domain.quiz import Quiz
from simulator.domain.review import Automation
from simulator.domain.rubric import Rubric, Scoring
from simulator.domain.scenario import Scenario
from simulator.domain.triage import Names, TriageSet
from simulator.domain.twin import Twin
from simulator.domain.writing import (
    ArticleTask,
    AutomationTask,
    GuideEdit,
    NoteAudit,
    Rewrite,
    RootCause,
)
from simulator.errors import ContentError, NotFound, Problem

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")


class HasId(Protocol):
    """Something that is found by its id."""

    @property
    def id(self) -> str:
        """Return its id, as authors write it."""


Named = TypeVar("Named", bound=HasId)


class Personas(RootModel[tuple[Persona, ...]]):
    """The catalogue of customers: one file, a list."""


class Modifiers(RootModel[tuple[Modifier, ...]]):
    """The catalogue of modifiers: one file, a list."""


class Books(RootModel[tuple[Book, ...]]):
    """The readings of the onboarding: one file, a list."""


class Benchmarks(RootModel[tuple[Benchmark, ...]]):
    """The tiles of the board: one file, a list."""


class NextRoles(RootModel[tuple[NextRole, ...]]):
    """Roles that come after the first line: one file, a list."""


class Playlists(RootModel[tuple[Playlist, ...]]):
    """Exercises that are assigned together: one file, a list."""


@dataclass(frozen=True)
class Kind(Generic[Model]):
    """One kind of content: where its files lie, relative to the root, and the model they follow."""

    name: str
    folder: str
    pattern: str
    model: type[Model]
    except_for: tuple[str, ...] = ()

    def files(self, root: Path) -> list[Path]:
        """Return the files of this kind, in order of name."""
        return sorted(
            file for file in (root / self.folder).glob(self.pattern) if file.name not in self.except_for
        )

    def load_all(self, root: Path) -> list[Loaded[Model]]:
        """Load every file; raise ``ContentError`` with the problems of all of them."""
        loaded, problems = self.try_all(root)
        if problems:
            raise ContentError(problems)
        return loaded

    def load_one(self, root: Path, name: str) -> Loaded[Model]:
        """Load the file of one id; raise ``NotFound``, or ``ContentError`` with its problems."""
        file = next((file for file in self.files(root) if file.stem == name), None)
        if file is None:
            raise NotFound(f"no {self.name} {name}")
        return load(file, self.model, name=spelled(file, root))

    def try_all(self, root: Path) -> tuple[list[Loaded[Model]], list[Problem]]:
        """Load what can be loaded, and return it with the problems of the rest."""
        loaded: list[Loaded[Model]] = []
        problems: list[Problem] = []
        for file in self.files(root):
            try:
                loaded.append(load(file, self.model, name=spelled(file, root)))
            except ContentError as fault:
                problems += fault.problems
        return loaded, problems


SCENARIO = Kind("scenario", "scenarios/cards", "*.yaml", Scenario)
TWIN = Kind("twin", "scenarios/twins", "*.yaml", Twin)
ARTICLE = Kind("article", "scenarios/articles", "*.yaml", Article)
PERSONAS = Kind("personas", "scenarios", "personas.yaml", Personas)
VOICE = Kind("voice", "scenarios/voices", "*.yaml", Voice)
PROVIDER = Kind("provider", "scenarios", "provider.yaml", Provider)
MODIFIERS = Kind("modifiers", "scenarios", "modifiers.yaml", Modifiers)
RUBRIC = Kind("rubric", "rubrics", "?.yaml", Rubric)
BENCHMARKS = Kind("benchmarks", "rubrics", "benchmarks.yaml", Benchmarks)
CALIBRATION = Kind("calibration", "rubrics", "calibration.yaml", Automation)
SCORING = Kind("scoring", "rubrics", "scoring.yaml", Scoring)
CAREER = Kind(
    "career-path",
    "career_paths",
    "*.yaml",
    CareerPath,
    except_for=("onboarding.yaml", "playlists.yaml", "readings.yaml", "roles.yaml"),
)
QUIZ = Kind("quiz", "career_paths/quizzes", "*.yaml", Quiz)
ASSESSMENT = Kind("assessment", "career_paths/hiring", "*.yaml", Assessment)
PROGRAMME = Kind("onboarding", "career_paths", "onboarding.yaml", Programme)
READINGS = Kind("readings", "career_paths", "readings.yaml", Books)
PLAYLISTS = Kind("playlists", "career_paths", "playlists.yaml", Playlists)
ROLES = Kind("roles", "career_paths", "roles.yaml", NextRoles)
TRIAGE = Kind("triage", "career_paths/triage", "TRI-*.yaml", TriageSet)
TRIAGE_NAMES = Kind("triage-names", "career_paths/triage", "names.yaml", Names)
DRAFT = Kind("draft", "career_paths/drafts", "*.yaml", DraftCheck)
LAB = Kind("lab", "career_paths/labs", "*.yaml", Lab)
_WRITING = "career_paths/writing"
WRITING: tuple[Kind[Any], ...] = (
    Kind("note-audit", _WRITING, "NA-*.yaml", NoteAudit),
    Kind("rewrite", _WRITING, "RW-*.yaml", Rewrite),
    Kind("article-task", _WRITING, "KBX-*.yaml", ArticleTask),
    Kind("guide-edit", _WRITING, "DOC-*.yaml", GuideEdit),
    Kind("root-cause", _WRITING, "R-*.yaml", RootCause),
    Kind("automation-task", _WRITING, "AUT-*.yaml", AutomationTask),
)
"""Writing exercises: the beginning of an id says the kind, so that an editor knows every key."""


KINDS: tuple[Kind[Any], ...] = (
    SCENARIO,
    TWIN,
    ARTICLE,
    PERSONAS,
    VOICE,
    PROVIDER,
    MODIFIERS,
    RUBRIC,
    BENCHMARKS,
    CALIBRATION,
    SCORING,
    CAREER,
    PROGRAMME,
    QUIZ,
    READINGS,
    ROLES,
    PLAYLISTS,
    ASSESSMENT,
    TRIAGE,
    TRIAGE_NAMES,
    DRAFT,
    LAB,
    *WRITING,
)
"""Every kind of content file."""


def spelled(file: Path, root: Path) -> str:
    """Return the file as an author would write it: relative to where he stands, else to the root."""
    for base in (Path.cwd(), root):
        if file.is_relative_to(base):
            return file.relative_to(base).as_posix()
    return str(file)


def writing_file(root: Path, exercise_id: str) -> Path:
    """Return where a writing exercise lies."""
    return root / _WRITING / f"{exercise_id}.yaml"


def by_id(items: Iterable[Named], wanted: str, noun: str) -> Named:
    """Return the item with an id; raise ``NotFound`` with the noun an author knows it by."""
    for item in items:
        if item.id == wanted:
            return item
    msg = f"no {noun} {wanted}"
    raise NotFound(msg)


def only(items: list[Item], file: str) -> Item:
    """Return the one item of a list; raise ``ContentError`` when its file is missing."""
    if len(items) != 1:
        raise ContentError(
            [Problem(file, 1, 1, "the file is missing", "write it (see docs/content-format.md)")]
        )
    return items[0]
