"""``cat head tail wc`` and their like: reading files and what comes through a pipe."""

from simulator.labs.call import Call, options
from simulator.labs.files import IS_DIR
from simulator.labs.limits import Trouble


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends."""
    return text.removesuffix("\n").split("\n") if text else []


def joined(lines: list[str]) -> str:
    """Return lines as a text."""
    return "".join(f"{line}\n" for line in lines)


def cat(call: Call) -> int:
    """Write files one after another."""
    given = options(call, "nbAsETuv", long={"number": "n", "show-all": "A"})
    found = call.inputs(given.rest)
    number = 1
    for _name, text in found:
        if "n" in given or "b" in given:
            for line in lines_of(text):
                is_counted = "n" in given or bool(line)
                call.say(f"{number:6}\t{line}" if is_counted else line)
                number += is_counted
        else:
            call.write(text.replace("\n", "$\n").replace("\t", "^I") if "A" in given else text)
    return int(len(found) < len(given.rest))


def zcat(call: Call) -> int:
    """Write compressed files as they were before."""
    given = options(call, "f")
    code = 0
    for path in given.rest:
        try:
            node = call.node(path)
            if not node.zipped:
                raise Trouble("not in gzip format")
            call.write(call.machine.files.read(call.machine.path(path), call.machine.me))
        except Trouble as trouble:
            call.complain(f"{path}: {trouble.text}")
            code = 1
    return code


def pager(call: Call) -> int:
    """Show a file; here it is shown at once, without keys to press."""
    given = options(call, "NSRFXien+", long={"LINE-NUMBERS": "N"})
    if not given.rest and call.stdin is None:
        raise Trouble('missing filename ("less --help" for help)')
    found = call.inputs([path for path in given.rest if not path.startswith("+")])
    for _name, text in found:
        rows = lines_of(text)
        call.write(joined([f"{n:7} {row}" for n, row in enumerate(rows, 1)]) if "N" in given else text)
    return int(len(found) < len(given.rest))


def _dashed(call: Call) -> None:
    """Write ``-20`` and ``+20`` as ``-n 20``, the way of old."""
    call.args = [
        part
        for arg in call.args
        for part in (("-n", arg[1:]) if arg[:1] == "-" and arg[1:].isdigit() else (arg,))
    ]


def head(call: Call) -> int:
    """Show the beginning of files."""
    _dashed(call)
    given = options(call, "qv", "nc", {"lines": "n", "bytes": "c"})

    def cut(text: str) -> str:
        if "c" in given:
            return text[: given.number("c", 0)]
        count = given.number("n", 10)
        rows = lines_of(text)
        return joined(rows[:count] if count >= 0 else rows[: len(rows) + count])

    return _each(call, given.rest, cut, quiet="q" in given)


def tail(call: Call) -> int:
    """Show the end of files; ``-f`` shows it once, for nothing new comes here."""
    _dashed(call)
    given = options(call, "qfFv", "nc", {"lines": "n", "bytes": "c", "follow": "f"})

    def cut(text: str) -> str:
        if "c" in given:
            return text[-given.number("c", 0) :]
        rows = lines_of(text)
        if given.value("n").startswith("+"):
            return joined(rows[max(0, given.number("n", 1) - 1) :])
        count = abs(given.number("n", 10))
        return joined(rows[-count:] if count else [])

    return _each(call, given.rest, cut, quiet="q" in given)


def _each(call: Call, paths: tuple[str, ...], cut: object, *, quiet: bool) -> int:
    assert callable(cut)
    code = 0
    for index, path in enumerate(paths or ("-",)):
        try:
            text = call.text(path)
        except Trouble as trouble:
            read = "error reading" if trouble.text == IS_DIR else "cannot open"
            after = "" if trouble.text == IS_DIR else " for reading"
            call.complain(f"{read} '{path}'{after}: {trouble.text}")
            code = 1
            continue
        if len(paths) > 1 and not quiet:
            call.say(f"{chr(10) if index else ''}==> {path} <==")
        call.write(cut(text))
    return code


def wc(call: Call) -> int:
    """Count lines, words and bytes."""
    given = options(call, "lwcm", long={"lines": "l", "words": "w", "bytes": "c", "chars": "m"})
    found = call.inputs(given.rest)
    rows = [([text.count("\n"), len(text.split()), len(text.encode())], name) for name, text in found]
    if len(rows) > 1:
        rows.append(([sum(row[0][n] for row in rows) for n in range(3)], "total"))
    chosen = [n for n, letters in enumerate(("l", "w", "cm")) if any(one in given for one in letters)] or [
        0,
        1,
        2,
    ]
    width = (
        1 if len(chosen) == 1 and len(rows) == 1 else max((len(str(row[0][2])) for row in rows), default=1)
    )
    for counts, name in rows:
        figures = " ".join(f"{counts[n]:>{width}}" for n in chosen)
        call.say(figures if name == "-" else f"{figures} {name}")
    return int(len(found) < len(given.rest))


def tac(call: Call) -> int:
    """Write lines in reverse order."""
    for _name, text in call.inputs(options(call, "").rest):
        call.write(joined(lines_of(text)[::-1]))
    return 0


def nl(call: Call) -> int:
    """Write lines with their numbers."""
    for _name, text in call.inputs(options(call, "", "b").rest):
        call.write(joined([f"{n:6}\t{row}" for n, row in enumerate(lines_of(text), 1)]))
    return 0
