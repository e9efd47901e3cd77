"""Reading a regular expression into an automaton (Thompson's construction)."""

import string
from dataclasses import dataclass, field
from typing import Literal

from simulator.labs.brackets import Accepts, Bracket
from simulator.labs.limits import Trouble

Edge = Literal["", "^", "$", "b", "<", ">"]
LONGEST = 200
STATES = 3000
DEEPEST = 20

CLASSES: dict[str, Accepts] = {
    "d": str.isdigit, "w": lambda c: c.isalnum() or c == "_", "s": str.isspace,
    "D": lambda c: not c.isdigit(), "W": lambda c: not (c.isalnum() or c == "_"), "S": lambda c: not c.isspace(),
}  # fmt: skip
NAMED: dict[str, Accepts] = {
    "alpha": str.isalpha, "digit": str.isdigit, "alnum": str.isalnum, "space": str.isspace, "upper": str.isupper,
    "lower": str.islower, "punct": lambda c: c in string.punctuation, "xdigit": lambda c: c in string.hexdigits,
}  # fmt: skip


@dataclass
class Nfa:
    """An automaton: edges that read a character, and free ones."""

    start: int = 0
    end: int = 0
    reads: dict[int, list[tuple[Accepts, int]]] = field(default_factory=dict)
    free: dict[int, list[tuple[Edge, int]]] = field(default_factory=dict)


def compiled(text: str, *, extended: bool, fixed: bool, word: bool) -> Nfa:
    """Return the automaton of a pattern."""
    if len(text) > LONGEST:
        raise Trouble(f"the pattern is longer than {LONGEST} characters", 2)
    reader = _Reader(text, extended=extended)
    start, end = reader.literal(text) if fixed else reader.alternatives()
    if reader.rest and not fixed:
        raise Trouble("Unmatched ) or \\)", 2)
    if word:
        first, last = reader.state(), reader.state()
        reader.free("<", first, start)
        reader.free(">", end, last)
        start, end = first, last
    reader.nfa.start, reader.nfa.end = start, end
    return reader.nfa


Part = tuple[int, int]


class _Reader:
    def __init__(self, text: str, *, extended: bool) -> None:
        self._text = text
        self._at = 0
        self._extended = extended
        self._states = 0
        self._depth = 0
        self.nfa = Nfa()

    @property
    def rest(self) -> str:
        return self._text[self._at :]

    def state(self) -> int:
        self._states += 1
        if self._states > STATES:
            raise Trouble("Regular expression too big", 2)
        return self._states

    def free(self, edge: Edge, source: int, target: int) -> None:
        self.nfa.free.setdefault(source, []).append((edge, target))

    def literal(self, text: str) -> Part:
        start = here = self.state()
        for char in text:
            there = self.state()
            self.nfa.reads.setdefault(here, []).append((char.__eq__, there))
            here = there
        return start, here

    def _special(self, char: str) -> bool:
        """Tell whether an operator comes next: as it is in extended syntax, after a backslash in basic."""
        mark = char if self._extended else f"\\{char}"
        return self.rest.startswith(mark)

    def _take(self, char: str) -> None:
        self._at += 1 if self._extended else 2

    def alternatives(self) -> Part:
        start, end = self.state(), self.state()
        while True:
            first, last = self._sequence()
            self.free("", start, first)
            self.free("", last, end)
            if not self._special("|"):
                return start, end
            self._take("|")

    def _sequence(self) -> Part:
        start = here = self.state()
        while self.rest and not self._special("|") and not self._special(")"):
            begin = self._at
            first, last = self._atom(is_first=here == start)
            taken = self._text[begin : self._at]
            first, last = self._repeated(first, last, taken, begin)
            self.free("", here, first)
            here = last
        return start, here

    def _atom(self, *, is_first: bool) -> Part:
        if self._special("("):
            self._take("(")
            self._depth += 1
            if self._depth > DEEPEST:
                raise Trouble("Regular expression too big", 2)
            part = self.alternatives()
            self._depth -= 1
            if not self._special(")"):
                raise Trouble("Unmatched ( or \\(", 2)
            self._take(")")
            return part
        char = self.rest[0]
        self._at += 1
        if char == "^" and (is_first or self._extended):
            return self._edge("^")
        if char == "$" and (not self.rest or self._special(")") or self._special("|")):
            return self._edge("$")
        if char == ".":
            return self._reading(bool)
        if char == "[":
            return self._reading(self._bracket())
        if char == "\\":
            return self._escape()
        return self._reading(char.__eq__)

    def _edge(self, edge: Edge) -> Part:
        start, end = self.state(), self.state()
        self.free(edge, start, end)
        return start, end

    def _reading(self, accepts: Accepts) -> Part:
        start, end = self.state(), self.state()
        self.nfa.reads.setdefault(start, []).append((accepts, end))
        return start, end

    def _escape(self) -> Part:
        if not self.rest:
            raise Trouble("Trailing backslash", 2)
        char = self.rest[0]
        self._at += 1
        if char in CLASSES:
            return self._reading(CLASSES[char])
        if char == "b":
            return self._edge("b")
        if char in "<>":
            return self._edge("<" if char == "<" else ">")
        return self._reading({"t": "\t", "n": "\n"}.get(char, char).__eq__)

    def _bracket(self) -> Accepts:
        negated = self.rest.startswith("^")
        self._at += negated
        tests: list[Accepts] = []
        is_first = True
        while self.rest and (is_first or not self.rest.startswith("]")):
            tests.append(self._member())
            is_first = False
        if not self.rest:
            raise Trouble("Unmatched [, [^, [:, [., or [=", 2)
        self._at += 1
        return Bracket(tuple(tests), negated)

    def _member(self) -> Accepts:
        if self.rest.startswith("[:") and ":]" in self.rest:
            name = self.rest[2 : self.rest.index(":]")]
            self._at += len(name) + 4
            if name not in NAMED:
                raise Trouble("Invalid character class name", 2)
            return NAMED[name]
        low = self.rest[0]
        self._at += 1
        if len(self.rest) > 1 and self.rest[0] == "-" and self.rest[1] != "]":
            high = self.rest[1]
            self._at += 2
            if high < low:
                raise Trouble("Invalid range end", 2)
            return lambda c: low <= c <= high
        return low.__eq__

    def _repeated(self, first: int, last: int, taken: str, begin: int) -> Part:
        while self.rest:
            bounds = self._bounds()
            if bounds is None:
                return first, last
            first, last = self._times(first, last, taken, *bounds)
        return first, last

    def _bounds(self) -> tuple[int, int | None] | None:
        if self.rest.startswith("*"):
            self._at += 1
            return 0, None
        for char, bounds in (("+", (1, None)), ("?", (0, 1))):
            if self._special(char):
                self._take(char)
                return bounds
        opening, closing = ("{", "}") if self._extended else ("\\{", "\\}")
        if self.rest.startswith(opening) and closing in self.rest:
            inner = self.rest[len(opening) : self.rest.index(closing)]
            low, comma, high = inner.partition(",")
            if not all(part == "" or (part.isdigit() and len(part) < 4) for part in (low, high)):
                raise Trouble("Invalid content of \\{\\}", 2)
            self._at += len(opening) + len(inner) + len(closing)
            least = int(low or 0)
            return least, (int(high) if high else None) if comma else least
        return None

    def _times(self, first: int, last: int, taken: str, least: int, most: int | None) -> Part:
        if (least, most) in ((0, None), (1, None), (0, 1)):
            start, end = self.state(), self.state()
            self.free("", start, first)
            self.free("", last, end)
            if least == 0:
                self.free("", start, end)
            if most is None:
                self.free("", last, first)
            return start, end
        start = here = self.state()
        for number in range(max(least, most or least)):
            copy = _Reader.copy(self, taken)
            self.free("", here, copy[0])
            if number >= least:
                self.free("", here, copy[1])
            here = copy[1]
        if most is None:
            loop = _Reader.copy(self, taken)
            self.free("", here, loop[0])
            self.free("", loop[1], here)
        return start, here

    def copy(self, taken: str) -> Part:
        """Read a part once more, for a count."""
        text, at = self._text, self._at
        self._text, self._at = taken, 0
        part = self._atom(is_first=False)
        self._text, self._at = text, at
        return part
