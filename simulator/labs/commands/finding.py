"""``find``: files by name, age, size, owner and rights."""

import fnmatch
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from simulator.labs.call import Call
from simulator.labs.commands.filing import removed
from simulator.labs.commands.listing import day
from simulator.labs.files import Node, letters, walk
from simulator.labs.limits import Trouble

Test = Callable[[str, Node], bool]
KINDS = {"f": "file", "d": "dir", "l": "link"}
UNITS = {"c": 1, "k": 1024, "M": 1024**2, "G": 1024**3, "b": 512, "": 512}


@dataclass
class _Plan:
    """What is looked for and what is done with it."""

    tests: list[Test]
    deepest: int = 99
    shallowest: int = 0
    action: str = "print"
    command: tuple[str, ...] = ()
    at_once: bool = False


def find(call: Call) -> int:
    """Find files below folders."""
    args = list(call.args)
    starts = []
    while args and not args[0].startswith(("-", "!", "(")):
        starts.append(args.pop(0))
    plan = _plan(call, args)
    code = 0
    found: list[tuple[str, Node]] = []
    for start in starts or ["."]:
        try:
            root = call.node(start)
        except Trouble as trouble:
            call.complain(f"‘{start}’: {trouble.text}")
            code = 1
            continue
        code = max(code, _below(call, plan, start, root, found))
    _act(call, plan, found)
    return code


def _below(call: Call, plan: _Plan, start: str, root: Node, found: list[tuple[str, Node]]) -> int:
    closed: list[str] = []
    code = 0
    for path, node in walk(start, root):
        call.machine.spend(20)
        if any(path.startswith(f"{one.rstrip('/')}/") for one in closed):
            continue
        depth = path.removeprefix(start).strip("/").count("/") + (path != start)
        if plan.shallowest <= depth <= plan.deepest and all(test(path, node) for test in plan.tests):
            found.append((path, node))
        me = call.machine.me
        if (
            node.kind == "dir"
            and depth < plan.deepest
            and not (node.allows(me, "r") and node.allows(me, "x"))
        ):
            call.complain(f"‘{path}’: Permission denied")
            closed.append(path)
            code = 1
    return code


def _plan(call: Call, args: list[str]) -> _Plan:
    plan = _Plan([])
    negated = False
    while args:
        word = args.pop(0)
        if word in ("!", "-not"):
            negated = True
            continue
        if word in ("-a", "-and", "-print", "-xdev", "-mount"):
            continue
        if word in ("-delete", "-ls"):
            plan.action = word[1:]
        elif word in ("-exec", "-ok"):
            _command(plan, args)
        elif word in ("-maxdepth", "-mindepth"):
            setattr(
                plan, "deepest" if word == "-maxdepth" else "shallowest", _whole(word, _value(word, args))
            )
        elif word == "-empty":
            plan.tests.append(lambda _p, node: not node.children if node.kind == "dir" else node.size == 0)
        elif word in TESTS:
            test = TESTS[word](call, _value(word, args))
            plan.tests.append(_not(test) if negated else test)
            negated = False
        else:
            raise Trouble(f"unknown predicate `{word}'")
    return plan


def _not(test: Test) -> Test:
    return lambda path, node: not test(path, node)


def _value(word: str, args: list[str]) -> str:
    if not args:
        raise Trouble(f"missing argument to `{word}'")
    return args.pop(0)


def _whole(word: str, text: str) -> int:
    if not text.isdigit() or len(text) > 9:
        raise Trouble(f"Expected a positive decimal integer argument to {word}, but got ‘{text}’")
    return int(text)


def _command(plan: _Plan, args: list[str]) -> None:
    words: list[str] = []
    while args and args[0] not in (";", "+"):
        words.append(args.pop(0))
    if not args:
        raise Trouble("missing argument to `-exec'")
    plan.at_once = args.pop(0) == "+"
    plan.action, plan.command = "exec", tuple(words)


def _compared(text: str, word: str) -> Callable[[float], bool]:
    """Return a comparison with ``+n`` (more), ``-n`` (less) or ``n``."""
    figure = _whole(word, text.lstrip("+-"))
    if text.startswith("+"):
        return lambda value: value > figure
    if text.startswith("-"):
        return lambda value: value < figure
    return lambda value: int(value) == figure


def _name(call: Call, text: str) -> Test:
    return lambda path, _node: fnmatch.fnmatchcase(path.rstrip("/").rpartition("/")[2], text)


def _iname(call: Call, text: str) -> Test:
    return lambda path, _node: fnmatch.fnmatchcase(path.rstrip("/").rpartition("/")[2].lower(), text.lower())


def _type(call: Call, text: str) -> Test:
    if text not in KINDS:
        raise Trouble(f"Unknown argument to -type: {text}")
    return lambda _path, node: node.kind == KINDS[text]


def _perm(call: Call, text: str) -> Test:
    digits = text.lstrip("-/")
    if not re.fullmatch(r"[0-7]{1,4}", digits):
        raise Trouble(f"invalid mode ‘{text}’")
    bits = int(digits, 8)
    if text.startswith("-"):
        return lambda _path, node: node.mode & bits == bits
    if text.startswith("/"):
        return lambda _path, node: bool(node.mode & bits)
    return lambda _path, node: node.mode == bits


def _size(call: Call, text: str) -> Test:
    hit = re.fullmatch(r"([-+]?)(\d{1,9})([ckMGb]?)", text)
    if not hit:
        raise Trouble(f"Invalid argument `{text}' to -size")
    fits = _compared(hit[1] + hit[2], "-size")
    return lambda _path, node: fits(-(-node.size // UNITS[hit[3]]))


def _age(unit: timedelta) -> Callable[[Call, str], Test]:
    def test(call: Call, text: str) -> Test:
        fits, now = _compared(text, "-mtime"), call.machine.now
        return lambda _path, node: fits((now - node.mtime) // unit)

    return test


def _newer(call: Call, text: str) -> Test:
    at = call.node(text).mtime
    return lambda _path, node: node.mtime > at


TESTS: dict[str, Callable[[Call, str], Test]] = {
    "-name": _name, "-iname": _iname, "-type": _type, "-perm": _perm, "-size": _size,
    "-user": lambda _call, text: lambda _path, node: node.owner == text,
    "-group": lambda _call, text: lambda _path, node: node.group == text,
    "-path": lambda _call, text: lambda path, _node: fnmatch.fnmatchcase(path, text),
    "-mmin": _age(timedelta(minutes=1)), "-mtime": _age(timedelta(days=1)), "-newer": _newer,
}  # fmt: skip


def _act(call: Call, plan: _Plan, found: list[tuple[str, Node]]) -> None:
    if plan.action == "exec":
        if plan.at_once:
            paths = [path for path, _node in found]
            words = [word for part in plan.command for word in (paths if part == "{}" else [part])]
            call.chunks += call.invoke(words, "", to_terminal=False).chunks if paths else ()
        else:
            for path, _node in found[:200]:
                words = [part.replace("{}", path) for part in plan.command]
                call.chunks += call.invoke(words, "", to_terminal=False).chunks
        return
    for path, node in found:
        if plan.action == "delete":
            removed(call, path)
        elif plan.action == "ls":
            call.say(
                f"{letters(node)} {node.owner} {node.group} {node.size:>8} {day(node.mtime, call.machine.now)} {path}"
            )
        else:
            call.say(path)
