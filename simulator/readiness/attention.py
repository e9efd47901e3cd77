"""What a lead looks at first: everything that waits for him, by how bad it is and how long it has waited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from simulator.domain.text import Text

NeedKind = Literal[
    "dispute", "red", "gate-late", "gate-ready", "behind", "amber", "ungraded", "unsure", "written", "promise",
    "task-late", "stuck", "quiet", "overload", "apart", "answered", "opinion",
]  # fmt: skip
WEEK = 7.0


@dataclass(frozen=True)
class Need:
    """One thing that waits for a lead."""

    kind: NeedKind
    person: str
    about: str | Text
    """A ticket's subject, a gate, an exercise."""
    ref: Mapping[str, str] = field(default_factory=dict)
    """What its page is found by."""
    days: float = 0.0
    """Since when it has waited."""
    weight: float = 0.0
    """Its place in the list: severity × (1 + weeks waited)."""

    @property
    def key(self) -> str:
        """What it is put off by: the same thing has the same key tomorrow."""
        about = self.about if isinstance(self.about, str) else self.about.en
        # Figures move from day to day.
        named = "" if self.kind in ("behind", "quiet", "overload") else about
        return f"{self.kind}:{'-'.join(self.ref.values())}:{named}"[:120]


def ranked(needs: Iterable[Need], severity: Mapping[str, float]) -> tuple[Need, ...]:
    """Return the needs, the most pressing first. Equal ones stand in order of name; the same needs give one order."""
    weighed = [
        Need(
            one.kind,
            one.person,
            one.about,
            one.ref,
            one.days,
            severity.get(one.kind, 1.0) * (1 + max(0.0, one.days) / WEEK),
        )
        for one in needs
    ]
    return tuple(
        sorted(weighed, key=lambda one: (-one.weight, one.kind, one.person, sorted(one.ref.items())))
    )
