"""``ls`` and ``stat``: what is there, whose it is, what may be done with it."""

from datetime import datetime, timedelta
from math import ceil

from simulator.labs.call import Call, Given, options
from simulator.labs.files import DENIED, Node, letters
from simulator.labs.limits import Trouble

FLAGS = "aAlhtrRS1dinFgopkc"
LONG = {"all": "a", "almost-all": "A", "human-readable": "h", "reverse": "r", "recursive": "R", "directory": "d", "color": "c"}  # fmt: skip


def human(size: int) -> str:
    """Return bytes as ``ls -h``, ``df -h`` and ``du -h`` show them: rounded up."""
    value = float(size)
    if value < 1024:
        return str(size)
    for unit in "KMGT":
        value /= 1024
        if value < 1024 or unit == "T":
            tenths = ceil(value * 10) / 10
            return f"{tenths:.1f}{unit}" if tenths < 10 else f"{ceil(value)}{unit}"
    return str(size)


def day(at: datetime, now: datetime) -> str:
    """Return a moment as ``ls -l`` shows it."""
    if now - at > timedelta(days=180) or at > now:
        return at.strftime("%b %e  %Y")
    return at.strftime("%b %e %H:%M")


def ls(call: Call) -> int:
    """List files and folders."""
    given = options(call, FLAGS, long=LONG, code=2)
    code = 0
    plain: list[tuple[str, Node]] = []
    folders: list[tuple[str, Node]] = []
    for path in given.rest or (".",):
        try:
            node = call.node(path, follow="l" not in given and "d" not in given)
        except Trouble as trouble:
            call.complain(f"cannot access '{path}': {trouble.text}")
            code = 2
            continue
        (folders if node.kind == "dir" and "d" not in given else plain).append((path, node))
    if plain:
        _names(call, given, plain)
    for path, node in sorted(folders):
        if len(given.rest) > 1 or "R" in given:
            if plain or path != min(folders)[0]:
                call.say()
            call.say(f"{path}:")
        code = max(code, _folder(call, given, path, node))
    return code


def _folder(call: Call, given: Given, path: str, node: Node, depth: int = 0) -> int:
    if not node.allows(call.machine.me, "r"):
        call.complain(f"cannot open directory '{path}': {DENIED}")
        return 2
    found = [(name, node.children[name]) for name in sorted(node.children, key=str.lower)]
    if "a" not in given and "A" not in given:
        found = [one for one in found if not one[0].startswith(".")]
    elif "a" in given:
        found = [(".", node), ("..", node), *found]
    if "l" in given:
        call.say(f"total {sum(-(-one.size // 4096) * 4 for _name, one in found)}")
    _names(call, given, found)
    code = 0
    if "R" in given and depth < 20:
        for name, one in found:
            if one.kind == "dir" and name not in (".", ".."):
                call.say(f"\n{path.rstrip('/')}/{name}:")
                code = max(code, _folder(call, given, f"{path.rstrip('/')}/{name}", one, depth + 1))
    return code


def _names(call: Call, given: Given, found: list[tuple[str, Node]]) -> None:
    if "t" in given:
        found = sorted(found, key=lambda one: one[1].mtime, reverse=True)
    if "S" in given:
        found = sorted(found, key=lambda one: -one[1].size)
    if "r" in given:
        found = found[::-1]
    if "l" in given or "n" in given or "g" in given or "o" in given:
        _long(call, given, found)
        return
    names = [_marked(name, node, given) for name, node in found]
    if names:
        call.write(
            "  ".join(names) + "\n" if call.to_terminal and "1" not in given else "\n".join(names) + "\n"
        )


def _marked(name: str, node: Node, given: Given) -> str:
    if "i" in given:
        name = f"{id_of(name)} {name}"
    if "F" in given or ("p" in given and node.kind == "dir"):
        return name + {"dir": "/", "link": "@"}.get(node.kind, "*" if node.mode & 0o111 else "")
    return name


def id_of(name: str) -> int:
    """Return an inode number that is always the same for a name."""
    return 131072 + sum(ord(char) * (n + 7) for n, char in enumerate(name)) % 90000


def _long(call: Call, given: Given, found: list[tuple[str, Node]]) -> None:
    rows = []
    for name, node in found:
        size = human(node.size) if "h" in given else str(node.size)
        owner, group = node.owner, node.group
        if "n" in given:
            owner, group = (_number(call, text) for text in (owner, group))
        shown = f"{name} -> {node.target}" if node.kind == "link" else _marked(name, node, given)
        links = (
            str(2 + sum(one.kind == "dir" for one in node.children.values())) if node.kind == "dir" else "1"
        )
        rows.append((letters(node), links, owner, group, size, day(node.mtime, call.machine.now), shown))
    widths = [max((len(row[n]) for row in rows), default=0) for n in range(5)]
    for mode, links, owner, group, size, at, name in rows:
        call.say(
            f"{mode} {links:>{widths[1]}} {owner:<{widths[2]}} {group:<{widths[3]}} {size:>{widths[4]}} {at} {name}"
        )


def _number(call: Call, name: str) -> str:
    who = call.machine.users.get(name)
    return str(who.uid) if who else name


def stat(call: Call) -> int:
    """Show everything about a file."""
    given = options(call, "L", "c", {"format": "c", "dereference": "L"})
    if not given.rest:
        raise Trouble("missing operand")
    code = 0
    for path in given.rest:
        try:
            node = call.node(path, follow="L" in given)
        except Trouble as trouble:
            call.complain(f"cannot statx '{path}': {trouble.text}")
            code = 1
            continue
        if "c" in given:
            call.say(_formatted(given.value("c"), path, node))
            continue
        _full(call, path, node)
    return code


def _full(call: Call, path: str, node: Node) -> None:
    kind = {"dir": "directory", "link": "symbolic link"}.get(node.kind, "regular file")
    owner, group = (_number(call, name) for name in (node.owner, node.group))
    at = node.mtime.strftime("%Y-%m-%d %H:%M:%S.000000000 +0000")
    call.say(f"  File: {path}{f' -> {node.target}' if node.kind == 'link' else ''}")
    call.say(f"  Size: {node.size:<15} Blocks: {-(-node.size // 512):<10} IO Block: 4096   {kind}")
    call.say(
        f"Access: ({node.mode:04o}/{letters(node)})  Uid: ({owner:>5}/{node.owner:>8})   Gid: ({group:>5}/{node.group:>8})"
    )
    call.say(f"Modify: {at}\nChange: {at}")


def _formatted(text: str, path: str, node: Node) -> str:
    marks = {
        "%a": f"{node.mode:o}", "%A": letters(node), "%U": node.owner, "%G": node.group, "%s": str(node.size),
        "%n": path, "%y": node.mtime.strftime("%Y-%m-%d %H:%M:%S +0000"), "%Y": str(int(node.mtime.timestamp())),
    }  # fmt: skip
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text
