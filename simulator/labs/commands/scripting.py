"""``sh``, ``seq`` and the words for what this machine does not have."""

from simulator.labs.call import Call
from simulator.labs.commands.reading import lines_of
from simulator.labs.limits import Trouble


def sh(call: Call) -> int:
    """Run commands: sh -c LINE, or the lines of a file."""
    args = [arg for arg in call.args if arg not in ("-e", "-x", "-l")]
    if not args:
        raise Trouble("this machine opens no second shell: sh -c COMMAND, or sh FILE")
    if args[0] == "-c":
        lines = args[1:2]
    else:
        lines = [row for row in lines_of(call.text(args[0])) if row.strip() and not row.startswith("#")][:50]
    code = 0
    for line in lines:
        found = call.script(line)
        call.chunks += found.chunks
        code = found.code
    return code


def seq(call: Call) -> int:
    """Count: seq [-w] [FIRST] LAST."""
    numbers = [arg for arg in call.args if arg.lstrip("-").isdigit() and len(arg) < 7]
    if not 1 <= len(numbers) <= 2 or len(numbers) < len(call.args) - ("-w" in call.args):
        raise Trouble("usage: seq [-w] [FIRST] LAST")
    first, last = (1, int(numbers[0])) if len(numbers) == 1 else (int(numbers[0]), int(numbers[1]))
    width = len(str(last)) if "-w" in call.args else 0
    for number in range(first, min(last, first + 999) + 1):
        call.say(f"{number:0{width}}" if width else str(number))
    return 0


def editor(call: Call) -> int:
    """Say how files are changed here, where no editor is."""
    raise Trouble("this machine has no editor; use sed -i 's/old/new/' FILE, echo TEXT > FILE, or tee")


def absent(call: Call) -> int:
    """Say that a program is not part of this machine."""
    raise Trouble("not part of this machine; help shows what is", 127)


def timeout(call: Call) -> int:
    """Run a command; here it never takes too long: timeout 5 COMMAND."""
    args = [arg for arg in call.args if not arg.startswith("-")]
    if len(args) < 2:
        raise Trouble("usage: timeout SECONDS COMMAND", 125)
    found = call.invoke(call.args[call.args.index(args[1]) :], call.stdin, to_terminal=call.to_terminal)
    call.chunks += found.chunks
    return found.code


def naming(call: Call) -> int:
    """Show the folder (dirname) or the last part (basename) of a path."""
    for path in call.args:
        head, _, tail = path.rstrip("/").rpartition("/")
        call.say((head or ("/" if path.startswith("/") else ".")) if call.name == "dirname" else tail or "/")
    return 0


def service(call: Call) -> int:
    """Start and stop services the old way: service NAME restart."""
    if len(call.args) != 2:
        raise Trouble("usage: service NAME start|stop|restart|status")
    found = call.invoke(["systemctl", call.args[1], call.args[0]], None, to_terminal=call.to_terminal)
    call.chunks += found.chunks
    return found.code
