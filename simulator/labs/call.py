"""One command as it runs: what it was given, what it writes, how its options are read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from simulator.labs.files import Node
from simulator.labs.limits import STREAM, Trouble
from simulator.labs.machine import Machine


@dataclass(frozen=True)
class Result:
    """What a command wrote, in order, and its exit code."""

    chunks: tuple[tuple[int, str], ...]
    """(1 output or 2 errors, text)"""
    code: int

    @property
    def out(self) -> str:
        """What it wrote to its output."""
        return "".join(text for stream, text in self.chunks if stream == 1)


class Invoke(Protocol):
    """Runs another command from within one."""

    def __call__(self, words: Sequence[str], stdin: str | None, *, to_terminal: bool) -> Result:
        """Return what the words write; ``to_terminal``: a person reads it."""


@dataclass
class Call:
    """A command on its machine."""

    machine: Machine
    name: str
    args: list[str]
    stdin: str | None
    to_terminal: bool
    invoke: Invoke
    script: Callable[[str], Result]
    """Runs a text of commands."""
    chunks: list[tuple[int, str]] = field(default_factory=list)
    _length: int = 0

    def write(self, text: str) -> None:
        """Write to the output as it is."""
        if text and self._length < STREAM:
            self.machine.spend(len(text))
            self.chunks.append((1, text[: STREAM - self._length]))
            self._length += len(text)

    def say(self, line: str = "") -> None:
        """Write a line to the output."""
        self.write(f"{line}\n")

    def complain(self, text: str) -> None:
        """Write a line to the errors, after the command's name."""
        self.chunks.append((2, f"{self.name}: {text}\n"))

    def warn(self, text: str) -> None:
        """Write a line to the errors as it is."""
        self.chunks.append((2, f"{text}\n"))

    def node(self, path: str, *, follow: bool = True) -> Node:
        """Return what is at a typed path."""
        return self.machine.files.find(self.machine.path(path), self.machine.me, follow=follow)

    def text(self, path: str) -> str:
        """Return the text of a typed path; ``-`` is the input."""
        if path == "-":
            return self.stdin or ""
        self.machine.spend(len(self.node(path).text))
        text = self.machine.files.read(self.machine.path(path), self.machine.me)
        return "\x1f\x8b\x08 (compressed data)\n" if self.node(path).zipped else text

    def inputs(self, paths: Sequence[str]) -> list[tuple[str, str]]:
        """Return (name, text) of each file that can be read; complain of the others."""
        if not paths:
            return [("-", self.stdin or "")]
        found = []
        for path in paths:
            try:
                found.append((path, self.text(path)))
            except Trouble as trouble:
                self.complain(f"{path}: {trouble.text}")
        return found


@dataclass(frozen=True)
class Given:
    """Options as they were given."""

    flags: frozenset[str]
    values: Mapping[str, tuple[str, ...]]
    rest: tuple[str, ...]

    def __contains__(self, flag: str) -> bool:
        return flag in self.flags

    def value(self, name: str, default: str = "") -> str:
        """Return the last value of an option."""
        return self.values[name][-1] if name in self.values else default

    def number(self, name: str, default: int) -> int:
        """Return an option as a whole number."""
        text = self.value(name)
        if not text:
            return default
        if not text.lstrip("+-").isdigit() or len(text) > 9:
            raise Trouble(f"invalid number: '{text}'")
        return int(text)


def options(
    call: Call, flags: str, valued: str = "", long: Mapping[str, str] | None = None, code: int = 1
) -> Given:
    """Read options: letters in ``flags``, letters with a value in ``valued``, ``long`` names of letters.

    Raises:
        Trouble: an unknown option, or one without its value.
    """
    names = long or {}
    seen: set[str] = set()
    values: dict[str, tuple[str, ...]] = {}
    rest: list[str] = []
    queue = list(call.args)
    while queue:
        arg = queue.pop(0)
        if arg == "--":
            rest += queue
            break
        if arg.startswith("--"):
            name, _, glued = arg[2:].partition("=")
            letter = names.get(name)
            if letter is None:
                raise Trouble(f"unrecognized option '--{name}'\n{_try(call)}", code)
            if letter in valued:
                glued = glued or _next(queue, f"option '--{name}' requires an argument", code)
                values[letter] = (*values.get(letter, ()), glued)
            seen.add(letter)
        elif arg.startswith("-") and len(arg) > 1:
            _letters(call, arg[1:], flags, valued, seen, values, queue, code)
        else:
            rest.append(arg)
    return Given(frozenset(seen), values, tuple(rest))


def _letters(
    call: Call,
    letters: str,
    flags: str,
    valued: str,
    seen: set[str],
    values: dict[str, tuple[str, ...]],
    queue: list[str],
    code: int,
) -> None:
    for index, letter in enumerate(letters):
        if letter in valued:
            glued = letters[index + 1 :]
            text = glued or _next(queue, f"option requires an argument -- '{letter}'", code)
            values[letter] = (*values.get(letter, ()), text)
            seen.add(letter)
            return
        if letter not in flags:
            raise Trouble(f"invalid option -- '{letter}'\n{_try(call)}", code)
        seen.add(letter)


def _next(queue: list[str], problem: str, code: int) -> str:
    if not queue:
        raise Trouble(problem, code)
    return queue.pop(0)


def _try(call: Call) -> str:
    return f"Try '{call.name} --help' for more information."
