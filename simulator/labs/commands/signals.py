"""``kill pkill pgrep``: finding processes by name, and sending them signals."""

from simulator.domain.machine import Process
from simulator.labs.call import Call
from simulator.labs.commands.processes import bare
from simulator.labs.limits import Trouble
from simulator.labs.machine import Machine
from simulator.labs.patterns import pattern
from simulator.labs.units import restarted

SIGNALS = {
    "TERM": 15,
    "KILL": 9,
    "HUP": 1,
    "INT": 2,
    "QUIT": 3,
    "USR1": 10,
    "USR2": 12,
    "STOP": 19,
    "CONT": 18,
}


def pgrep(call: Call) -> int:
    """Find processes by name."""
    args = [arg for arg in call.args if not arg.startswith("-")]
    flags = "".join(arg[1:] for arg in call.args if arg.startswith("-"))
    user = ""
    if "u" in flags and len(args) > 1:
        user = args.pop(0)
    found = _named(call, args[0] if args else "", full="f" in flags, user=user)
    for one in found:
        call.say(
            f"{one.pid} {one.cmd}"
            if "a" in flags
            else f"{one.pid} {bare(one)}"
            if "l" in flags
            else str(one.pid)
        )
    return 0 if found else 1


def pidof(call: Call) -> int:
    """Show the numbers of processes by their exact name."""
    found = [one for one in call.machine.processes.values() if bare(one) in call.args]
    if found:
        call.say(" ".join(str(one.pid) for one in sorted(found, key=lambda one: -one.pid)))
    return 0 if found else 1


def _named(call: Call, text: str, *, full: bool, user: str = "") -> list[Process]:
    if not text and not user:
        raise Trouble("no matching criteria specified", 2)
    compiled = pattern(text, extended=True)
    return [
        one
        for one in sorted(call.machine.processes.values(), key=lambda one: one.pid)
        if compiled.found_in(one.cmd if full else bare(one)) and (not user or one.user == user)
    ]


def kill(call: Call) -> int:
    """Send a process a signal."""
    args = list(call.args)
    signal = "TERM"
    if args and args[0] == "-l":
        call.say(" ".join(f"{number}) SIG{name}" for name, number in SIGNALS.items()))
        return 0
    if args and args[0] in ("-s", "-n") and len(args) > 1:
        signal = _signal(args[1])
        args = args[2:]
    elif args and args[0].startswith("-") and args[0] != "--":
        signal = _signal(args.pop(0)[1:])
    if not args:
        raise Trouble(
            "usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]", 2
        )
    code = 0
    for text in args:
        code = max(code, _one(call, text, signal))
    return code


def _one(call: Call, text: str, signal: str) -> int:
    if not text.isdigit():
        call.complain(f"{text}: arguments must be process or job IDs")
        return 1
    one = call.machine.processes.get(int(text[:9]))
    if one is None:
        call.complain(f"({text}) - No such process")
        return 1
    me = call.machine.me
    if not me.is_root and me.name != one.user:
        call.complain(f"({text}) - Operation not permitted")
        return 1
    if one.pid != 1:
        signalled(call.machine, one, signal)
    return 0


def _signal(text: str) -> str:
    name = text.upper().removeprefix("SIG")
    if name in SIGNALS:
        return name
    found = next((key for key, number in SIGNALS.items() if str(number) == text), None)
    if found is None:
        raise Trouble(f"{text}: invalid signal specification")
    return found


def signalled(machine: Machine, one: Process, signal: str) -> None:
    """Let a process receive a signal."""
    if signal not in ("TERM", "KILL", "INT", "QUIT", "HUP") or (one.stubborn and signal != "KILL"):
        return
    if signal == "HUP" and one.serves:
        return
    machine.processes.pop(one.pid, None)
    machine.let_go(one.pid)
    machine.flags.add(f"killed:{one.pid}")
    unit = machine.units.get(one.serves)
    if unit is not None and unit.pid == one.pid:
        restarted(machine, unit, f"Main process exited, code=killed, status={SIGNALS[signal]}/{signal}")


def pkill(call: Call) -> int:
    """Send a signal to processes by name."""
    signal = "TERM"
    args = []
    full = False
    for arg in call.args:
        if arg == "-f":
            full = True
        elif arg.startswith("-"):
            signal = _signal(arg[1:])
        else:
            args.append(arg)
    found = _named(call, args[0] if args else "", full=full)
    for one in found:
        _one(call, str(one.pid), signal)
    return 0 if found else 1
