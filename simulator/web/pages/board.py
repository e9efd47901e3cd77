"""A cohort's board, a page of people at a time."""

from dataclasses import dataclass
from functools import cached_property

from simulator.domain.progress import Board, BoardLine

PAGE = 25


@dataclass(frozen=True)
class BoardPage:
    """The people furthest behind first, those after ``after``."""

    board: Board
    after: str = ""

    @cached_property
    def ordered(self) -> list[BoardLine]:
        """Everybody, the furthest behind the curve first."""
        return sorted(self.board.lines, key=lambda line: (line.pace, line.person, line.person_id))

    @cached_property
    def start(self) -> int:
        """How many stand before this page."""
        ids = [line.person_id for line in self.ordered]
        return ids.index(self.after) + 1 if self.after in ids else 0

    @property
    def lines(self) -> list[BoardLine]:
        """The people of this page."""
        return self.ordered[self.start : self.start + PAGE]

    @property
    def next(self) -> str | None:
        """Where the next page begins, or None at the end."""
        rest = len(self.ordered) > self.start + PAGE
        return self.lines[-1].person_id if rest else None
