"""The words of the first remarks: what happened in this run and why it matters, as a lead would say it."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Literal

from simulator.domain.event import ToolRun
from simulator.domain.text import Language, Text
from simulator.grading.diagnosis import PATTERN, family
from simulator.grading.dossier import Dossier

Kind = Literal["strength", "change"]
NAMED = 3
"""How many checks a remark names."""


@cache
def _lines() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("simulator.grading") / "remarks.toml").read_text(encoding="utf-8"))


def has_words(kind: Kind, criterion: str) -> bool:
    """Tell whether there is something to say about ``criterion``."""
    return criterion in _lines()[kind]


def remark(d: Dossier, kind: Kind, criterion: str, event: int, quote: str) -> Text | None:
    """Return the remark with what this run did filled in; None when the run lacks what it speaks of."""
    words = _lines()[kind].get(criterion)
    if words is None:
        return None
    en, ru = _filled(d, words["en"], "en", event, quote), _filled(d, words["ru"], "ru", event, quote)
    return Text(en=en, ru=ru) if en and ru else None


def _filled(d: Dossier, words: str, language: Language, event: int, quote: str) -> str:
    slots: dict[str, Callable[[], str]] = {
        "loss": lambda: d.scenario.stake.within(language).split(";")[0],
        "time": lambda: d.events[event - 1].at.strftime("%H:%M"),
        "cause": lambda: d.events[d.causes[0].event - 1].at.strftime("%H:%M") if d.causes else "",
        "check": lambda: _check_behind(d, event, quote),
        "checks": lambda: _checks_before(
            d, pattern="status" if "wider" in words or "общего" in words else ""
        ),
    }
    for name, value in slots.items():
        if f"{{{name}}}" in words:
            filled = value()
            if not filled:
                return ""
            words = words.replace(f"{{{name}}}", filled)
    return words


def _check_behind(d: Dossier, event: int, quote: str) -> str:
    """Return the command whose output the quoted words read."""
    by_id = {source.id: source.cmd for source in d.sources}
    told = [f for f in d.findings if f.event == event and (f.quote in quote or quote in f.quote)]
    return next((by_id[f.target] for f in told if f.target in by_id and d.is_seen(f.target, event)), "")


def _checks_before(d: Dossier, pattern: str) -> str:
    """Return the commands typed before the first cause: the ones of the card, or those that show a wider fault."""
    runs = [
        run for run in d.tools if run.n < d.decision and (_is_wide(run) if pattern else run.tool in d.key)
    ]
    names = list(dict.fromkeys(run.command for run in runs))
    return ", ".join(f"`{name}`" for name in names[:NAMED])


def _is_wide(run: ToolRun) -> bool:
    return family(run) in PATTERN
