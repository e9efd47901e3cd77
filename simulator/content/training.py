"""What people train with besides tickets, as values: quizzes, the onboarding, roles."""

from functools import cached_property
from pathlib import Path

from simulator.content.shelf import CAREER, PROGRAMME, QUIZ, READINGS, ROLES, by_id, only
from simulator.domain.book import Book
from simulator.domain.career import CareerPath, NextRole
from simulator.domain.onboarding import Programme
from simulator.domain.quiz import Quiz


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
