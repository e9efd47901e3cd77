"""``sort uniq cut tr tee xargs``: sifting what comes through a pipe."""

import re
from itertools import groupby

from simulator.labs.call import Call, options
from simulator.labs.commands.reading import joined, lines_of
from simulator.labs.limits import Trouble

_NUMBER = re.compile(r"^\s*-?\d{1,18}(?:\.\d{1,9})?")
_UNITS = {"K": 1, "M": 2, "G": 3, "T": 4}


def _all(call: Call, paths: tuple[str, ...]) -> list[str]:
    return [line for _name, text in call.inputs(paths) for line in lines_of(text)]


def sort(call: Call) -> int:
    """Put lines in order."""
    given = options(call, "nrufhbVs", "kto", {"numeric-sort": "n", "reverse": "r", "unique": "u", "key": "k", "human-numeric-sort": "h"})  # fmt: skip
    rows = _all(call, given.rest)
    separator = given.value("t") or None
    key = re.match(r"\d{1,3}", given.value("k"))
    place = int(key[0]) - 1 if key else None
    numeric = "n" in given or "n" in given.value("k")
    backwards = "r" in given or "r" in given.value("k")

    def of(row: str) -> tuple[float, str]:
        text = row
        if place is not None:
            parts = row.split(separator)
            text = (separator or " ").join(parts[place:]) if place < len(parts) else ""
        if "h" in given:
            return _human(text), row
        if numeric:
            hit = _NUMBER.match(text)
            return (float(hit[0]) if hit else 0.0), row
        return 0.0, text.lower() if "f" in given else text

    rows = sorted(rows, key=of, reverse=backwards)
    if "u" in given:
        rows = list(dict.fromkeys(rows))
    call.write(joined(rows))
    return 0


def _human(text: str) -> float:
    hit = re.match(r"\s*(\d{1,12}(?:\.\d{1,6})?)([KMGT]?)", text)
    return float(hit[1]) * 1024 ** _UNITS.get(hit[2], 0) if hit else 0.0


def uniq(call: Call) -> int:
    """Leave out lines that repeat the one before."""
    given = options(call, "cdui", long={"count": "c", "repeated": "d", "unique": "u"})
    for row, same in groupby(_all(call, given.rest)):
        count = len(list(same))
        if ("d" in given and count == 1) or ("u" in given and count != 1):
            continue
        call.say(f"{count:7} {row}" if "c" in given else row)
    return 0


def _places(text: str) -> list[tuple[int, int]]:
    found = []
    for part in text.split(","):
        low, dash, high = part.partition("-")
        if not all(one == "" or (one.isdigit() and len(one) < 6) for one in (low, high)) or part in ("", "-"):
            raise Trouble(f"invalid field range '{part}'")
        found.append((int(low or 1), int(high or 99999) if dash else int(low)))
    return found


def cut(call: Call) -> int:
    """Cut fields or characters out of lines."""
    given = options(call, "s", "dfcb", {"delimiter": "d", "fields": "f", "characters": "c"})
    if not ({"f", "c", "b"} & given.flags):
        raise Trouble("you must specify a list of bytes, characters, or fields")
    places = _places(given.value("f") or given.value("c") or given.value("b"))
    between = given.value("d", "\t")
    for row in _all(call, given.rest):
        if "f" in given:
            parts = row.split(between)
            kept = [part for n, part in enumerate(parts, 1) if any(low <= n <= high for low, high in places)]
            call.say(row if len(parts) == 1 else between.join(kept))
        else:
            call.say(
                "".join(c for n, c in enumerate(row, 1) if any(low <= n <= high for low, high in places))
            )
    return 0


def _set(text: str) -> str:
    text = text.replace("[:upper:]", "A-Z").replace("[:lower:]", "a-z").replace("[:digit:]", "0-9")
    text = text.replace("[:space:]", " \t\n").replace("\\n", "\n").replace("\\t", "\t")
    return re.sub(
        r"(.)-(.)",
        lambda hit: "".join(map(chr, range(ord(hit[1]), min(ord(hit[2]), ord(hit[1]) + 300) + 1))),
        text,
    )


def tr(call: Call) -> int:
    """Replace or delete characters."""
    given = options(call, "dsc")
    if not given.rest or (len(given.rest) < 2 and not ({"d", "s"} & given.flags)):
        raise Trouble("missing operand")
    first = _set(given.rest[0])
    text = call.stdin or ""
    if "d" in given:
        call.write("".join(char for char in text if (char in first) == ("c" in given)))
        return 0
    if len(given.rest) > 1:
        second = _set(given.rest[1])
        table = {ord(char): second[min(n, len(second) - 1)] for n, char in enumerate(first)} if second else {}
        text = text.translate(table)
        first = second
    if "s" in given:
        text = "".join(
            char for n, char in enumerate(text) if not (char in first and n and text[n - 1] == char)
        )
    call.write(text)
    return 0


def tee(call: Call) -> int:
    """Write what comes to files and on."""
    given = options(call, "ai", long={"append": "a"})
    text, machine, code = call.stdin or "", call.machine, 0
    for path in given.rest:
        try:
            machine.files.write(machine.path(path), text, machine.me, machine.now, append="a" in given)
        except Trouble as trouble:
            call.complain(f"{path}: {trouble.text}")
            code = 1
    call.write(text)
    return code


def xargs(call: Call) -> int:
    """Give what comes as words to a command."""
    args = list(call.args)
    each, mark = 0, ""
    while args and args[0].startswith("-"):
        flag = args.pop(0)
        if flag in ("-n", "-I", "-P", "-L") and args:
            value = args.pop(0)
            if flag == "-n" and value.isdigit():
                each = int(value)
            mark = value if flag == "-I" else mark
        elif flag not in ("-r", "-t", "-0"):
            raise Trouble(f"invalid option -- '{flag.lstrip('-')}'")
    command = args or ["echo"]
    words = lines_of(call.stdin or "") if mark else (call.stdin or "").split()
    size = 1 if mark else (each or 200)
    code = 0
    for start in range(0, min(len(words), 100 * size), size):
        some = words[start : start + size]
        line = [part.replace(mark, some[0]) for part in command] if mark else [*command, *some]
        found = call.invoke(line, "", to_terminal=False)
        call.chunks += found.chunks
        code = 123 if found.code else code
    return code
