"""The practice hub: what there is to train with besides tickets, and how far somebody is with it."""

from collections.abc import Callable, Sequence

from simulator.domain.person import Person
from simulator.domain.practice import Section


class Practice:
    """Sums up every kind of exercise."""

    def __init__(self, sections: Sequence[Callable[[Person], Section]]) -> None:
        self._sections = tuple(sections)

    def sections(self, viewer: Person) -> tuple[Section, ...]:
        """Return each kind of exercise with what is due, open, done and best."""
        return tuple(section(viewer) for section in self._sections)
