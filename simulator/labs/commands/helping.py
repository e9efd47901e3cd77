"""``help man which type history clear``: what there is on this machine."""

from simulator.labs.call import Call
from simulator.labs.limits import Trouble


def helping(call: Call) -> int:
    """Show what this machine knows."""
    from simulator.labs.table import COMMANDS, TOPICS

    if call.args:
        return man(call)
    call.say("Commands of this machine; NAME --help or man NAME says how each is used.\n")
    for topic, names in TOPICS.items():
        call.say(f"{topic:<12} {' '.join(name for name in names if name in COMMANDS)}")
    call.say("\nPipes |, redirection > >> < 2>&1, && || ;, $HOME $?, * and ? work as in bash.")
    call.say("Programs that wait for keys (less, top, ping without -c) show what there is and come back.")
    return 0


def man(call: Call) -> int:
    """Show how a command is used."""
    from simulator.labs.table import COMMANDS

    names = [arg for arg in call.args if not arg.isdigit()]
    if not names:
        raise Trouble("What manual page do you want?")
    command = COMMANDS.get(names[0])
    if command is None:
        raise Trouble(f"No manual entry for {names[0]}", 16)
    call.say(f"NAME\n    {names[0]}: {command.about}\n\nUSAGE\n    {command.usage}")
    return 0


def which(call: Call) -> int:
    """Say where a command is."""
    from simulator.labs.table import COMMANDS

    code = 0
    for name in call.args:
        if name in COMMANDS:
            call.say(f"{name} is /usr/bin/{name}" if call.name == "type" else f"/usr/bin/{name}")
        else:
            code = 1
            if call.name == "type":
                call.warn(f"bash: type: {name}: not found")
    return code


def leaving(call: Call) -> int:
    """Say that this machine stays open until the attempt is handed in."""
    call.say("The machine stays open; finish the lab with the button below.")
    return 0
