"""``cd`` and ``pwd``: where one stands."""

from simulator.labs.call import Call, options
from simulator.labs.files import DENIED, NOT_DIR
from simulator.labs.limits import Trouble


def cd(call: Call) -> int:
    """Go to a folder."""
    machine = call.machine
    if len(call.args) > 1:
        raise Trouble("too many arguments")
    target = call.args[0] if call.args else machine.home
    if target == "-":
        target = machine.env.get("OLDPWD", machine.cwd)
        call.say(target)
    path = machine.path(target)
    try:
        node = machine.files.find(path, machine.me)
    except Trouble as trouble:
        raise Trouble(f"{target}: {trouble.text}") from trouble
    if node.kind != "dir":
        raise Trouble(f"{target}: {NOT_DIR}")
    if not node.allows(machine.me, "x"):
        raise Trouble(f"{target}: {DENIED}")
    machine.env["OLDPWD"], machine.cwd = machine.cwd, path
    return 0


def pwd(call: Call) -> int:
    """Say where one stands."""
    options(call, "LP")
    call.say(call.machine.cwd)
    return 0
