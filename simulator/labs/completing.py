"""What the tabulator key offers: commands at the beginning, files and folders after it."""

from simulator.labs.files import absolute
from simulator.labs.limits import LINE, Trouble
from simulator.labs.machine import Machine
from simulator.labs.table import COMMANDS

MOST = 40


def completions(machine: Machine, text: str) -> list[str]:
    """Return whole lines that ``text`` may become, in order."""
    text = text[:LINE]
    head, space, last = text.rpartition(" ")
    words = head.split()
    if not words or words[-1] in ("|", "&&", "||", ";", "sudo"):
        return [f"{head}{space}{name}" for name in sorted(COMMANDS) if name.startswith(last)][:MOST]
    folder, slash, start = last.rpartition("/")
    typed = folder + slash
    path = typed or "."
    if path.startswith("~/"):
        path = machine.home + path[1:]
    try:
        node = machine.files.find(absolute(path, machine.cwd), machine.me)
    except Trouble:
        return []
    if node.kind != "dir" or not node.allows(machine.me, "r"):
        return []
    names = [name for name in sorted(node.children) if name.startswith(start) and (start or name[0] != ".")]
    return [
        f"{head}{space}{typed}{name}{'/' if node.children[name].kind == 'dir' else ''}"
        for name in names[:MOST]
    ]
