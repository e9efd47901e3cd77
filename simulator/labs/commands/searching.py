"""``grep`` and ``zgrep``: finding lines."""

from dataclasses import dataclass

from simulator.labs.call import Call, Given, options
from simulator.labs.commands.reading import lines_of
from simulator.labs.files import walk
from simulator.labs.limits import Trouble
from simulator.labs.patterns import Pattern, pattern

LONG = {
    "ignore-case": "i", "invert-match": "v", "count": "c", "line-number": "n", "files-with-matches": "l", "recursive": "r",
    "extended-regexp": "E", "fixed-strings": "F", "only-matching": "o", "no-filename": "h", "with-filename": "H",
    "word-regexp": "w", "quiet": "q", "silent": "q", "after-context": "A", "before-context": "B", "context": "C",
    "max-count": "m", "regexp": "e", "color": "y", "colour": "y", "include": "I", "no-messages": "s", "perl-regexp": "P",
}  # fmt: skip


@dataclass(frozen=True)
class _Search:
    """What is looked for, and how hits are shown."""

    patterns: tuple[Pattern, ...]
    given: Given
    named: bool

    def hits(self, line: str) -> bool:
        return any(one.found_in(line) for one in self.patterns) != ("v" in self.given)


def grep(call: Call) -> int:
    """Show lines in which a pattern stands."""
    _counted(call)
    given = options(call, "ivnclLrREFohHwqsaxyP", "ABCmeI", LONG, code=2)
    rest = list(given.rest)
    texts = list(given.values.get("e", ()))
    if not texts:
        if not rest:
            raise Trouble("no pattern given\nUsage: grep [OPTION]... PATTERNS [FILE]...", 2)
        texts = [rest.pop(0)]
    extended = "E" in given or "P" in given or call.name == "egrep"
    compiled = tuple(
        pattern(
            text,
            extended=extended,
            fixed="F" in given or call.name == "fgrep",
            ignore_case="i" in given,
            word="w" in given,
        )
        for text in texts
    )
    recursive = "r" in given or "R" in given
    files, code = _files(call, rest or (["."] if recursive else []), given, recursive=recursive)
    named = (len(files) > 1 or recursive or "H" in given) and "h" not in given
    search = _Search(compiled, given, named)
    found = False
    for name, text in files:
        found |= _file(call, search, name, text)
        if found and "q" in given:
            return 0
    return 0 if found and not code else (code or 1)


def _counted(call: Call) -> None:
    """Write ``-3`` as ``-C 3``."""
    call.args = [
        part
        for arg in call.args
        for part in (("-C", arg[1:]) if arg[:1] == "-" and arg[1:].isdigit() else (arg,))
    ]


def _files(
    call: Call, paths: list[str], given: Given, *, recursive: bool
) -> tuple[list[tuple[str, str]], int]:
    if not paths:
        return [("(standard input)", call.stdin or "")], 0
    zipped = call.name.startswith("z")
    found: list[tuple[str, str]] = []
    code = 0
    for path in paths:
        try:
            if path != "-" and recursive and call.node(path).kind == "dir":
                code = max(code, _tree(call, path, given, found))
                continue
            text = call.text(path)
            if zipped and path != "-":
                text = call.machine.files.read(call.machine.path(path), call.machine.me)
            found.append((path, text))
        except Trouble as trouble:
            code = 2
            if "s" not in given:
                call.complain(f"{path}: {trouble.text}")
    return found, code


def _tree(call: Call, path: str, given: Given, found: list[tuple[str, str]]) -> int:
    code = 0
    ends = tuple(given.value("I").removeprefix("*").split("*"))
    me = call.machine.me
    closed: list[str] = []
    for name, node in walk(path, call.node(path)):
        if any(name.startswith(f"{one}/") for one in closed):
            continue
        allowed = node.allows(me, "r") and (node.kind != "dir" or node.allows(me, "x"))
        if not allowed:
            closed.append(name)
            code = 2
            if "s" not in given:
                call.complain(f"{name}: Permission denied")
        elif node.kind == "file" and not node.zipped and ("I" not in given or name.endswith(ends)):
            found.append((name, node.text))
    return code


def _file(call: Call, search: _Search, name: str, text: str) -> bool:
    given = search.given
    call.machine.spend(len(text))
    rows = lines_of(text)
    if "\x08" in text[:8] and "a" not in given:
        return False
    most = given.number("m", len(rows))
    hits = [n for n, row in enumerate(rows) if search.hits(row)][:most]
    if "q" in given:
        return bool(hits)
    if "l" in given or "L" in given:
        if bool(hits) == ("l" in given):
            call.say(name)
        return bool(hits) == ("l" in given)
    if "c" in given:
        call.say(f"{name}:{len(hits)}" if search.named else str(len(hits)))
        return bool(hits)
    _show(call, search, name, rows, hits)
    return bool(hits)


def _show(call: Call, search: _Search, name: str, rows: list[str], hits: list[int]) -> None:
    given = search.given
    both = given.number("C", 0)
    before, after = given.number("B", both), given.number("A", both)
    last = -1
    for hit in hits:
        first = max(hit - before, last + 1)
        if (before or after) and last >= 0 and first > last + 1:
            call.say("--")
        for n in range(first, min(hit + after, len(rows) - 1) + 1):
            is_hit = n in hits if (before or after) else n == hit
            if n > hit and is_hit:
                break
            _line(call, search, name, n, rows[n], is_hit=is_hit)
            last = n


def _line(call: Call, search: _Search, name: str, n: int, row: str, *, is_hit: bool) -> None:
    mark = ":" if is_hit else "-"
    head = (f"{name}{mark}" if search.named else "") + (f"{n + 1}{mark}" if "n" in search.given else "")
    if "o" in search.given:
        for one in search.patterns:
            for start, end in one.spans(row):
                call.say(f"{head}{row[start:end]}")
    else:
        call.say(head + row)
