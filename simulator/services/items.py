"""What leads see of the items of quizzes: figures over everybody, never over somebody."""

import json
from dataclasses import dataclass

from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import exercises as find
from simulator.domain.person import Person
from simulator.domain.quiz import Item, Quiz
from simulator.exercises.itemstatistics import (
    MIN_FOR_DIFFICULTY,
    MIN_FOR_DISCRIMINATION,
    ItemStatistics,
    Sitting,
    statistics,
)
from simulator.services.access import must_lead


@dataclass(frozen=True)
class ItemLine:
    """One item with its figures."""

    quiz: Quiz
    item: Item
    figures: ItemStatistics


class Items:
    """Statistics of quiz items."""

    def __init__(self, database: Database, content: Library) -> None:
        self._database = database
        self._content = content

    @property
    def minima(self) -> dict[str, int]:
        """How many people a figure needs to be shown."""
        return {"min_difficulty": MIN_FOR_DIFFICULTY, "min_discrimination": MIN_FOR_DISCRIMINATION}

    def all(self, viewer: Person) -> tuple[ItemLine, ...]:
        """Return every item that was ever answered, those that need a look first. For leads.

        Figures are over all attempts of the installation and name nobody; small numbers are not shown.
        """
        must_lead(viewer)
        with self._database.reading() as session:
            rows = find.ended(session, "quiz")
        by_quiz: dict[str, list[Sitting]] = {}
        for quiz_id, person_id, body in rows:
            shares = json.loads(body).get("shares", {})
            by_quiz.setdefault(quiz_id, []).append(Sitting(person_id, shares, {}))
        lines = [
            ItemLine(quiz, item, figures)
            for quiz in self._content.quizzes
            for item, figures in zip(
                quiz.items,
                statistics([item.id for item in quiz.items], by_quiz.get(quiz.id, [])),
                strict=True,
            )
            if figures.n
        ]
        return tuple(
            sorted((_shown(line) for line in lines), key=lambda one: (not one.figures.flags, one.item.id))
        )


def _shown(line: ItemLine) -> ItemLine:
    """Leave out the flag of exposure where everything is shown anyway: critical items, quizzes drawn whole."""
    figures = line.figures
    if not (line.item.critical or line.quiz.draw >= 0.9 * len(line.quiz.items)):
        return line
    kept = tuple(flag for flag in figures.flags if flag != "overexposed")
    return ItemLine(line.quiz, line.item, ItemStatistics(**{**vars(figures), "flags": kept}))
