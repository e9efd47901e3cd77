"""The library of tickets, as its templates see it."""

from dataclasses import dataclass
from typing import Any

from simulator.domain.desk import Briefing
from simulator.web.labels import CATEGORIES, CHANNELS
from simulator.web.pages.form import Posted


@dataclass(frozen=True)
class LibraryPage:
    """Cards that match the filters, and how far the person has come with all of them."""

    cards: tuple[Briefing, ...]
    everything: tuple[Briefing, ...]
    filters: Any
    states = ("new", "going", "done")
    categories = CATEGORIES
    channels = CHANNELS

    @property
    def done(self) -> int:
        """How many cards were finished at least once."""
        return sum(card.best is not None for card in self.everything)

    @property
    def passed(self) -> int:
        """How many cards were solved well enough to pass."""
        return sum(card.best is not None and card.best >= 70 for card in self.everything)

    @property
    def going(self) -> tuple[Briefing, ...]:
        """Cards with a run that is still open."""
        return tuple(card for card in self.everything if card.open_id)

    @property
    def has_filters(self) -> bool:
        """Whether any filter is set."""
        chosen = self.filters
        return any((chosen.category, chosen.difficulty, chosen.channel, chosen.state, chosen.q))


@dataclass(frozen=True)
class BriefingPage:
    """One card before a run: what is known and how to start."""

    card: Briefing
    key: str
    posted: Posted
    language: str
