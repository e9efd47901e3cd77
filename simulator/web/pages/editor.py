"""The editor of a card."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext

from simulator.domain.manuscript import Fields, Manuscript
from simulator.domain.text import Language

_l = lazy_gettext

FIELDS = tuple(Fields.model_fields)
PAIRS = {
    "title": _l("Title (for leads, may name the cause)"),
    "subject": _l("Subject"),
    "opening": _l("First message"),
    "stake": _l("What the customer loses"),
    "cause": _l("Cause"),
}


@dataclass(frozen=True)
class EditorPage:
    """What the editor shows."""

    card: Manuscript
    key: str
    problem: str
    language: Language

    def pairs(self) -> Iterator[tuple[str, object, str, str]]:
        """Yield name, label and value of each text that stands in two languages."""
        for name, label in PAIRS.items():
            for lang in ("en", "ru"):
                yield f"{name}_{lang}", label, lang, getattr(self.card.fields, f"{name}_{lang}")

    @property
    def may_publish(self) -> bool:
        """Whether the newest text is whole, tried and not what trainees are given already."""
        card = self.card
        return not card.problems and card.tried and card.published_version != card.version
