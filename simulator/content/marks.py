"""Positions in a YAML file: which line and column a path of keys stands on."""

from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase, CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from simulator.errors import Problem

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Marks:
    """A parsed file that knows where its parts are. Lines and columns count from 1."""

    file: str
    root: Any

    def place(self, path: Path) -> tuple[int, int]:
        """Return line and column of the deepest part of ``path`` that exists."""
        node, found = self.root, self._of(self.root)
        for key in path:
            found = self._item(node, key) or found
            node = _child(node, key)
            if node is None:
                break
        return found

    def value(self, path: Path) -> Any:
        """Return what stands at ``path``, or None."""
        node = self.root
        for key in path:
            node = _child(node, key)
        return node

    def problem(self, path: Path, what: str, remedy: str) -> Problem:
        """Return a problem at ``path``."""
        line, column = self.place(path)
        return Problem(self.file, line, column, what, remedy)

    @staticmethod
    def _of(node: object) -> tuple[int, int]:
        if isinstance(node, CommentedBase):
            return node.lc.line + 1, node.lc.col + 1
        return 1, 1

    @staticmethod
    def _item(node: object, key: str | int) -> tuple[int, int] | None:
        if isinstance(node, CommentedMap) and key in node:
            line, column = node.lc.key(key)
            return line + 1, column + 1
        if isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
            line, column = node.lc.item(key)
            return line + 1, column + 1
        return None


def _child(node: Any, key: str | int) -> Any:
    if isinstance(node, CommentedMap):
        return node.get(key)
    if isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
        return node[key]
    return None


def marks_of(file: str, text: str) -> Marks | Problem:
    """Parse ``text`` with positions, or return the one problem that prevents it."""
    try:
        return Marks(file, YAML(typ="rt").load(text))
    except DuplicateKeyError as fault:
        line, column = _mark(fault)
        key = _quoted(str(fault.problem))
        return Problem(
            file, line, column, f"key {key} is written twice", "keep one of them and delete the other"
        )
    except MarkedYAMLError as fault:
        line, column = _mark(fault)
        return Problem(file, line, column, _syntax(fault), _syntax_remedy(text, line, fault))
    except YAMLError as fault:
        return Problem(file, *_unreadable(text), _first_line(fault), "write plain printable text")


def _mark(fault: MarkedYAMLError) -> tuple[int, int]:
    mark = fault.problem_mark or fault.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _quoted(problem: str) -> str:
    parts = problem.split('"')
    return f"`{parts[1]}`" if len(parts) > 1 else "of this mapping"


def _syntax(fault: MarkedYAMLError) -> str:
    said = " ".join(part for part in (fault.context, fault.problem) if part)
    return f"not valid YAML: {_first_line(said)}"


def _syntax_remedy(text: str, line: int, fault: MarkedYAMLError) -> str:
    lines = text.splitlines()
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())] or "\\t" in str(fault.problem):
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in str(fault.problem):
        return "put a text that contains `: ` in quotes, or write it as a block after `|`"
    if "found unexpected end of stream" in str(fault.problem):
        return "close the quote or bracket that is open here"
    if "document" in str(fault.problem):
        return "write one document per file, without a second `---`"
    return "check indentation, quotes and brackets on this line and the one above"


def _first_line(said: object) -> str:
    return str(said).strip().splitlines()[0] if str(said).strip() else "unreadable"


def _unreadable(text: str) -> tuple[int, int]:
    for number, line in enumerate(text.splitlines(), start=1):
        for column, character in enumerate(line, start=1):
            if not character.isprintable() and character != "\t":
                return number, column
    return 1, 1
