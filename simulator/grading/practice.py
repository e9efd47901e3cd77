"""Where to practise: a card that trains the criterion, not the one just played, or the article for this case."""

from collections.abc import Collection

from simulator.domain.event import ArticleOpened
from simulator.domain.grade import Link
from simulator.domain.rubric import Criterion
from simulator.domain.text import Text
from simulator.grading.dossier import Dossier

SOLID = 2.0
"""Level from which somebody is sent to the harder card."""
CARDS: dict[str, tuple[str, str, str]] = {
    "T1": ("SC-01", "SC-05", "SC-39"),
    "T2": ("SC-13", "SC-07", "SC-15"),
    "T3": ("SC-08", "SC-14", "SC-21"),
    "T4": ("SC-01", "SC-07", "SC-18"),
    "T5": ("SC-11", "SC-26", "SC-39"),
    "T6": ("SC-55", "SC-07", "SC-15"),
    "T7": ("SC-02", "SC-13", "SC-39"),
    "T8": ("SC-55", "SC-07", "SC-21"),
    "T9": ("SC-23", "SC-34", "SC-21"),
    "T10": ("SC-10", "SC-07", "SC-34"),
    "D": ("SC-02", "SC-03", "SC-09"),
    "D1": ("SC-53", "SC-04", "SC-06"),
    "D6": ("SC-07", "SC-09", "SC-12"),
    "O": ("SC-01", "SC-07", "SC-34"),
    "E": ("SC-26", "SC-12", "SC-34"),
    "C": ("SC-26", "SC-12", "SC-39"),
    "N": ("SC-26", "SC-09", "SC-12"),
    "P": ("SC-11", "SC-26", "SC-39"),
    "CF-01": ("SC-53", "SC-04", "SC-06"),
    "CF-02": ("SC-53", "SC-04", "SC-06"),
    "CF-03": ("SC-53", "SC-04", "SC-06"),
    "CF-04": ("SC-03", "SC-22", "SC-26"),
    "CF-05": ("SC-13", "SC-07", "SC-15"),
    "CF-06": ("SC-11", "SC-26", "SC-39"),
    "CF-07": ("SC-02", "SC-07", "SC-09"),
    "CF-08": ("SC-10", "SC-07", "SC-34"),
    "CF-09": ("SC-12", "SC-26", "SC-39"),
    "CF-10": ("SC-02", "SC-19", "SC-22"),
    "CF-11": ("SC-13", "SC-15", "SC-39"),
    "CF-12": ("SC-53", "SC-17", "SC-04"),
}
"""Criterion, else its rubric → cards that train it, the easiest first."""


def practice(
    d: Dossier, change: str | None, criterion: Criterion | None, level: float, places: Collection[str] | None
) -> Link | None:
    """Return one place to practise ``change``; only ids of ``places`` when they are given."""
    if change is None or (change[0] in "DO" and change != "D1"):
        read = {event.article for event in d.events if isinstance(event, ArticleOpened)}
        fresh = [
            each for each in d.scenario.articles if each not in read and (places is None or each in places)
        ]
        if fresh:
            return Link(
                kind="article",
                id=fresh[0],
                why=Text(
                    en="It walks through this very fault: what to look at, in which order, and why.",
                    ru="Там разобран именно этот случай: что смотреть, в каком порядке и почему.",
                ),
            )
    card = _card(d, change or "D", criterion, level, places)
    return Link(kind="scenario", id=card, why=_why(criterion)) if card else None


def _card(
    d: Dossier, change: str, criterion: Criterion | None, level: float, places: Collection[str] | None
) -> str | None:
    cards: tuple[str, ...] = CARDS.get(change) or CARDS[change[0]]
    own = criterion.link if criterion is not None else None
    known = {card for row in CARDS.values() for card in row} if places is None else places
    ordered = (own, *(cards if level < SOLID else reversed(cards)))
    return next((card for card in ordered if card and card in known and card != d.scenario.id), None)


def _why(criterion: Criterion | None) -> Text:
    if criterion is None:
        return Text(
            en="The same trap waits there, in another case.",
            ru="Там ждёт та же ловушка, только в другом деле.",
        )
    en, ru = criterion.name.en, criterion.name.ru
    return Text(
        en=f"Another customer, the same thing to practise: {en[:1].lower()}{en[1:]}.",
        ru=f"Другой клиент, а отработать можно то же: «{ru}».",
    )
