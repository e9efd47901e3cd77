"""What a run writes for others than the customer and the next shift: for the knowledge base, for the problem record."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from simulator.domain.event import Escalated, Noted
from simulator.domain.grade import CriterionGrade, Evidence
from simulator.grading.dossier import Dossier
from simulator.grading.mark import at, skipped
from simulator.grading.wording import likeness, sentences

KEEPERS = "KM"
"""The team that keeps the articles."""
ARTICLE = re.compile(r"\bKB-\d{3,}\b")
FLAG = re.compile(
    r"\bstale\b|out ?dated|outdated|out of date|\bold path\b|no longer (?:true|right|valid)|\bwrong\b|устарел|неверн|не соответствует|"
    r"старый путь|перестал\w* быть",
    re.IGNORECASE,
)
DRAFT = re.compile(r"\bdraft\b|черновик", re.IGNORECASE)
ORDERED = re.compile(r"→|->|(?:^|\s)\d[.)]\s")
HEAP = 45
"""Words above which a sentence is a heap of words and says nothing."""
ROW, BOUND = 12, 0.1
"""A row of more than so many words without a sign, in which fewer than this share bind others, is a heap too."""
BINDING = frozenset(
    "the a an of to in is are was were and or for on by with from it its he she they we our his her that this as at be been "
    "has have so и в на с по из к от до для за что это мы он она они его её их у о об как же был была были а но".split()
)
SAID = 0.5
"""Share of a wording's words from which a sentence says it."""
TITLE = re.compile(r"(?:\btitle|заголовок)\s*[:«“\"]+\s*(?P<said>[^»”\"\n.]{8,120})", re.IGNORECASE)


@dataclass(frozen=True)
class Given:
    """What was written, place by place."""

    d: Dossier
    texts: tuple[tuple[int, str], ...]
    asked: bool

    @property
    def first(self) -> int:
        """The event where it stands."""
        return self.texts[0][0]

    @property
    def is_draft(self) -> bool:
        """Tell whether a text to publish is in it, and not only a flag."""
        return self.found(DRAFT) is not None and (
            self.found(TITLE) is not None or self.found(ORDERED) is not None
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of what the case is about: not of the customer."""
        card = self.d.scenario
        return tuple(
            one.id for one in card.resources if one.id not in (card.contact.account, card.contact.contract)
        )

    def around(self, proof: Evidence) -> str:
        """Return the text in which ``proof`` stands."""
        return next((text for n, text in self.texts if n == proof.event and (proof.quote or "") in text), "")

    def parts(self) -> Iterator[tuple[int, str]]:
        """Yield its sentences that say something, each with its event."""
        for n, text in self.texts:
            yield from ((n, part) for part in sentences(text) if not is_heap(part))

    def found(self, pattern: re.Pattern[str]) -> Evidence | None:
        """Return the words that match ``pattern``, or None."""
        for n, text in self.texts:
            match = pattern.search(text)
            if match and not is_heap(match.group()):
                return at(n, match.group().strip(" .;\n"))
        return None

    def says(
        self, phrases: Sequence[str], least: float = SAID, among: re.Pattern[str] | None = None
    ) -> Evidence | None:
        """Return the sentence (of those with ``among``) that says most of one of ``phrases``, or None."""
        parts = [(n, part) for n, part in self.parts() if among is None or among.search(part)]
        best = max(((likeness(part, phrases), -n, part) for n, part in parts), default=(0.0, 0, ""))
        return at(-best[1], best[2]) if best[0] >= least else None


def is_heap(part: str) -> bool:
    """Tell whether ``part`` is words in a row instead of a sentence: endless, or without anything that binds them."""
    words = part.lower().split()
    if len(words) > HEAP:
        return True
    plain = not any(sign in part for sign in ",:;()→–—") and not any(sign.isdigit() for sign in part)
    return len(words) > ROW and plain and sum(word in BINDING for word in words) < BOUND * len(words)


def contribution(d: Dossier, team: str, own: Callable[[str], bool]) -> Given | None:
    """Return what a run gives to ``team``: packs handed to it, and notes that ``own`` knows as written for it.

    None when the ticket does not ask for it and nothing was given.
    """
    escalation = d.scenario.escalation
    asked = escalation is not None and escalation.team == team
    packs = [
        (event.n, text)
        for event in d.events
        if isinstance(event, Escalated) and event.team == team
        for text in (event.request, *event.pack.values())
        if text.strip()
    ]
    notes = [(event.n, event.text) for event in d.events if isinstance(event, Noted) and own(event.text)]
    texts = packs or notes
    return Given(d, tuple(texts), asked) if texts or asked else None


def settled(given: Given, grades: Sequence[CriterionGrade], clean: str) -> tuple[CriterionGrade, ...]:
    """Return ``grades`` without faults nobody asked to avoid, and without praise for clean empty hands.

    ``clean`` is the criterion that holds by itself wherever nothing is written.
    """
    empty = not any(one.level for one in grades if one.id != clean)
    return tuple(
        skipped(one.id, "nothing-written")
        if one.id == clean and empty and one.level
        else skipped(one.id, "card-does-not-need-it")
        if one.level == 0 and not given.asked
        else one
        for one in grades
    )
