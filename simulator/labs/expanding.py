"""Filling in what a shell fills in: variables, the home folder, file names, outputs of other lines."""

import fnmatch
import re
from collections.abc import Callable

from simulator.labs.files import Files, Node
from simulator.labs.lexing import Piece, Word
from simulator.labs.limits import WORDS, Trouble
from simulator.labs.machine import Machine

Inner = Callable[[str], str]
"""Runs a line and returns what it writes."""
_VARIABLE = re.compile(r"\$(?:\{(\w{1,40})\}|([A-Za-z_]\w{0,39})|([?$]))")
_ASSIGNED = re.compile(r"[A-Za-z_]\w*=")
_GLOB = re.compile(r"[*?\[]")
_BRACES = re.compile(r"^(.*?)\{([^{},]*(?:,[^{},]*)+)\}(.*)$", re.DOTALL)


def expanded(words: tuple[Word, ...], machine: Machine, inner: Inner) -> list[str]:
    """Return the words a command receives.

    Raises:
        Trouble: more words than a lab bears.
    """
    found: list[str] = []
    for word in words:
        found += _word(word, machine, inner)
        if len(found) > WORDS:
            raise Trouble("Argument list too long", 126)
    return found


def one(word: Word, machine: Machine, inner: Inner) -> str:
    """Return a word that must stay one: the target of a redirection."""
    texts = _word(word, machine, inner)
    if len(texts) != 1:
        raise Trouble("ambiguous redirect")
    return texts[0]


def _word(word: Word, machine: Machine, inner: Inner) -> list[str]:
    found = []
    for pieces in _braced(word.pieces):
        for field in _fields(pieces, machine, inner):
            text = "".join(piece.text for piece in field)
            if any(_GLOB.search(piece.text) for piece in field if not piece.quote):
                found += _matches(field, machine) or [text]
            elif text or any(piece.quote for piece in field):
                found.append(text)
    return found


def _fields(pieces: tuple[Piece, ...], machine: Machine, inner: Inner) -> list[list[Piece]]:
    """Return the words that one word becomes: what variables and other lines give is split at its spaces."""
    fields: list[list[Piece]] = [[]]
    whole = bool(pieces) and not pieces[0].quote and bool(_ASSIGNED.match(pieces[0].text))
    for piece in pieces:
        if piece.quote == '"$(':
            fields[-1].append(Piece(inner(piece.text), '"'))
        elif piece.quote not in ("", "$("):
            fields[-1].append(Piece(_filled(piece, machine), piece.quote))
        else:
            text = inner(piece.text) if piece.quote else _filled(piece, machine)
            if whole:
                fields[-1].append(Piece(text, "'"))
                continue
            for number, part in enumerate(text.split()):
                if number:
                    fields.append([])
                fields[-1].append(Piece(part))
    return fields


def _braced(pieces: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
    """Write {a,b} out, once a word."""
    for index, piece in enumerate(pieces):
        hit = None if piece.quote else _BRACES.match(piece.text)
        if hit:
            return [
                (*pieces[:index], Piece(f"{hit[1]}{part}{hit[3]}"), *pieces[index + 1 :])
                for part in hit[2].split(",")
            ]
    return [pieces]


def _filled(piece: Piece, machine: Machine) -> str:
    if piece.quote == "'":
        return piece.text
    text = piece.text
    if not piece.quote and (text == "~" or text.startswith("~/")):
        text = machine.home + text[1:]

    def value(hit: re.Match[str]) -> str:
        name = hit[1] or hit[2] or hit[3]
        if name == "?":
            return str(machine.last)
        return "4021" if name == "$" else machine.env.get(name, "")

    return _VARIABLE.sub(value, text).replace("\x00", "$")


def _matches(pieces: list[Piece], machine: Machine) -> list[str]:
    """Return the paths a pattern fits, in order, as they would be typed."""
    escaped = "".join(re.sub(r"([*?\[])", r"[\1]", p.text) if p.quote else p.text for p in pieces)
    is_rooted = escaped.startswith("/")
    try:
        start = machine.files.find("/" if is_rooted else machine.cwd, machine.me)
    except Trouble:
        return []
    found = [("/" if is_rooted else "", start)]
    for part in [part for part in escaped.split("/") if part]:
        step: list[tuple[str, Node]] = []
        for path, node in found:
            step += _step(path, node, part, machine)
        found = step[:WORDS]
    return [path for path, _node in found]


def _step(path: str, node: Node, part: str, machine: Machine) -> list[tuple[str, Node]]:
    node = _followed(node, machine.files, machine)
    if node.kind != "dir" or not node.allows(machine.me, "x"):
        return []
    head = path if path in ("", "/") else f"{path}/"
    if not _GLOB.search(part) or part in (".", ".."):
        if part in (".", ".."):
            return [(head + part, node)] if part == "." else []
        return [(head + part, node.children[part])] if part in node.children else []
    if not node.allows(machine.me, "r"):
        return []
    names = [n for n in sorted(node.children) if not n.startswith(".") or part.startswith(".")]
    return [(head + name, node.children[name]) for name in names if fnmatch.fnmatchcase(name, part)]


def _followed(node: Node, files: Files, machine: Machine) -> Node:
    if node.kind != "link" or not node.target.startswith("/"):
        return node
    try:
        return files.find(node.target, machine.me)
    except Trouble:
        return node
