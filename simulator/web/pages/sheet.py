"""A sheet of old tickets that waits to be confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.domain.ticket import Role
from simulator.services.tickets import Sheet


@dataclass(frozen=True)
class SheetPage:
    """What the preview shows."""

    sheet: Sheet
    roles: tuple[Role, ...]
    words: str
    problem: str

    def columns(self) -> Iterator[tuple[int, str, str, Role]]:
        """Yield number, heading, first value and meaning of each column."""
        sheet = self.sheet
        for number, (heading, example, role) in enumerate(
            zip(sheet.headings, sheet.examples, sheet.roles, strict=True), 1
        ):
            yield number, heading, example, role

    @property
    def covered(self) -> list[tuple[str, int]]:
        """Kind and number of what was covered, the most frequent first."""
        return sorted(self.sheet.covered.items(), key=lambda pair: (-pair[1], pair[0]))
