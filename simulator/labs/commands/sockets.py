"""``ss netstat lsof``: who listens, who is connected, who holds a file open."""

from simulator.domain.machine import Process, Socket
from simulator.labs.call import Call
from simulator.labs.commands.processes import bare
from simulator.labs.commands.space import table
from simulator.labs.limits import Trouble
from simulator.labs.net import listening, seen_as

LONG = {"--listening": "l", "--tcp": "t", "--udp": "u", "--numeric": "n", "--processes": "p", "--all": "a"}
SERVICES = {22: "ssh", 80: "http", 443: "https", 53: "domain", 3306: "mysql", 5432: "postgresql", 25: "smtp"}


def ss(call: Call) -> int:
    """Show sockets: ss -ltnp for what listens, ss -tn for connections."""
    letters = ""
    words = []
    for arg in call.args:
        if arg in LONG:
            letters += LONG[arg]
        elif arg.startswith("-") and set(arg[1:]) <= set("ltunpaesHmioxr46"):
            letters += arg[1:]
        elif arg.startswith("-"):
            raise Trouble(f"unrecognized option '{arg}'")
        else:
            words.append(arg)
    found = _chosen(call, letters)
    port = next((word.strip("():").rpartition(":")[2] for word in reversed(words) if ":" in word), "")
    if port:
        found = [one for one in found if port in (str(one.port), one.peer.rpartition(":")[2])]
    if call.name == "netstat":
        _netstat(call, letters, found)
        return 0
    head = [
        "Netid",
        "State",
        "Recv-Q",
        "Send-Q",
        "Local Address:Port",
        "Peer Address:Port",
        *(["Process"] if "p" in letters else []),
    ]
    rows = [head] if "H" not in letters else []
    rows += [_row(call, one, letters) for one in found]
    table(call, rows) if rows else None
    return 0


def _chosen(call: Call, letters: str) -> list[Socket]:
    kinds = {name for letter, name in (("t", "tcp"), ("u", "udp")) if letter in letters} or {"tcp", "udp"}
    found = [one for one in listening(call.machine) if one.proto in kinds]
    if "a" in letters:
        return found
    return [one for one in found if bool(one.peer) != ("l" in letters)]


def _row(call: Call, one: Socket, letters: str) -> list[str]:
    state = one.state if one.peer else "LISTEN" if one.proto == "tcp" else "UNCONN"
    shown = [
        one.proto,
        state,
        "0",
        "0" if one.peer else "511",
        f"{_here(call, one)}:{_port(one.port, letters)}",
        one.peer or "0.0.0.0:*",
    ]
    if "p" in letters:
        process = _process(call, one)
        shown.append(f'users:(("{bare(process)}",pid={process.pid},fd=6))' if process else "")
    return shown


def _here(call: Call, one: Socket) -> str:
    return seen_as(call.machine) if one.peer and one.address == "0.0.0.0" else one.address  # noqa: S104 — a text


def _port(port: int, letters: str) -> str:
    return str(port) if "n" in letters else SERVICES.get(port, str(port))


def _process(call: Call, one: Socket) -> Process | None:
    """Return the process of a socket, as far as one may see it."""
    process = call.machine.processes.get(one.pid)
    me = call.machine.me
    return process if process and (me.is_root or process.user == me.name) else None


def _netstat(call: Call, letters: str, found: list[Socket]) -> None:
    rows = [
        [
            "Proto",
            "Recv-Q",
            "Send-Q",
            "Local Address",
            "Foreign Address",
            "State",
            *(["PID/Program name"] if "p" in letters else []),
        ]
    ]
    for one in found:
        shown = _row(call, one, letters)
        process = _process(call, one)
        who = [f"{process.pid}/{bare(process)}" if process else "-"] if "p" in letters else []
        rows.append([one.proto, "0", "0", shown[4], one.peer or "0.0.0.0:*", shown[1], *who])
    table(call, rows)


def lsof(call: Call) -> int:
    """Show who holds a port or a file: lsof -i :8080, lsof +L1, lsof FILE."""
    words = [arg for arg in call.args if arg not in ("-P", "-n", "-nP", "-Pn")]
    rows = [["COMMAND", "PID", "USER", "FD", "TYPE", "SIZE/OFF", "NAME"]]
    ports = [word for word in words if word.startswith(("-i", ":", "-iTCP", "TCP:", "tcp:"))]
    if ports:
        wanted = next((word.rpartition(":")[2] for word in ports if ":" in word), "")
        for one in listening(call.machine):
            process = _process(call, one)
            if process and wanted in ("", str(one.port)):
                state = "(ESTABLISHED)" if one.peer else "(LISTEN)"
                rows.append(
                    [
                        bare(process),
                        str(process.pid),
                        process.user,
                        "6u",
                        "IPv4",
                        "0t0",
                        f"{one.proto.upper()} *:{one.port} {state}",
                    ]
                )
    elif "+L1" in words or not words:
        for pid, files in call.machine.held.items():
            process = call.machine.processes.get(pid)
            for path, size in files if process else ():
                name = bare(process) if process else ""
                owner = process.user if process else ""
                rows.append([name, str(pid), owner, "3w", "REG", str(size), f"{path} (deleted)"])
    else:
        rows += _openers(call, words[-1])
    if len(rows) == 1:
        return 1
    table(call, rows)
    return 0


def _openers(call: Call, path: str) -> list[list[str]]:
    whole = call.machine.path(path)
    call.node(path)
    return [
        [bare(one), str(one.pid), one.user, "3w", "REG", str(call.node(path).size), whole]
        for one in call.machine.processes.values()
        if whole in one.cmd.split()
    ]
