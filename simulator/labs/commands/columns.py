"""``awk`` and ``sed``, as far as one line of them goes: fields and conditions, lines and replacements."""

import re

from simulator.labs.call import Call, options
from simulator.labs.commands.reading import lines_of
from simulator.labs.limits import Trouble
from simulator.labs.patterns import Pattern, pattern

_COMPARED = re.compile(r"^(\$\d{1,3}|\$NF|NR|NF)\s*(==|!=|>=|<=|>|<|!~|~)\s*(.+)$")
_TERM = re.compile(r'"([^"]*)"|(\$\d{1,3}|\$NF|NR|NF)|(,)|(\s+)')


def awk(call: Call) -> int:
    """Print fields of lines: awk -F: '$3 >= 500 {print $1, $3}' FILE."""
    given = options(call, "", "Fv")
    if not given.rest:
        raise Trouble("usage: awk [-F sep] 'condition {print $1}' [file ...]", 2)
    when, brace, rest = given.rest[0].strip().partition("{")
    if (brace and not rest.endswith("}")) or "{" in rest or not (when or rest):
        raise Trouble(f"syntax error at source line 1: {given.rest[0][:60]}", 2)
    do = (rest.removesuffix("}") or "print").strip().rstrip(";")
    if not do.startswith("print"):
        raise Trouble("this machine's awk knows one action: {print …}; count with wc -l or sort | uniq -c", 2)
    between = given.value("F") or None
    for _name, text in call.inputs(given.rest[1:]):
        for number, row in enumerate(lines_of(text), 1):
            fields = row.split(between)
            if _holds(when.strip(), row, fields, number):
                call.say(_printed(do[5:].strip(), row, fields, number))
    return 0


def _field(name: str, row: str, fields: list[str], number: int) -> str:
    if name == "NR":
        return str(number)
    if name == "NF":
        return str(len(fields))
    place = len(fields) if name == "$NF" else int(name[1:])
    return row if place == 0 else fields[place - 1] if place <= len(fields) else ""


def _holds(when: str, row: str, fields: list[str], number: int) -> bool:
    if not when:
        return True
    if "&&" in when or "||" in when:
        parts = re.split(r"\s*&&\s*", when, maxsplit=8)
        if "||" in when:
            return any(
                _holds(part, row, fields, number) for part in re.split(r"\s*\|\|\s*", when, maxsplit=8)
            )
        return all(_holds(part, row, fields, number) for part in parts)
    if when.startswith("!/") or (when.startswith("/") and when.endswith("/")):
        found = pattern(when.strip("!/"), extended=True).found_in(row)
        return found != when.startswith("!")
    hit = _COMPARED.match(when)
    if not hit:
        raise Trouble(f"syntax error at source line 1: {when[:60]}", 2)
    value, sign, wanted = _field(hit[1], row, fields, number), hit[2], hit[3].strip().strip('"')
    if sign in ("~", "!~"):
        return pattern(wanted.strip("/"), extended=True).found_in(value) == (sign == "~")
    return _compared(value, sign, wanted)


def _compared(value: str, sign: str, wanted: str) -> bool:
    a: object = value
    b: object = wanted
    try:
        a, b = float(value), float(wanted)
    except ValueError:
        if sign not in ("==", "!="):
            return {">": value > wanted, "<": value < wanted, ">=": value >= wanted, "<=": value <= wanted}[
                sign
            ]
    if isinstance(a, float) and isinstance(b, float) and sign not in ("==", "!="):
        return {">": a > b, "<": a < b, ">=": a >= b, "<=": a <= b}[sign]
    return (a == b) == (sign == "==")


def _printed(what: str, row: str, fields: list[str], number: int) -> str:
    if not what:
        return row
    shown, at = "", 0
    while at < len(what):
        hit = _TERM.match(what, at)
        if not hit:
            raise Trouble(f"syntax error at source line 1: print {what[:60]}", 2)
        if hit[1] is not None:
            shown += hit[1]
        elif hit[2]:
            shown += _field(hit[2], row, fields, number)
        elif hit[3]:
            shown += " "
        at = hit.end()
    return shown


_ADDRESS = re.compile(
    r"^(?:(\d{1,7}|\$)(?:,(\d{1,7}|\$))?|/((?:[^/\\]|\\.)*)/(?:,/((?:[^/\\]|\\.)*)/)?)?\s*(p|d|s.*)$"
)


def sed(call: Call) -> int:
    """Print, delete or replace: sed -n '5,9p', sed '/x/d', sed 's/a/b/g'; -i writes the file."""
    given = options(call, "nEri", "e", {"quiet": "n", "in-place": "i"})
    rest = list(given.rest)
    scripts = list(given.values.get("e", ())) or ([rest.pop(0)] if rest else [])
    if not scripts:
        raise Trouble("usage: sed [-n] [-i] script [file ...]", 1)
    steps = [
        _step(script, extended=bool({"E", "r"} & given.flags))
        for one in scripts
        for script in one.split(";")
        if script.strip()
    ]
    for name, text in call.inputs(rest):
        made = "".join(f"{row}\n" for row in _edited(lines_of(text), steps, quiet="n" in given))
        if "i" in given and name != "-":
            call.machine.files.write(call.machine.path(name), made, call.machine.me, call.machine.now)
        else:
            call.write(made)
    return 0


class _Step:
    def __init__(self, hit: re.Match[str], *, extended: bool) -> None:
        self.lines = (hit[1], hit[2])
        self.first = pattern(hit[3], extended=extended) if hit[3] is not None else None
        self.last = pattern(hit[4], extended=extended) if hit[4] is not None else None
        self.action = hit[5][0]
        self.within = False
        self.old: Pattern | None = None
        self.new, self.everywhere = "", False
        if self.action == "s":
            parts = re.split(rf"(?<!\\){re.escape(hit[5][1:2] or '/')}", hit[5][2:])
            if len(parts) != 3 or set(parts[2]) - set("gIi"):
                raise Trouble("-e expression #1: unknown option to `s'")
            self.old = pattern(
                parts[0].replace("\\/", "/"), extended=extended, ignore_case="i" in parts[2].lower()
            )
            self.new, self.everywhere = parts[1].replace("\\/", "/"), "g" in parts[2]

    def meets(self, number: int, row: str, count: int) -> bool:
        low, high = self.lines
        if low:
            first = count if low == "$" else int(low)
            last = first if high is None else count if high == "$" else int(high)
            return first <= number <= last
        if self.first is None:
            return True
        if self.last is None:
            return self.first.found_in(row)
        if self.within:
            self.within = not self.last.found_in(row)
            return True
        self.within = self.first.found_in(row)
        return self.within

    def replaced(self, row: str) -> str:
        assert self.old is not None
        spans = self.old.spans(row)
        made, at = "", 0
        for start, end in spans if self.everywhere else spans[:1]:
            made += row[at:start] + self.new.replace("&", row[start:end])
            at = end
        return made + row[at:]


def _step(script: str, *, extended: bool) -> _Step:
    hit = _ADDRESS.match(script.strip())
    if not hit:
        raise Trouble(f"-e expression #1: unknown command in `{script[:40]}'")
    return _Step(hit, extended=extended)


def _edited(rows: list[str], steps: list[_Step], *, quiet: bool) -> list[str]:
    made = []
    for number, original in enumerate(rows, 1):
        row, is_kept, extra = original, True, 0
        for step in steps:
            if not step.meets(number, row, len(rows)):
                continue
            if step.action == "s":
                row = step.replaced(row)
            elif step.action == "d":
                is_kept = False
            else:
                extra += 1
        if is_kept:
            made += [row] * (extra if quiet else 1 + extra)
    return made
