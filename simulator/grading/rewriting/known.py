"""What the trainee could know at a moment of the run: nothing else may stand in a rewritten message."""

import re
from dataclasses import dataclass

from simulator.domain.scenario import Command, Tool
from simulator.grading.dossier import Dossier, own_texts, shown_text
from simulator.grading.wording import likeness

_FIGURE = re.compile(r"[\w.:/@-]*\d[\w.:/@-]*\w|\d")
_TERM = re.compile(
    r"[A-Z]{2,}|[a-z]+[_/-][\w/-]+|\b\w+\.\w+\b|\d+\.\d+|\b(?:port|host|log|snapshot|mount|route)\w*"
)
_LATIN = re.compile(r"[A-Za-z]{2,}|порт|снимк|лог|хост")
_DANGEROUS = re.compile(r"0\.0\.0\.0/0|\b777\b|--force|rm -rf")
ALIKE = 0.5
"""Share of a wrong advice's words from which a wording could be taken for it."""
PLAIN = 1
"""Technical level up to which the plainest wording is taken."""


@dataclass(frozen=True)
class Known:
    """The run before event ``n``."""

    d: Dossier
    n: int
    text: str
    """Everything that stood before the trainee by then, lower-cased."""
    guarded: tuple[str, ...]
    """Words of facts that were still locked."""

    @classmethod
    def before(cls, d: Dossier, n: int) -> "Known":
        """Gather what was shown, written and unlocked before event ``n``."""
        card = d.scenario
        shown = [shown_text(event) for event in d.events[: n - 1]]
        shown += [text for event in d.events[: n - 1] for text in own_texts(event)]
        shown += [
            card.subject.within(d.case.lang),
            card.contact.account,
            card.contact.contract,
            *card.known_ids,
        ]
        text = "\n".join(shown).lower()
        locked = (fact for fact in card.facts if d.unlocked.get(fact.id, n) >= n and fact.guards)
        words = (word.lower() for fact in locked if fact.guards for word in fact.guards.within(d.case.lang))
        return cls(d, n, text, tuple(word for word in words if word not in text))

    def may_tell(self, finding: str) -> bool:
        """Tell whether a wording of a finding is safe to send: seen, not like wrong advice, nothing dangerous in it."""
        wrong = (p for pit in self.d.scenario.pitfalls for p in pit.says.within(self.d.case.lang))
        return self.allows(finding) and not _DANGEROUS.search(finding) and likeness(finding, wrong) < ALIKE

    def keeps_secret(self, text: str) -> bool:
        """Tell whether ``text`` gives away no fact that was still locked."""
        low = text.lower()
        return not any(word in low for word in self.guarded)

    def allows(self, text: str) -> bool:
        """Tell whether every figure and id of ``text`` had been seen, and nothing locked is given away."""
        figures = (figure.lower().rstrip(".:") for figure in _FIGURE.findall(text))
        return self.keeps_secret(text) and all(figure in self.text for figure in figures)

    def findings(self) -> tuple[Tool | Command, ...]:
        """Return sources seen by then, the key ones first, then in the order they were seen."""
        seen = [s for s in self.d.sources if self.d.seen.get(s.id, self.n) < self.n and s.finding]
        return tuple(sorted(seen, key=lambda s: (not s.key, self.d.seen[s.id])))

    def all_key(self) -> bool:
        """Tell whether all key evidence of the card had been seen."""
        return bool(self.d.key) and all(self.d.is_seen(each, self.n) for each in self.d.key)

    def open_for_account(self) -> bool:
        """Tell whether this person may hear anything about the account."""
        card = self.d.scenario
        return card.contact.authorised and card.identity.passes


def plainest(phrases: tuple[str, ...], tech: int, language: str) -> tuple[str, ...]:
    """Return ``phrases`` with the wording first that suits the reader: an expert gets the author's first one."""
    if tech > PLAIN:
        return phrases

    def terms(phrase: str) -> int:
        own = _LATIN if language == "ru" else _TERM
        return len(own.findall(phrase))

    return tuple(sorted(phrases, key=terms))


def sentence(phrase: str) -> str:
    """Return ``phrase`` with a capital and a full stop."""
    text = phrase.strip()
    if not any(sign.isdigit() for sign in text.split(maxsplit=1)[0]):
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "…", ":", "`")) else f"{text}."
