"""``df du free``: what is full."""

from simulator.domain.machine import Mount
from simulator.labs.call import Call, options
from simulator.labs.commands.listing import human
from simulator.labs.files import walk
from simulator.labs.limits import Trouble
from simulator.labs.space import mounts, used


def df(call: Call) -> int:
    """Show how full file systems are."""
    given = options(call, "hTikmPla", "t", {"human-readable": "h", "inodes": "i", "print-type": "T"})
    found = mounts(call.machine)
    if given.rest:
        ats = []
        for path in given.rest:
            call.node(path)
            ats.append(call.machine.mount_of(call.machine.path(path)))
        found = [one for one in found if one.at in ats]
    head = ["Filesystem", *(["Type"] if "T" in given else [])]
    if "i" in given:
        head += ["Inodes", "IUsed", "IFree", "IUse%", "Mounted on"]
    else:
        head += [
            "Size" if "h" in given else "1K-blocks",
            "Used",
            "Avail" if "h" in given else "Available",
            "Use%",
            "Mounted on",
        ]
    rows = [head]
    for one in found:
        kind = [one.fstype] if "T" in given else []
        rows.append(
            [one.source, *kind, *_figures(call, one, inodes="i" in given, readable="h" in given), one.at]
        )
    table(call, rows, right=range(2 if "T" in given else 1, len(head) - 1))
    return 0


def _figures(call: Call, one: Mount, *, inodes: bool, readable: bool) -> list[str]:
    taken = one.iused if inodes else used(call.machine, one)
    size = one.inodes if inodes else one.size
    left = max(0, size - taken)
    share = f"{min(100, -(-100 * taken // max(size, 1)))}%"
    if inodes or not readable:
        return [str(size), str(taken), str(left), share]
    return [human(size * 1024), human(taken * 1024), human(left * 1024), share]


def table(call: Call, rows: list[list[str]], right: range = range(0)) -> None:
    """Write rows in columns."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = [
            f"{cell:>{widths[n]}}" if n in right else f"{cell:<{widths[n]}}" for n, cell in enumerate(row)
        ]
        call.say(" ".join(cells).rstrip())


def du(call: Call) -> int:
    """Show what takes how much space."""
    given = options(
        call,
        "shackmxb",
        "d",
        {"summarize": "s", "human-readable": "h", "max-depth": "d", "all": "a", "total": "c"},
    )
    code, whole = 0, 0
    for start in given.rest or (".",):
        try:
            root = call.node(start)
        except Trouble as trouble:
            call.complain(f"cannot access '{start}': {trouble.text}")
            code = 1
            continue
        depth = 0 if "s" in given else given.number("d", 99)
        sizes = {
            path: (node.kind, sum(one.size for _p, one in walk(path, node)))
            for path, node in walk(start, root)
        }
        for path in sorted(sizes, key=lambda path: (path.count("/"), path), reverse=True):
            kind, size = sizes[path]
            level = path.removeprefix(start).strip("/").count("/") + (path != start)
            if level <= depth and (kind == "dir" or "a" in given or path == start):
                call.say(f"{human(max(size, 4096)) if 'h' in given else -(-size // 1024)}\t{path}")
        whole += sizes[start][1]
    if "c" in given:
        call.say(f"{human(whole) if 'h' in given else -(-whole // 1024)}\ttotal")
    return code


def free(call: Call) -> int:
    """Show memory in use."""
    given = options(call, "hmgkb", long={"human": "h", "mega": "m"})
    total, taken = call.machine.spec.memory
    held = min(total - 80, taken)
    cached = max(0, total - held) // 2
    left = total - held - cached

    def shown(megabytes: int) -> str:
        if "h" in given:
            return f"{megabytes / 1024:.1f}Gi" if megabytes >= 1024 else f"{megabytes}Mi"
        return str(megabytes if "m" in given else megabytes * 1024)

    call.say(f"{'':15}{'total':>12}{'used':>12}{'free':>12}{'shared':>12}{'buff/cache':>12}{'available':>12}")
    call.say(
        f"{'Mem:':15}" + "".join(f"{shown(n):>12}" for n in (total, held, left, 12, cached, left + cached))
    )
    call.say(f"{'Swap:':15}" + "".join(f"{shown(0):>12}" for _ in range(3)))
    return 0
