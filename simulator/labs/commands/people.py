"""``id whoami groups sudo su who``: in whose name one works."""

from simulator.labs.call import Call, options
from simulator.labs.files import Who
from simulator.labs.limits import Trouble


def _who(call: Call, names: tuple[str, ...]) -> Who:
    name = names[0] if names else call.machine.me.name
    if name not in call.machine.users:
        raise Trouble(f"‘{name}’: no such user")
    return call.machine.users[name]


def whoami(call: Call) -> int:
    """Say who one is."""
    call.say(call.machine.me.name)
    return 0


def identity(call: Call) -> int:
    """Show numbers and groups of somebody."""
    given = options(call, "unGg")
    who = _who(call, given.rest)
    numbers = {name: 1000 + n for n, name in enumerate(who.groups)}
    numbers[who.groups[0]] = who.uid
    if "u" in given:
        call.say(who.name if "n" in given else str(who.uid))
    elif "G" in given or "g" in given:
        shown = who.groups if "G" in given else who.groups[:1]
        call.say(" ".join(name if "n" in given else str(numbers[name]) for name in shown))
    else:
        groups = ",".join(f"{numbers[name]}({name})" for name in who.groups)
        call.say(f"uid={who.uid}({who.name}) gid={who.uid}({who.groups[0]}) groups={groups}")
    return 0


def groups(call: Call) -> int:
    """Show the groups of somebody."""
    given = options(call, "")
    who = _who(call, given.rest)
    call.say((f"{who.name} : " if given.rest else "") + " ".join(who.groups))
    return 0


def sudo(call: Call) -> int:
    """Run a command as root, or as somebody else with -u."""
    machine, args = call.machine, list(call.args)
    target = "root"
    while args and args[0].startswith("-"):
        flag = args.pop(0)
        if flag == "-u" and args:
            target = args.pop(0)
        elif flag == "-l":
            allowed = machine.me.name in machine.sudoers
            call.say(f"User {machine.me.name} may run the following commands on {machine.spec.host}:\n    (ALL) NOPASSWD: ALL"
                     if allowed else f"Sorry, user {machine.me.name} may not run sudo on {machine.spec.host}.")  # fmt: skip
            return int(not allowed)
        elif flag not in ("-n", "-E", "-H"):
            raise Trouble(f"this machine knows no sudo {flag}: type sudo COMMAND")
    if machine.me.name not in machine.sudoers:
        call.warn(f"{machine.me.name} is not in the sudoers file.")
        return 1
    if target not in machine.users:
        raise Trouble(f"unknown user {target}")
    if not args:
        raise Trouble("usage: sudo [-u user] command")
    before = machine.me
    machine.me = machine.users[target]
    try:
        found = call.invoke(args, call.stdin, to_terminal=call.to_terminal)
    finally:
        machine.me = before
    call.chunks += found.chunks
    return found.code


def su(call: Call) -> int:
    """Say why there is no other login here."""
    raise Trouble("this machine opens no second login: use sudo COMMAND, or sudo -u USER COMMAND")


def who(call: Call) -> int:
    """Show who is logged in."""
    call.say(f"{call.machine.spec.user:<8} pts/0        {call.machine.now:%Y-%m-%d} 09:20 (198.51.100.7)")
    return 0


def getent(call: Call) -> int:
    """Look somebody or a name up."""
    if len(call.args) < 2 or call.args[0] not in ("passwd", "group", "hosts"):
        raise Trouble("usage: getent passwd|group|hosts KEY", 1)
    if call.args[0] == "hosts":
        from simulator.labs.net import resolved

        address = resolved(call.machine, call.args[1])
        if address:
            call.say(f"{address:<15} {call.args[1]}")
        return 0 if address else 2
    text = call.machine.files.read(f"/etc/{call.args[0]}", call.machine.users["root"])
    found = [line for line in text.splitlines() if line.startswith(f"{call.args[1]}:")]
    for line in found:
        call.say(line)
    return 0 if found else 2
