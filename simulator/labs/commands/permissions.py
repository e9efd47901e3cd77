"""``chmod chown chgrp``: rights and owners."""

import re

from simulator.labs.call import Call, Given, options
from simulator.labs.files import Node, walk
from simulator.labs.limits import Trouble

_CLAUSE = re.compile(r"^([ugoa]*)([-+=][rwxXst]*(?:[-+=][rwxXst]*)*)$")
_BITS = {"r": 4, "w": 2, "x": 1}
NOT_YOURS = "Operation not permitted"
LONG = {"recursive": "R", "verbose": "v", "changes": "c"}


def chmod(call: Call) -> int:
    """Change who may do what with files."""
    # A mode like -x looks like an option; the real one takes it as a mode too.
    modes = [arg for arg in call.args if re.fullmatch(r"-[rwxXst]+", arg) and arg != "-R"]
    call.args = [arg for arg in call.args if arg not in modes]
    given = options(call, "Rvcf", "", LONG | {"reference": "r"})
    rest = [*modes, *given.rest]
    if len(rest) < 2:
        raise Trouble("missing operand" + (f" after '{rest[0]}'" if rest else ""))
    mode = rest[0]
    changed(mode, Node("file", 0, "", "", call.machine.now))
    return _each(call, given, rest[1:], lambda node: setattr(node, "mode", changed(mode, node)))


def changed(text: str, node: Node) -> int:
    """Return the mode a node gets from ``640`` or ``g+r,o-w``; raise ``Trouble`` for what is no mode."""
    if re.fullmatch(r"[0-7]{1,4}", text):
        return int(text, 8)
    mode = node.mode
    for clause in text.split(","):
        hit = _CLAUSE.match(clause)
        if not hit:
            raise Trouble(f"invalid mode: '{text}'")
        whom = hit[1].replace("a", "ugo") or "ugo"
        for sign, letters in re.findall(r"([-+=])([rwxXst]*)", hit[2]):
            mode = _applied(mode, whom, sign, letters, node)
    return mode


def _applied(mode: int, whom: str, sign: str, letters: str, node: Node) -> int:
    bits = 0
    for letter in letters:
        name = letter
        if letter == "X":
            if node.kind != "dir" and not mode & 0o111:
                continue
            name = "x"
        for one in whom:
            if name in _BITS:
                bits |= _BITS[name] << {"u": 6, "g": 3, "o": 0}[one]
            elif name == "s" and one in "ug":
                bits |= 0o4000 if one == "u" else 0o2000
            elif name == "t":
                bits |= 0o1000
    if sign == "-":
        return mode & ~bits
    if sign == "+":
        return mode | bits
    cleared = sum(0o7 << {"u": 6, "g": 3, "o": 0}[one] for one in set(whom))
    return (mode & ~cleared) | bits


def _each(call: Call, given: Given, paths: list[str], change: object) -> int:
    assert callable(change)
    code = 0
    me = call.machine.me
    for path in paths:
        try:
            found = list(walk(path, call.node(path))) if "R" in given else [(path, call.node(path))]
        except Trouble as trouble:
            call.complain(f"cannot access '{path}': {trouble.text}")
            code = 1
            continue
        for name, node in found:
            if not me.is_root and me.name != node.owner:
                verb = "changing permissions" if call.name == "chmod" else "changing ownership"
                call.complain(f"{verb} of '{name}': {NOT_YOURS}")
                code = 1
            else:
                change(node)
                if "v" in given:
                    call.say(f"mode of '{name}' is now {node.mode:04o}, owner {node.owner}:{node.group}")
    return code


def chown(call: Call) -> int:
    """Change owner and group of files."""
    given = options(call, "Rvcfh", "", LONG)
    if len(given.rest) < 2:
        raise Trouble("missing operand" + (f" after '{given.rest[0]}'" if given.rest else ""))
    owner, colon, group = given.rest[0].replace(".", ":", 1).partition(":")
    if call.name == "chgrp":
        owner, colon, group = "", ":", given.rest[0]
    _known(call, owner, group)
    group = group or (owner if colon else "")
    me = call.machine.me

    def change(node: Node) -> None:
        gives_away = owner and owner != node.owner
        if not me.is_root and (gives_away or (group and group not in me.groups)):
            raise Trouble(f"changing ownership of '{given.rest[-1]}': {NOT_YOURS}")
        node.owner, node.group = owner or node.owner, group or node.group
        node.mode &= ~0o6000

    return _each(call, given, list(given.rest[1:]), change)


def _known(call: Call, owner: str, group: str) -> None:
    users = call.machine.users
    groups = {name for who in users.values() for name in who.groups}
    if owner and owner not in users:
        raise Trouble(f"invalid user: '{owner}'")
    if group and group not in groups:
        raise Trouble(f"invalid group: '{group}'")


def umask(call: Call) -> int:
    """Show which rights new files do not get."""
    call.say("0022")
    return 0
