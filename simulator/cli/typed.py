"""A line typed in the terminal game as an action."""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.cli.wording import word
from simulator.domain.action import ACTION, Action
from simulator.domain.scenario import PACK_FIELDS
from simulator.domain.text import Language


class Unclear(ValueError):
    """The line is not an action; the message says why, in the player's language."""


@dataclass(frozen=True)
class Typed:
    """A line, the language of the game, and a way to ask for more."""

    line: str
    lang: Language
    ask: Callable[[str], str]


def action_of(typed: Typed) -> Action:
    """Return the action a line means; raise ``Unclear``."""
    if not typed.line.startswith("/"):
        return ACTION.validate_python({"do": "say", "text": typed.line})
    name, _, rest = typed.line[1:].partition(" ")
    build = _BUILDERS.get(name)
    if build is None:
        raise Unclear(word("unknown", typed.lang, f"/{name}"))
    return ACTION.validate_python(build(typed, rest.strip()))


def _one(do: str, field: str) -> Callable[[Typed, str], dict[str, object]]:
    def build(typed: Typed, rest: str) -> dict[str, object]:
        if not rest:
            raise Unclear(word("usage", typed.lang, f"/{do}"))
        return {"do": do, field: rest}

    return build


def _classify(typed: Typed, rest: str) -> dict[str, object]:
    parts = rest.split()
    if len(parts) != 3:
        raise Unclear(word("usage", typed.lang, "/classify"))
    return {"do": "classify", "category": parts[0], "impact": parts[1].upper(), "urgency": parts[2].upper()}


def _escalate(typed: Typed, rest: str) -> dict[str, object]:
    if not rest:
        raise Unclear(word("usage", typed.lang, "/escalate"))
    team = rest.split(maxsplit=1)[0]
    request = typed.ask(word("request", typed.lang, team))
    fields = (*PACK_FIELDS, "items")
    filled = {fields[0]: typed.ask(f"{word('pack', typed.lang)}\n  {fields[0]}:")}
    filled |= {name: typed.ask(f"  {name}:") for name in fields[1:]}
    pack = {name: text for name, text in filled.items() if text}
    return {"do": "escalate", "team": team, "request": request, "pack": pack}


def _resolve(typed: Typed, rest: str) -> dict[str, object]:
    cause = rest or typed.ask(word("cause", typed.lang))
    return {"do": "resolve", "cause": cause, "text": typed.ask(word("last", typed.lang))}


def _wait(typed: Typed, rest: str) -> dict[str, object]:
    if not rest.isdigit():
        raise Unclear(word("usage", typed.lang, "/wait"))
    return {"do": "wait", "minutes": int(rest)}


_BUILDERS: dict[str, Callable[[Typed, str], dict[str, object]]] = {
    "run": _one("run", "tool"),
    "kb": _one("kb", "query"),
    "open": _one("open", "article"),
    "note": _one("note", "text"),
    "major": _one("major", "reason"),
    "classify": _classify,
    "escalate": _escalate,
    "resolve": _resolve,
    "wait": _wait,
    "close": lambda _typed, rest: {"do": "close", "text": rest},
    "hint": lambda _typed, _rest: {"do": "hint"},
}
