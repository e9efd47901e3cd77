r"""Regular expressions for grep and sed: an automaton that reads each character once, so no pattern is slow.

Basic and extended syntax: literals, ``.``, ``[…]``, ``\\d \\w \\s \\b``, ``* + ? {m,n}``, ``|``, groups, ``^`` and ``$``.
"""

from dataclasses import dataclass, field

from simulator.labs.brackets import Accepts, Bracket
from simulator.labs.patternsyntax import Edge, Nfa, compiled

_SPECIAL = frozenset("\\.[]*^$+?{}()|")
CACHE = 4000
"""Steps that are remembered; beyond it they are worked out anew."""

Context = tuple[bool, bool, bool, bool]
"""(at the start, at the end, a word letter before, a word letter after)"""


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@dataclass
class Pattern:
    """A compiled pattern."""

    nfa: Nfa
    ignore_case: bool = False
    literal: str | None = None
    """The text itself, where the pattern is nothing but a text."""
    needed: str = ""
    """A text without which the pattern stands nowhere: most lines need no second look."""
    _closures: dict[tuple[frozenset[int], Context], frozenset[int]] = field(default_factory=dict)
    _steps: dict[tuple[frozenset[int], str], frozenset[int]] = field(default_factory=dict)

    def found_in(self, line: str) -> bool:
        """Tell whether the pattern stands somewhere in a line."""
        text = line.lower() if self.ignore_case else line
        if self.literal is not None:
            return self.literal in text
        if self.needed not in text:
            return False
        states: frozenset[int] = frozenset()
        for at in range(len(text) + 1):
            states = self._closure(states | {self.nfa.start}, self._context(text, at))
            if self.nfa.end in states:
                return True
            if at < len(text):
                states = self._step(states, text[at])
        return False

    def spans(self, line: str) -> list[tuple[int, int]]:
        """Return (start, end) of each match, the leftmost and longest first, none overlapping."""
        text = line.lower() if self.ignore_case else line
        found: list[tuple[int, int]] = []
        at = 0
        while at <= len(text) and len(found) < 500:
            end = self._longest(text, at)
            if end is None or end == at:
                at += 1
                continue
            found.append((at, end))
            at = end
        return found

    def _longest(self, text: str, start: int) -> int | None:
        states = frozenset({self.nfa.start})
        longest = None
        for at in range(start, len(text) + 1):
            states = self._closure(states, self._context(text, at))
            if self.nfa.end in states:
                longest = at
            if at == len(text):
                break
            states = self._step(states, text[at])
            if not states:
                break
        return longest

    @staticmethod
    def _context(text: str, at: int) -> Context:
        before = at > 0 and _is_word(text[at - 1])
        after = at < len(text) and _is_word(text[at])
        return (at == 0, at == len(text), before, after)

    def _closure(self, states: frozenset[int], context: Context) -> frozenset[int]:
        known = self._closures.get((states, context))
        if known is not None:
            return known
        found, queue = set(states), list(states)
        while queue:
            for edge, target in self.nfa.free.get(queue.pop(), ()):
                if target not in found and _passes(edge, context):
                    found.add(target)
                    queue.append(target)
        made = frozenset(found)
        if len(self._closures) < CACHE:
            self._closures[states, context] = made
        return made

    def _step(self, states: frozenset[int], char: str) -> frozenset[int]:
        known = self._steps.get((states, char))
        if known is not None:
            return known
        made = frozenset(
            target
            for state in states
            for accepts, target in self.nfa.reads.get(state, ())
            if self._accepted(accepts, char)
        )
        if len(self._steps) < CACHE:
            self._steps[states, char] = made
        return made

    def _accepted(self, accepts: Accepts, char: str) -> bool:
        if not self.ignore_case:
            return accepts(char)
        either = accepts(char), accepts(char.upper())
        # What is excluded is excluded in both cases.
        return all(either) if isinstance(accepts, Bracket) and accepts.negated else any(either)


def _passes(edge: Edge, context: Context) -> bool:
    start, end, before, after = context
    return {
        "": True, "^": start, "$": end, "b": before != after, "<": after and not before, ">": before and not after,
    }[edge]  # fmt: skip


def pattern(
    text: str, *, extended: bool, fixed: bool = False, ignore_case: bool = False, word: bool = False
) -> Pattern:
    """Return a pattern.

    Raises:
        Trouble: it cannot be read, or is longer than a lab bears.
    """
    source = text.lower() if ignore_case and fixed else text
    plain = not word and (fixed or not _SPECIAL & set(text))
    literal = (text.lower() if ignore_case else text) if plain else None
    return Pattern(
        compiled(source, extended=extended, fixed=fixed, word=word),
        ignore_case,
        literal,
        _needed(text.lower() if ignore_case else text),
    )


def _needed(text: str) -> str:
    """Return the longest text that stands in whatever the pattern finds; empty where that is not plain to see."""
    if set(text) & set("|(){}\\") or "[:" in text:
        return ""
    runs, at = [""], 0
    while at < len(text):
        char = text[at]
        if char == "[":
            at = text.find("]", at + 2)
            if at < 0:
                return ""
            runs.append("")
        elif char in "*+?":
            runs[-1] = runs[-1][:-1]
            runs.append("")
        elif char in ".^$":
            runs.append("")
        else:
            runs[-1] += char
        at += 1
    return max(runs, key=len)
