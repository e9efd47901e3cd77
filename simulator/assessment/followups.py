"""Two questions made from what a candidate just did: one about his checks, one about his words. Drawn by seed."""

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from simulator.domain.assessment import FollowUpKind
from simulator.domain.event import Event, Interrupted, Said, ToolRun
from simulator.domain.modifier import TURNS
from simulator.domain.run import Run

SHOWN = 160
"""Characters of the candidate's own words that a question quotes."""
IDLE = frozenset({"help", "history", "clear"})


@dataclass(frozen=True)
class Asked:
    """One question: what it is made from, and the event it is about (0 for none)."""

    kind: FollowUpKind
    first: str = ""
    second: str = ""
    event: int = 0

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> "Asked":
        """Return a question as it was kept."""
        return cls(raw["kind"], raw["first"], raw["second"], raw["event"])

    def plain(self) -> dict[str, Any]:
        """Return the question as it is kept."""
        return asdict(self)


def asked(run: Run, seed: int) -> tuple[Asked, Asked]:
    """Return the two questions of a run. The same run and seed give the same ones."""
    rng = random.Random(f"follow-up:{seed}")  # noqa: S311 — variety, not secrecy
    return rng.choice(_of_checks(run.events)), rng.choice(_of_words(run.events))


def _of_checks(events: tuple[Event, ...]) -> list[Asked]:
    ran = [one for one in events if isinstance(one, ToolRun) and one.family not in IDLE]
    if not ran:
        return [Asked("unseen")]
    found = [Asked("other", ran[0].command, event=ran[0].n)]
    later = next((one for one in ran if one.command != ran[0].command), None)
    if later is not None:
        found.append(Asked("order", ran[0].command, later.command, later.n))
    seen: set[str] = set()
    for one in ran:
        if one.command in seen:
            found.append(Asked("twice", one.command, event=one.n))
            break
        seen.add(one.command)
    return found


def _of_words(events: tuple[Event, ...]) -> list[Asked]:
    said = [one for one in events if isinstance(one, Said)]
    if not said:
        return [Asked("silent")]
    turn = next((one for one in events if isinstance(one, Interrupted) and one.by in TURNS), None)
    answer = next((one for one in said if turn is not None and one.n > turn.n), None)
    if turn is not None and answer is not None:
        return [Asked("turn", _short(turn.text), _short(answer.text), answer.n)]
    return [Asked("reply", _short(one.text), event=one.n) for one in said]


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1].rsplit(" ", 1)[0] + "…"
