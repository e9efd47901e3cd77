"""The acts of a reply that show in its words, each with its span."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from simulator.domain.reading import Act, ActKind
from simulator.understanding.force import Force
from simulator.understanding.lexicon import table
from simulator.understanding.sentence import Piece, Sentence

_QUOTED = re.compile(r'"[^"\n]{12,}"|^\s*>.*$|`[^`\n]+`|```.*?```', re.MULTILINE | re.DOTALL)
_KEPT_IN_QUOTES = frozenset({"ask-secret", "unsafe", "insecure-fix", "injection"})
_DECISIVE = frozenset({"closing", "injection"})


@dataclass(frozen=True)
class Rule:
    """The signs of one kind of act."""

    kind: ActKind
    signs: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    allowed: frozenset[str]
    forbidden: frozenset[str]
    mark: str


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """Return the rules of one data file."""
    result = []
    for kind, entry in table(name).items():
        force = entry.get("force", [])
        unless = entry.get("unless", [])
        result.append(
            Rule(
                kind=ActKind(kind),
                signs=tuple(re.compile(sign) for sign in entry["any"]),
                unless=re.compile("|".join(f"(?:{sign})" for sign in unless)) if unless else None,
                allowed=frozenset(one for one in force if not one.startswith("!")),
                forbidden=frozenset(one[1:] for one in force if one.startswith("!")),
                mark=entry.get("mark", ""),
            )
        )
    return tuple(result)


def masked(lowered: str) -> str:
    """Return the text with longer quotations blanked: other people's words are not the writer's acts."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), lowered)


def table_acts(text: str, lowered: str, parts: Sequence[Sentence]) -> list[Act]:
    """Return the acts which the tables of signs find."""
    quiet = masked(lowered)
    found: list[Act] = []
    for rule in (*rules("acts.toml"), *rules("risks.toml")):
        if rule.kind is ActKind.NAMES_COLLEAGUE:
            continue
        whole = lowered if rule.kind.value in _KEPT_IN_QUOTES else quiet
        for part in parts:
            found += _acts_in(rule, text, whole, part)
    return found


def _acts_in(rule: Rule, text: str, whole: str, part: Sentence) -> list[Act]:
    stretch = whole[part.start : part.end]
    if (rule.mark == "statement" and part.is_question) or (rule.mark == "question" and not part.is_question):
        return []
    if rule.unless is not None and rule.unless.search(stretch):
        return []
    spans: list[tuple[int, int]] = []
    for sign in rule.signs:
        for match in sign.finditer(stretch):
            start, end = part.start + match.start(), part.start + match.end()
            if any(start < other_end and end > other_start for other_start, other_end in spans):
                continue
            if _fits(rule, force_at(part, start)):
                spans.append((start, end))
    return [act(rule.kind, text, start, end) for start, end in sorted(spans)]


def _fits(rule: Rule, force: Force) -> bool:
    return (not rule.allowed or force.value in rule.allowed) and force.value not in rule.forbidden


def piece_at(part: Sentence, place: int) -> Piece:
    """Return the piece of a sentence at an offset of the text."""
    return next((piece for piece in part.pieces if piece.start <= place < piece.end), part.pieces[-1])


def force_at(part: Sentence, place: int) -> Force:
    """Return the force of the piece at an offset of the text."""
    return piece_at(part, place).force


def act(kind: ActKind, text: str, start: int, end: int, **data: str) -> Act:
    """Make an act of ``text[start:end]`` without spaces around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Act(kind=kind, start=start, end=end, quote=text[start:end], data=data)
