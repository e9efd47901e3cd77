"""One case on stage: action by action, without a database."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from simulator.content.library import Library
from simulator.domain.action import Action
from simulator.domain.case import Case
from simulator.domain.event import Event
from simulator.domain.grade import Grade
from simulator.domain.run import Run
from simulator.engine import play
from simulator.engine.customers.base import CustomerAgent
from simulator.engine.customers.scripted import ScriptedCustomer
from simulator.engine.modifiers import stale_first
from simulator.engine.playthrough import Reader, step
from simulator.engine.settle import settle
from simulator.grading.grade import grade
from simulator.knowledge import Index
from simulator.rehearsal.reading import OfflineReader


@dataclass(frozen=True)
class Stage:
    """A case, its first moment, and who plays along."""

    library: Library
    case: Case
    run: Run
    reader: Reader
    agent: CustomerAgent
    search: Callable[[str], tuple[str, ...]]

    @classmethod
    def of(cls, library: Library, case: Case) -> "Stage":
        """Set up the offline cast."""
        run = Run.of(play.begin(case))
        return cls(library, case, run, _reader(), ScriptedCustomer(), searcher(library, case))

    def after(self, run: Run, action: Action) -> Run:
        """Return the run after one action and what follows from it."""
        return step(self.case, run, action, self.reader, self.agent, self.search)

    def ended(self, run: Run) -> tuple[Event, ...]:
        """Return all events, with what falls due at the end."""
        return run.after(*settle(self.case, run, final=True).events).events

    def grade(self, run: Run) -> Grade:
        """Return the grade of the run as it stands."""
        return grade(self.case, self.ended(run), self.library.rubrics)


@lru_cache(maxsize=1)
def _reader() -> OfflineReader:
    """Return the one reader of this process: it remembers what it compiled for a card."""
    return OfflineReader()


def searcher(library: Library, case: Case) -> Callable[[str], tuple[str, ...]]:
    """Return the knowledge search of a run; the index is made at the first query, once for a library."""

    def search(query: str) -> tuple[str, ...]:
        index = _INDEXES.get(library)
        if index is None:
            index = _INDEXES[library] = Index.of(library.articles)
        found = tuple(found.article_id for found in index.search(query, case.lang))
        return stale_first(case.scenario, library.articles, found)

    return search


_INDEXES: WeakKeyDictionary[Library, Index] = WeakKeyDictionary()
