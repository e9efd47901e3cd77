"""Which cards a text resembles: what it is probably about, guessed from what customers of the cards write."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.domain.priority import Level
from simulator.domain.scenario import Category, Scenario
from simulator.domain.text import LANGUAGES, Text
from simulator.domain.ticket import Guess, OldTicket
from simulator.domain.triage import Vignette
from simulator.knowledge.terms import is_identifier, terms_of

NEIGHBOURS = 5
_HIGH = (
    "p1",
    "urgent",
    "critical",
    "highest",
    "blocker",
    "срочн",
    "критич",
    "авари",
    "наивысш",
    "very high",
    "5 very",
)
_MIDDLE = ("p2", "p3", "normal", "medium", "moderate", "major", "средн", "обычн", "важн")
_LOW = ("p4", "low", "lowest", "низк", "minor", "trivial", "planned", "планов")


@dataclass(frozen=True)
class _Known:
    """A card or a vignette whose answer is known."""

    id: str
    category: str
    impact: Level
    urgency: Level
    words: Counter[str]


class Likeness:
    """The words of every card and vignette, weighed by how few have them."""

    def __init__(self, cards: Iterable[Scenario], vignettes: Iterable[Vignette] = ()) -> None:
        known = [
            _Known(card.id, card.category, card.priority.impact, card.priority.urgency, _words(_told(card)))
            for card in cards
        ]
        self._cards = {one.id for one in known}
        known += [
            _Known(one.id, one.key.category, one.key.impact, one.key.urgency, _words((one.text,)))
            for one in vignettes
        ]
        self._known = {one.id: one for one in known}
        frequency = Counter(term for one in known for term in one.words)
        self._weights = {term: math.log(1 + len(known) / times) for term, times in frequency.items()}
        self._vectors = {one.id: self._vector(one.words) for one in known}

    def guess(self, ticket: OldTicket) -> Guess:
        """Return category, impact, urgency and the nearest cards. A help desk's own priority outweighs likeness."""
        near = self._near(f"{ticket.subject} {ticket.subject} {ticket.text} {ticket.category}")
        votes: dict[str, float] = {}
        for one, share in near[:NEIGHBOURS]:
            votes[one.category] = votes.get(one.category, 0.0) + share
        best = near[0][0] if near else None
        return Guess(
            category=max(votes, key=lambda name: votes[name]) if votes else Category.CONSULTATION,
            impact=best.impact if best else "L",
            urgency=told_urgency(ticket.priority) or (best.urgency if best else "M"),
            near=tuple(one.id for one, _share in near if one.id in self._cards)[:3],
        )

    def _near(self, text: str) -> list[tuple[_Known, float]]:
        """Return what is known with how near it is, the nearest first; nothing that shares no word."""
        wanted = self._vector(Counter(term for term in terms_of(text) if not is_identifier(term)))
        shares = {
            one: sum(weight * vector.get(term, 0.0) for term, weight in wanted.items())
            for one, vector in self._vectors.items()
        }
        ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(self._known[one], share) for one, share in ranked if share > 0.0]

    def _vector(self, words: Counter[str]) -> dict[str, float]:
        weighed = {
            term: (1 + math.log(n)) * self._weights[term]
            for term, n in words.items()
            if term in self._weights
        }
        length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        return {term: value / length for term, value in weighed.items()}


def _told(card: Scenario) -> tuple[Text, ...]:
    facts = (fact.text for fact in card.facts)
    return (card.title, card.subject, card.subject, card.opening, card.stake, card.cause.text, *facts)


def _words(texts: Iterable[Text]) -> Counter[str]:
    terms = (term for text in texts for lang in LANGUAGES for term in terms_of(text.within(lang)))
    return Counter(term for term in terms if not is_identifier(term))


def told_urgency(priority: str) -> Level | None:
    """Return the urgency a help desk's word for a priority means; None for a word without meaning."""
    plain = priority.casefold()
    named: tuple[tuple[Level, tuple[str, ...]], ...] = (("L", _LOW), ("H", _HIGH), ("M", _MIDDLE))
    return next((level for level, words in named if any(word in plain for word in words)), None)
