"""``ps``, ``top`` and ``uptime``: what runs, whose it is, what it costs."""

from collections.abc import Callable
from datetime import timedelta

from simulator.domain.machine import Process
from simulator.labs.call import Call
from simulator.labs.limits import Trouble
from simulator.labs.logs import moment
from simulator.labs.machine import Machine


def clock(seconds: int) -> str:
    """Return seconds as ``ps`` shows elapsed time."""
    days, rest = divmod(max(0, seconds), 86400)
    hours, rest = divmod(rest, 3600)
    text = (
        f"{hours:02}:{rest // 60:02}:{rest % 60:02}" if hours or days else f"{rest // 60:02}:{rest % 60:02}"
    )
    return f"{days}-{text}" if days else text


def elapsed(machine: Machine, one: Process) -> int:
    """Return the seconds a process has been running."""
    return one.seconds + int((machine.now - moment(machine.spec.start)).total_seconds())


def started(machine: Machine, one: Process) -> str:
    """Return when a process began, as ``ps`` shows it."""
    at = machine.now - timedelta(seconds=elapsed(machine, one))
    return at.strftime("%H:%M") if at.date() == machine.now.date() else at.strftime("%b%d")


def spent(one: Process) -> str:
    """Return the processor time of a process."""
    minutes = int(one.seconds * one.cpu / 6000)
    return f"{minutes}:{int(one.seconds * one.cpu / 100) % 60:02}"


def bare(one: Process) -> str:
    """Return the name of a process without path and arguments."""
    return one.cmd.split()[0].rpartition("/")[2].rstrip(":")[:15]


Column = Callable[[Machine, Process], str]
COLUMNS: dict[str, tuple[str, Column]] = {
    "pid": ("PID", lambda _m, p: str(p.pid)),
    "ppid": ("PPID", lambda _m, p: str(p.ppid)),
    "user": ("USER", lambda _m, p: p.user),
    "uid": ("UID", lambda m, p: str(m.users[p.user].uid if p.user in m.users else 0)),
    "%cpu": ("%CPU", lambda _m, p: f"{p.cpu:.1f}"),
    "%mem": ("%MEM", lambda _m, p: f"{p.mem:.1f}"),
    "rss": ("RSS", lambda _m, p: str(p.rss)),
    "vsz": ("VSZ", lambda _m, p: str(p.rss * 3 + 1024)),
    "stat": ("STAT", lambda _m, p: p.stat),
    "tty": ("TT", lambda _m, p: p.tty),
    "etime": ("ELAPSED", lambda m, p: clock(elapsed(m, p))),
    "etimes": ("ELAPSED", lambda m, p: str(elapsed(m, p))),
    "start": ("STARTED", started),
    "time": ("TIME", lambda _m, p: spent(p)),
    "comm": ("COMMAND", lambda _m, p: bare(p)),
    "cmd": ("CMD", lambda _m, p: p.cmd),
}
SAME = {"pcpu": "%cpu", "pmem": "%mem", "args": "cmd", "command": "cmd", "state": "stat", "s": "stat", "euser": "user", "lstart": "start", "start_time": "start", "ucmd": "comm", "tt": "tty"}  # fmt: skip
LAST = {"u": "users", "p": "pids", "C": "names"}
"""Letters that end a bundle of flags and take a list: ``-fu bob``."""
NUMERIC = {"pid", "ppid", "%cpu", "%mem", "rss", "vsz", "etimes", "uid"}


def everybody(call: Call) -> list[Process]:
    """Return all processes, also the one that looks."""
    me = call.machine.me.name
    own = [
        Process(pid=4021, ppid=4019, user=me, cmd="-bash", stat="Ss", seconds=600, tty="pts/0", rss=5120),
        Process(pid=4022 + len(call.machine.printed), ppid=4021, user=me, stat="R+", seconds=0, tty="pts/0",
                cmd=" ".join([call.name, *call.args]), rss=3300),
    ]  # fmt: skip
    return [*sorted(call.machine.processes.values(), key=lambda one: one.pid), *own]


def ps(call: Call) -> int:
    """Show processes."""
    wanted = _wanted(call)
    found = everybody(call)
    if not wanted["all"]:
        found = [one for one in found if one.tty == "pts/0"]
    for key, test in (("users", "user"), ("pids", "pid"), ("parents", "ppid")):
        if wanted[key]:
            found = [one for one in everybody(call) if str(getattr(one, test)) in wanted[key]]
    if wanted["names"]:
        found = [one for one in everybody(call) if bare(one) in wanted["names"]]
    for name in reversed(wanted["sort"]):
        column = _column(name.lstrip("+-"))
        backwards = name.startswith("-")
        found = sorted(found, key=lambda one: _order(call, column, one), reverse=backwards)
    _table(call, wanted["columns"], found, heads=not wanted["bare"])
    return 0 if found else 1


def _order(call: Call, column: str, one: Process) -> tuple[float, str]:
    if column == "etime":
        return float(elapsed(call.machine, one)), ""
    text = COLUMNS[column][1](call.machine, one)
    return (float(text), "") if column in NUMERIC else (0.0, text)


def _column(name: str) -> str:
    known = SAME.get(name.lower(), name.lower())
    if known not in COLUMNS:
        raise Trouble(
            f"error: unknown user-defined format specifier \"{name}\"\nTry 'ps --help' for more information."
        )
    return known


def _wanted(call: Call) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {
        key: [] for key in ("all", "users", "pids", "parents", "names", "sort", "columns", "bare")
    }
    simple = ["pid", "tty", "time", "comm"]
    queue = list(call.args)
    while queue:
        arg = queue.pop(0)
        name, _, glued = arg.partition("=")
        lists = {
            "-u": "users",
            "-U": "users",
            "-p": "pids",
            "-C": "names",
            "--ppid": "parents",
            "--sort": "sort",
            "--pid": "pids",
            "--user": "users",
            "-q": "pids",
        }
        if name in lists or name in ("-o", "--format", "-eo", "-Ao"):
            value = glued or (queue.pop(0) if queue else "")
            kept["all"] = ["yes"] if name in ("-eo", "-Ao") else kept["all"]
            if name in lists:
                kept[lists[name]] += [part for part in value.split(",") if part]
            else:
                _own_columns(kept, value)
        elif arg[:1] == "-" and arg[-1:] in LAST and arg[1:2] != "-" and queue and queue[0][:1] != "-":
            kept[LAST[arg[-1]]] += queue.pop(0).split(",")
            simple = _style(arg[:-1], kept, simple) if len(arg) > 2 else simple
        elif arg in ("--no-headers", "--no-heading"):
            kept["bare"] = ["yes"]
        elif arg in ("--forest", "-H", "ww", "-ww"):
            continue
        else:
            simple = _style(arg, kept, simple)
    kept["columns"] = kept["columns"] or simple
    if kept["sort"] and not kept["columns"]:
        kept["all"] = ["yes"]
    return kept


def _own_columns(kept: dict[str, list[str]], value: str) -> None:
    for part in value.replace(" ", ",").split(","):
        name, equals, _title = part.partition("=")
        if name:
            kept["columns"].append(_column(name))
        if equals:
            kept["bare"] = ["yes"]


def _style(arg: str, kept: dict[str, list[str]], simple: list[str]) -> list[str]:
    letters = arg.lstrip("-")
    if arg.isdigit():
        kept["pids"].append(arg)
        return simple
    if not letters or not set(letters) <= set("aAefluxwHjTLFyN"):
        raise Trouble(f"error: unsupported option '{arg}'\nTry 'ps --help' for more information.")
    if arg.startswith("-"):
        if set("eA") & set(letters):
            kept["all"] = ["yes"]
        if set("fFl") & set(letters):
            return ["user", "pid", "ppid", "%cpu", "start", "tty", "time", "cmd"]
        if letters not in ("aux", "auxw", "auxww"):
            return simple
    if "x" in letters or "a" in letters:
        kept["all"] = ["yes"]
    if "u" in letters:
        return ["user", "pid", "%cpu", "%mem", "vsz", "rss", "tty", "stat", "start", "time", "cmd"]
    return ["pid", "tty", "stat", "time", "cmd"] if letters != "l" else simple


def _table(call: Call, columns: list[str], found: list[Process], *, heads: bool) -> None:
    rows = [[COLUMNS[name][0] for name in columns]] if heads else []
    rows += [[COLUMNS[name][1](call.machine, one) for name in columns] for one in found]
    widths = [max((len(row[n]) for row in rows), default=0) for n in range(len(columns))]
    for row in rows:
        cells = [
            f"{cell:>{widths[n]}}" if columns[n] in NUMERIC | {"time", "etime"} else f"{cell:<{widths[n]}}"
            for n, cell in enumerate(row)
        ]
        call.say(" ".join(cells).rstrip())


def top(call: Call) -> int:
    """Show once what costs most."""
    found = sorted(everybody(call), key=lambda one: -one.cpu)
    total, taken = call.machine.spec.memory
    call.say(f"top - {call.machine.now:%H:%M:%S} up 4 days,  1 user,  load average: {load(call)}")
    call.say(f"Tasks: {len(found)} total,   1 running, {len(found) - 1} sleeping,   0 stopped,   0 zombie")
    call.say(f"MiB Mem : {total:8.1f} total, {max(0, total - taken):8.1f} free, {taken:8.1f} used\n")
    _table(call, ["pid", "user", "rss", "stat", "%cpu", "%mem", "time", "comm"], found[:20], heads=True)
    return 0


def load(call: Call) -> str:
    """Return the load averages that go with what runs."""
    busy = sum(one.cpu for one in call.machine.processes.values()) / 100
    return f"{busy + 0.08:.2f}, {busy + 0.03:.2f}, {busy * 0.9 + 0.02:.2f}"


def uptime(call: Call) -> int:
    """Show how long the machine has been up, and its load."""
    call.say(f" {call.machine.now:%H:%M:%S} up 4 days,  0:05,  1 user,  load average: {load(call)}")
    return 0
