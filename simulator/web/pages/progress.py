"""Somebody's way to work-ready, as its templates see it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulator.domain.book import Book
from simulator.domain.coaching import Assignment, Thanks
from simulator.domain.person import Person
from simulator.domain.progress import Cell, Detail, Progress

WIDTH, HEIGHT, PAD = 420, 150, 28
GROUPS = ("D", "H", "P", "S", "G")


@dataclass(frozen=True)
class ProgressPage:
    """Today, or the matrix, of a person."""

    progress: Progress
    viewer: Person
    log: tuple[tuple[str, object], ...] = ()
    books: tuple[Book, ...] = ()
    """This week's readings without a use note."""
    tasks: tuple[Assignment, ...] = ()
    """What the lead asks for and is not done."""
    thanks: tuple[Thanks, ...] = ()
    talked: bool = False
    asks: bool = False
    """Whether the week's three questions wait."""
    pledges: tuple[tuple[Any, str], ...] = ()
    """What leads have promised and not kept yet, with their names."""
    absences: tuple[Any, ...] = ()
    """Days on which the programme stands still, the newest first."""
    width = WIDTH
    height = HEIGHT
    pad = PAD

    @property
    def is_own(self) -> bool:
        """Whether the viewer looks at himself."""
        return self.viewer.id == self.progress.person_id

    @property
    def groups(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """Cells by group of competencies."""
        cells = self.progress.cells
        return tuple(
            (group, tuple(cell for cell in cells if cell.competency.group == group)) for group in GROUPS
        )

    @cached_property
    def points(self) -> tuple[tuple[float, float, float, int, float, float], ...]:
        """(x, y of readiness, y of the curve, day, readiness, curve) of each point of the chart."""
        length = max(self.progress.length, 1)
        return tuple(
            (
                round(PAD + (WIDTH - 2 * PAD) * min(day, length) / length, 1), self.y_of(index),
                self.y_of(expected), day, index, expected,
            )
            for day, index, expected in self.progress.curve
        )  # fmt: skip

    def y_of(self, value: float) -> float:
        """Return the height of a readiness value in the drawing."""
        return round(HEIGHT - 22 - (HEIGHT - 36) * value / 100, 1)

    @property
    def line(self) -> str:
        """Readiness as the points of a line."""
        return " ".join(f"{x},{y}" for x, y, _e, _d, _i, _x in self.points)

    @property
    def curve(self) -> str:
        """The curve for orientation as the points of a line."""
        return " ".join(f"{x},{e}" for x, _y, e, _d, _i, _x in self.points)


@dataclass(frozen=True)
class CellPage:
    """The evidence behind one cell."""

    detail: Detail
    viewer: Person

    @property
    def is_own(self) -> bool:
        """Whether the viewer looks at himself."""
        return self.viewer.id == self.detail.person_id
