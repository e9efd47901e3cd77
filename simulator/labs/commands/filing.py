"""``touch mkdir rm rmdir cp mv ln``: making, copying and removing files."""

from copy import deepcopy

from simulator.labs.call import Call, Given, options
from simulator.labs.files import DENIED, MISSING, Node, walk
from simulator.labs.limits import Trouble


def touch(call: Call) -> int:
    """Make an empty file, or let one look new."""
    given = options(call, "cam", "dt")
    machine = call.machine
    for path in given.rest:
        try:
            node = call.node(path)
            if not node.allows(machine.me, "w"):
                raise Trouble(f"cannot touch '{path}': {DENIED}")
            node.mtime = machine.now
        except Trouble as trouble:
            if trouble.text != MISSING:
                raise Trouble(f"cannot touch '{path}': {trouble.text}") from trouble
            _made(call, path, _fresh(call, "file", 0o644), "touch")
    return 0


def _fresh(call: Call, kind: str, mode: int) -> Node:
    me = call.machine.me
    return Node(kind, mode, me.name, me.groups[0], call.machine.now)


def _made(call: Call, path: str, node: Node, verb: str) -> None:
    try:
        call.machine.files.make(call.machine.path(path), node, call.machine.me)
    except Trouble as trouble:
        what = {
            "touch": "cannot touch",
            "mkdir": "cannot create directory",
            "ln": "failed to create symbolic link",
        }
        raise Trouble(f"{what.get(verb, 'cannot create')} '{path}': {trouble.text}") from trouble


def mkdir(call: Call) -> int:
    """Make folders."""
    given = options(call, "pv", "m", {"parents": "p", "mode": "m"})
    if not given.rest:
        raise Trouble("missing operand")
    mode = int(given.value("m", "755"), 8) if given.value("m", "755").isdigit() else 0o755
    for path in given.rest:
        if "p" in given:
            whole = ""
            for part in call.machine.path(path).strip("/").split("/"):
                whole += f"/{part}"
                if not call.machine.files.has(whole, call.machine.me):
                    _made(call, whole, _fresh(call, "dir", mode), "mkdir")
        else:
            _made(call, path, _fresh(call, "dir", mode), "mkdir")
    return 0


def rm(call: Call) -> int:
    """Remove files."""
    given = options(call, "rRfiv", long={"recursive": "r", "force": "f"})
    code = 0
    for path in given.rest:
        try:
            node = call.node(path, follow=False)
            if node.kind == "dir" and not ({"r", "R"} & given.flags):
                raise Trouble("Is a directory")
            if call.machine.path(path) == "/":
                raise Trouble("it is dangerous to operate recursively on '/'")
            removed(call, path)
        except Trouble as trouble:
            if trouble.text == MISSING and "f" in given:
                continue
            call.complain(f"cannot remove '{path}': {trouble.text}")
            code = 1
    return code


def removed(call: Call, path: str) -> None:
    """Remove what is at a path; space comes back unless a process holds the file open."""
    machine = call.machine
    whole = machine.path(path)
    node = machine.files.remove(whole, machine.me, machine.now)
    for name, one in walk(whole, node):
        machine.spend(20)
        holder = next((p for p in machine.processes.values() if name in p.cmd.split()), None)
        if one.kind != "file":
            continue
        if holder is not None:
            machine.held.setdefault(holder.pid, []).append((name, one.size))
        else:
            machine.free(name, one.size)


def rmdir(call: Call) -> int:
    """Remove empty folders."""
    for path in options(call, "p").rest:
        try:
            node = call.node(path)
            if node.kind != "dir":
                raise Trouble("Not a directory")
            if node.children:
                raise Trouble("Directory not empty")
            call.machine.files.remove(call.machine.path(path), call.machine.me, call.machine.now)
        except Trouble as trouble:
            raise Trouble(f"failed to remove '{path}': {trouble.text}") from trouble
    return 0


def cp(call: Call) -> int:
    """Copy files."""
    given = options(call, "rRapfvi", long={"recursive": "r", "archive": "a", "preserve": "p"})
    return _each(call, given, copy=True)


def mv(call: Call) -> int:
    """Move or rename files."""
    return _each(call, options(call, "fvin"), copy=False)


def _each(call: Call, given: Given, *, copy: bool) -> int:
    if len(given.rest) < 2:
        raise Trouble(
            "missing file operand"
            if not given.rest
            else f"missing destination file operand after '{given.rest[0]}'"
        )
    *sources, target = given.rest
    machine = call.machine
    is_dir = machine.files.has(machine.path(target), machine.me) and call.node(target).kind == "dir"
    if len(sources) > 1 and not is_dir:
        raise Trouble(f"target '{target}' is not a directory")
    for source in sources:
        try:
            node = call.node(source, follow=copy)
        except Trouble as trouble:
            raise Trouble(f"cannot stat '{source}': {trouble.text}") from trouble
        name = machine.path(source).rpartition("/")[2]
        _one(call, given, source, node, f"{target.rstrip('/')}/{name}" if is_dir else target, copy=copy)
    return 0


def _one(call: Call, given: Given, source: str, node: Node, place: str, *, copy: bool) -> None:
    machine = call.machine
    path = machine.path(place)
    if copy and node.kind == "dir" and not ({"r", "R", "a"} & given.flags):
        raise Trouble(f"-r not specified; omitting directory '{source}'")
    if copy and not node.allows(machine.me, "r"):
        raise Trouble(f"cannot open '{source}' for reading: {DENIED}")
    if path.startswith(machine.path(source) + "/"):
        raise Trouble(f"cannot copy a directory, '{source}', into itself, '{place}'")
    verb = "create regular file" if copy else "move to"
    try:
        if copy and machine.files.has(path, machine.me) and node.kind == "file":
            machine.files.write(path, node.text, machine.me, machine.now)
            return
        fresh = deepcopy(node)
        if copy and not ({"a", "p"} & given.flags):
            fresh.owner, fresh.group, fresh.mtime = machine.me.name, machine.me.groups[0], machine.now
        if not copy:
            machine.files.remove(machine.path(source), machine.me, machine.now)
            if machine.files.has(path, machine.me):
                machine.files.remove(path, machine.me, machine.now)
        machine.files.make(path, fresh, machine.me)
    except Trouble as trouble:
        raise Trouble(f"cannot {verb} '{place}': {trouble.text}") from trouble


def ln(call: Call) -> int:
    """Make a symbolic link."""
    given = options(call, "sfn", long={"symbolic": "s", "force": "f"})
    if len(given.rest) != 2 or "s" not in given:
        raise Trouble("this machine makes symbolic links only: ln -s TARGET NAME")
    if "f" in given and call.machine.files.has(call.machine.path(given.rest[1]), call.machine.me):
        removed(call, given.rest[1])
    node = _fresh(call, "link", 0o777)
    node.target = given.rest[0]
    _made(call, given.rest[1], node, "ln")
    return 0


def truncate(call: Call) -> int:
    """Cut a file to a size; its space comes back at once."""
    given = options(call, "", "s", {"size": "s"})
    machine = call.machine
    if given.value("s") != "0" or not given.rest:
        raise Trouble("this machine truncates to nothing only: truncate -s 0 FILE")
    for path in given.rest:
        node = call.node(path)
        size = node.size
        machine.files.write(machine.path(path), "", machine.me, machine.now)
        machine.free(machine.path(path), size)
    return 0
