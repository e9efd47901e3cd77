"""The library as people of this installation see it: the shipped cards, and those published in the product."""

from collections.abc import Callable, Mapping
from typing import Any

from simulator.content.digest import digest_of
from simulator.content.library import Library
from simulator.content.loader import from_text
from simulator.domain.scenario import Scenario

Texts = Callable[[], Mapping[str, tuple[str, str]]]
"""Id of a card → digest and text, of every card that is published now. Asked at each use: another process may publish."""

_OWN = frozenset(
    {
        "scenarios",
        "scenario",
        "twins_of",
        "digest",
        "case",
        "case_of",
        "_harder",
        "_read",
        "_base",
        "_texts",
        "_cards",
        "_digests",
    }
)


class PublishedLibrary(Library):
    """A library with cards on top of another's. A card of the same id stands in the place of the shipped one."""

    def __init__(self, base: Library, texts: Texts) -> None:
        self._base = base
        self._texts = texts
        self._cards: dict[str, Scenario] = {}
        self._digests: dict[str, str] = {}

    def __getattribute__(self, name: str) -> Any:
        # All other shelves are the base's, with what it has read already.
        if name in _OWN or name.startswith("__"):
            return object.__getattribute__(self, name)
        return getattr(object.__getattribute__(self, "_base"), name)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """All cards, in order of id. Not cached: the list changes while the product runs."""
        own = {name: self._read(name, *found) for name, found in self._texts().items()}
        shipped = (card for card in self._base.scenarios if card.id not in own)
        return tuple(sorted((*shipped, *own.values()), key=lambda card: card.id))

    def scenario(self, scenario_id: str) -> Scenario:
        """Return one card; raise ``NotFound``."""
        found = self._texts().get(scenario_id)
        if found is None:
            return self._base.scenario(scenario_id)
        return self._read(scenario_id, *found)

    def twins_of(self, scenario_id: str) -> tuple[Scenario, ...]:
        """Return the published twins of a card. A card that stands in a shipped one's place has none."""
        return () if scenario_id in self._texts() else self._base.twins_of(scenario_id)

    def digest(self, scenario_id: str) -> str:
        """Return the fingerprint of everything that decides a run of this card and its grade."""
        found = self._texts().get(scenario_id)
        if found is None:
            return self._base.digest(scenario_id)
        if found[0] not in self._digests:
            self._digests[found[0]] = digest_of(self._base.deciding(self._read(scenario_id, *found)))
        return self._digests[found[0]]

    def _read(self, scenario_id: str, digest: str, text: str) -> Scenario:
        if digest not in self._cards:
            self._cards[digest] = from_text(text, Scenario, f"{scenario_id}.yaml").value
        return self._cards[digest]
