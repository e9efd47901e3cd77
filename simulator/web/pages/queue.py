"""The queue of the review desk: what it is narrowed to, and links that keep it so."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask import url_for

from simulator.domain.review import QueueFilter
from simulator.domain.text import LANGUAGES
from simulator.web.pages.review import REASONS

LONGEST = 40


@dataclass(frozen=True)
class QueueLinks:
    """Addresses of the same queue, a little different."""

    wanted: QueueFilter
    after: str

    def of_reason(self, reason: str) -> str:
        """Return the queue narrowed to another reason."""
        return self._with(reason=reason, after="")

    @property
    def next_page(self) -> str:
        """Return the earlier runs of the same queue; nothing when there are none."""
        return self._with(after=self.after) if self.after else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything besides the reason was chosen."""
        chosen = asdict(self.wanted)
        return any(value for name, value in chosen.items() if name not in ("reason", "after"))

    def _with(self, **changed: str) -> str:
        values = {**asdict(self.wanted), **changed}
        said: dict[str, Any] = {name: str(value) for name, value in values.items() if value}
        return url_for("reviews.queue", **said)


def filter_of(args: Mapping[str, str]) -> QueueFilter:
    """Return what an address asks for; what cannot be meant is left out."""
    reason, lang = args.get("reason", ""), args.get("lang", "")
    return QueueFilter(
        reason=reason if reason in (*REASONS, "all") else "",
        person=args.get("person", "")[:LONGEST],
        cohort=args.get("cohort", "")[:LONGEST],
        scenario=args.get("scenario", "")[:LONGEST],
        lang=lang if lang in LANGUAGES else "",
        since=_day(args.get("since", "")),
        until=_day(args.get("until", "")),
        after=args.get("after", "")[:LONGEST],
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None
