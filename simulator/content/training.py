"""What people train with besides tickets, as values: quizzes, the onboarding, roles."""

from functools import cached_property
from pathlib import Path

from simulator.content.shelf import (
    ASSESSMENT,
    BENCHMARKS,
    CAREER,
    DRAFT,
    LAB,
    PLAYLISTS,
    PROGRAMME,
    QUIZ,
    READINGS,
    ROLES,
    TRIAGE,
    TRIAGE_NAMES,
    WRITING,
    by_id,
    only,
)
from simulator.domain.analytics import Benchmark
from simulator.domain.assessment import Assessment
from simulator.domain.book import Book
from simulator.domain.career import CareerPath, NextRole
from simulator.domain.coaching import Playlist
from simulator.domain.draft import DraftCheck
from simulator.domain.lab import Lab
from simulator.domain.onboarding import Programme
from simulator.domain.quiz import Quiz
from simulator.domain.triage import Names, TriageSet
from simulator.domain.writing import Writing


class TrainingShelves:
    """The part of the library that holds exercises and roles; files are read when first needed."""

    def __init__(self, root: Path) -> None:
        """Stand before the shelves of ``root`` without reading anything yet."""
        self.root = root

    @cached_property
    def quizzes(self) -> tuple[Quiz, ...]:
        """All quizzes, in order of id."""
        return tuple(sorted((loaded.value for loaded in QUIZ.load_all(self.root)), key=lambda one: one.id))

    def quiz(self, quiz_id: str) -> Quiz:
        """Return one quiz; raise ``NotFound``."""
        return by_id(self.quizzes, quiz_id, "quiz")

    @cached_property
    def triage_sets(self) -> tuple[TriageSet, ...]:
        """All triage sets, also the hiring pool, in order of id."""
        return tuple(sorted((loaded.value for loaded in TRIAGE.load_all(self.root)), key=lambda one: one.id))

    def triage_set(self, set_id: str) -> TriageSet:
        """Return one triage set; raise ``NotFound``."""
        return by_id(self.triage_sets, set_id, "triage set")

    @cached_property
    def triage_names(self) -> Names:
        """Who writes in triage sets."""
        return only(TRIAGE_NAMES.load_all(self.root), "career_paths/triage/names.yaml").value

    @cached_property
    def draft_checks(self) -> tuple[DraftCheck, ...]:
        """All AI drafts to check, also those for hiring, in order of id."""
        return tuple(sorted((loaded.value for loaded in DRAFT.load_all(self.root)), key=lambda one: one.id))

    def draft_check(self, check_id: str) -> DraftCheck:
        """Return one AI draft; raise ``NotFound``."""
        return by_id(self.draft_checks, check_id, "draft")

    @cached_property
    def labs(self) -> tuple[Lab, ...]:
        """All labs and practicals, in order of id, with the values of seed 1."""
        return tuple(sorted((loaded.value for loaded in LAB.load_all(self.root)), key=lambda one: one.id))

    def lab(self, lab_id: str) -> Lab:
        """Return one lab; raise ``NotFound``."""
        return by_id(self.labs, lab_id, "lab")

    @cached_property
    def writings(self) -> tuple[Writing, ...]:
        """All writing exercises: by kind, then in order of id."""
        return tuple(loaded.value for kind in WRITING for loaded in kind.load_all(self.root))

    def writing(self, exercise_id: str) -> Writing:
        """Return one writing exercise; raise ``NotFound``."""
        return by_id(self.writings, exercise_id, "writing exercise")

    @cached_property
    def programme(self) -> Programme:
        """The onboarding: what proofs weigh, what levels and gates need, what weeks are for."""
        return only(PROGRAMME.load_all(self.root), "career_paths/onboarding.yaml").value

    @cached_property
    def career_paths(self) -> tuple[CareerPath, ...]:
        """Roles and their competencies."""
        return tuple(loaded.value for loaded in CAREER.load_all(self.root))

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """The readings of the programme, as listed."""
        return only(READINGS.load_all(self.root), "career_paths/readings.yaml").value.root

    def book(self, book_id: str) -> Book:
        """Return one reading; raise ``NotFound``."""
        return by_id(self.books, book_id, "reading")

    @cached_property
    def next_roles(self) -> tuple[NextRole, ...]:
        """Roles that come after the first line."""
        return only(ROLES.load_all(self.root), "career_paths/roles.yaml").value.root

    @cached_property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        """The tiles of the board: what each asks, and what it may be compared with."""
        return only(BENCHMARKS.load_all(self.root), "rubrics/benchmarks.yaml").value.root

    @cached_property
    def playlists(self) -> tuple[Playlist, ...]:
        """Exercises that are assigned together, as authors wrote them."""
        return only(PLAYLISTS.load_all(self.root), "career_paths/playlists.yaml").value.root

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """Templates of the assessment of candidates, in order of id."""
        return tuple(sorted((one.value for one in ASSESSMENT.load_all(self.root)), key=lambda one: one.id))

    def assessment(self, name: str) -> Assessment:
        """Return one template; raise ``NotFound``."""
        return by_id(self.assessments, name, "assessment")
