"""``echo printf env date sleep hostname uname`` and other words of a shell."""

import re
from datetime import timedelta

from simulator.labs.call import Call, options
from simulator.labs.limits import VALUE, Trouble

_SHAPE = re.compile(r"(?:%[YmdHMSjFTBbAaeZyIps%]|[^%]){1,100}")
DATE_LONG = {"utc": "u", "date": "d", "iso-8601": "I"}


def _unescaped(text: str) -> str:
    for mark, char in (("\\n", "\n"), ("\\t", "\t"), ("\\\\", "\\")):
        text = text.replace(mark, char)
    return text


def echo(call: Call) -> int:
    """Write its words."""
    args = list(call.args)
    flags = set()
    while args and args[0] in ("-n", "-e", "-ne", "-en"):
        flags |= set(args.pop(0)[1:])
    text = " ".join(args)
    call.write((_unescaped(text) if "e" in flags else text) + ("" if "n" in flags else "\n"))
    return 0


def printf(call: Call) -> int:
    """Write its words after a pattern with %s and %d."""
    if not call.args:
        raise Trouble("usage: printf format [arguments]", 2)
    text, words = _unescaped(call.args[0]), list(call.args[1:])
    parts = text.replace("%d", "%s").split("%s")
    slots = len(parts) - 1
    for _round in range(max(1, -(-len(words) // max(slots, 1))) if slots else 1):
        taken = [words.pop(0) if words else "" for _ in range(slots)]
        call.write(
            "".join(part + (taken[n] if n < slots else "") for n, part in enumerate(parts)).replace("%%", "%")
        )
    return 0


def env(call: Call) -> int:
    """Show the variables."""
    for name, value in call.machine.env.items():
        call.say(f"{name}={value}")
    return 0


def export(call: Call) -> int:
    """Set variables."""
    for word in call.args:
        name, equals, value = word.partition("=")
        if not name.isidentifier():
            raise Trouble(f"`{word}': not a valid identifier")
        if equals and len(call.machine.env) < 100:
            call.machine.env[name] = value[:VALUE]
    return 0


def date(call: Call) -> int:
    """Show the time of the machine."""
    shape = next((arg[1:] for arg in call.args if arg.startswith("+")), "")
    call.args = [arg for arg in call.args if not arg.startswith("+")]
    options(call, "uIR", "d", DATE_LONG)
    now = call.machine.now
    if shape and not _SHAPE.fullmatch(shape):
        raise Trouble(f"this machine knows no date format like ‘{shape[:40]}’")
    call.say(
        now.strftime(shape.replace("%s", str(int(now.timestamp()))))
        if shape
        else f"{now:%a %b %e %H:%M:%S} UTC {now:%Y}"
    )
    return 0


def sleep(call: Call) -> int:
    """Let time pass on the machine; you do not wait."""
    if not call.args:
        raise Trouble("missing operand")
    for arg in call.args:
        unit = {"s": 1, "m": 60, "h": 3600}.get(arg[-1:], 1)
        digits = arg.rstrip("smh")
        if not digits.replace(".", "", 1).isdigit() or len(digits) > 6:
            raise Trouble(f"invalid time interval ‘{arg}’")
        call.machine.now += timedelta(seconds=min(float(digits) * unit, 86400))
    return 0


def history(call: Call) -> int:
    """Show the lines typed so far."""
    for number, line in enumerate(call.machine.history, 1):
        call.say(f"{number:5}  {line}")
    return 0


def hostname(call: Call) -> int:
    """Say the machine's name, or its addresses with -I."""
    if "-I" in call.args:
        call.say(" ".join(one.address.partition("/")[0] for one in call.machine.spec.network.interfaces))
    else:
        call.say(call.machine.spec.host)
    return 0


def uname(call: Call) -> int:
    """Say what system it is."""
    full = f"Linux {call.machine.spec.host} 6.1.0-31-amd64 #1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux"
    call.say(full if "-a" in call.args else "6.1.0-31-amd64" if "-r" in call.args else "Linux")
    return 0


def nothing(call: Call) -> int:
    """Do nothing, with success."""
    return 0


def failing(call: Call) -> int:
    """Do nothing, without success."""
    return 1


def test(call: Call) -> int:
    """Ask about files and texts: test -f FILE, [ A = B ]."""
    args = [arg for arg in call.args if arg != "]"]
    if len(args) < 2:
        return int(not args or not args[0])
    if len(args) == 2 and args[0] in ("-e", "-f", "-d", "-r", "-w", "-x", "-s", "-L"):
        try:
            node = call.node(args[1])
        except Trouble:
            return 1
        letter = args[0][1]
        if letter in "rwx":
            return int(not node.allows(call.machine.me, letter))
        return int(
            not {
                "e": True,
                "f": node.kind == "file",
                "d": node.kind == "dir",
                "s": node.size > 0,
                "L": False,
            }[letter]
        )
    if len(args) == 2 and args[0] in ("-z", "-n"):
        return int(bool(args[1]) == (args[0] == "-z"))
    if len(args) == 3 and args[1] in ("=", "==", "!="):
        return int((args[0] == args[2]) == (args[1] == "!="))
    if len(args) == 3 and args[1] in ("-eq", "-ne", "-gt", "-lt", "-ge", "-le"):
        return int(not _compared(args))
    raise Trouble("unknown condition", 2)


def _compared(args: list[str]) -> bool:
    if not all(one.lstrip("-").isdigit() and len(one) < 15 for one in (args[0], args[2])):
        raise Trouble("integer expression expected", 2)
    a, b = int(args[0]), int(args[2])
    return {"-eq": a == b, "-ne": a != b, "-gt": a > b, "-lt": a < b, "-ge": a >= b, "-le": a <= b}[args[1]]


def time(call: Call) -> int:
    """Run a command and say how long it took."""
    if not call.args:
        return 0
    before = call.machine.now
    found = call.invoke(call.args, call.stdin, to_terminal=call.to_terminal)
    call.chunks += found.chunks
    spent = (call.machine.now - before).total_seconds() + 0.012
    call.warn(f"\nreal    {int(spent // 60)}m{spent % 60:.3f}s\nuser    0m0.004s\nsys     0m0.003s")
    return found.code


def watch(call: Call) -> int:
    """Run a command once; here nothing repeats by itself."""
    args = list(call.args)
    while args and args[0].startswith("-"):
        flag = args.pop(0)
        if flag in ("-n", "--interval") and args:
            args.pop(0)
    if not args:
        raise Trouble("usage: watch command")
    found = call.invoke(args[0].split() if len(args) == 1 else args, None, to_terminal=call.to_terminal)
    call.chunks += found.chunks
    return found.code
