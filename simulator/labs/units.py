"""Services of a machine: what they need, how they start and stop, what their journal says of it."""

from simulator.domain.machine import Need, Process
from simulator.labs.files import Who
from simulator.labs.limits import Trouble
from simulator.labs.machine import Machine, Unit


def missing(machine: Machine, unit: Unit) -> Need | None:
    """Return the first thing without which a service does not start, or None."""
    return next((need for need in unit.spec.needs if not met(machine, need)), None)


def met(machine: Machine, need: Need) -> bool:
    """Tell whether a need is met."""
    who = machine.users.get(need.user, Who(need.user, 65534, (need.user,)))
    if not may(machine, who, need.may, need.path):
        return False
    text = machine.files.find(need.path, machine.users["root"]).text
    return need.contains in text and not (need.lacks and need.lacks in text)


def may(machine: Machine, who: Who, letters: str, path: str) -> bool:
    """Tell whether somebody may do what ``letters`` say with a path, all folders above included."""
    try:
        node = machine.files.find(path, who)
    except Trouble:
        return False
    return all(node.allows(who, letter) for letter in letters)


def noted(machine: Machine, unit: Unit, text: str, *, by_systemd: bool = True) -> None:
    """Write a line into the journal of a service."""
    tag = "systemd[1]" if by_systemd else f"{unit.spec.name}[{unit.pid or 4101}]"
    unit.journal.append((machine.now, f"{tag}: {text}"))


def start(machine: Machine, unit: Unit) -> bool:
    """Start a service; tell whether it runs."""
    need = missing(machine, unit)
    about = unit.spec.about
    if need is not None:
        noted(machine, unit, need.says, by_systemd=False)
        noted(machine, unit, f"{unit.spec.name}.service: Main process exited, code=exited, status=1/FAILURE")
        noted(machine, unit, f"Failed to start {unit.spec.name}.service - {about}.")
        unit.active, unit.since = "failed", machine.now
        machine.processes.pop(unit.pid, None)
        machine.let_go(unit.pid)
        return False
    old = machine.processes.pop(unit.pid, None)
    template = old or next((one for one in machine.spec.processes if one.serves == unit.spec.name), None)
    fresh = 4200 + len(machine.printed) * 7
    while fresh in machine.processes:
        fresh += 1
    unit.pid = fresh
    values = (
        template.model_dump()
        if template
        else {"cmd": f"/usr/sbin/{unit.spec.name}", "serves": unit.spec.name}
    )
    machine.processes[fresh] = Process(**(values | {"pid": fresh, "seconds": 0, "stubborn": False}))
    machine.let_go(old.pid if old else 0)
    unit.active, unit.since = "active", machine.now
    noted(machine, unit, f"Started {unit.spec.name}.service - {about}.")
    return True


def stop(machine: Machine, unit: Unit) -> None:
    """Stop a service."""
    machine.processes.pop(unit.pid, None)
    machine.let_go(unit.pid)
    unit.active, unit.since, unit.pid = "inactive", machine.now, 0
    noted(machine, unit, f"Stopped {unit.spec.name}.service - {unit.spec.about}.")


def restarted(machine: Machine, unit: Unit, why: str) -> None:
    """Let systemd start a service anew whose process has ended."""
    noted(machine, unit, f"{unit.spec.name}.service: {why}")
    noted(machine, unit, f"{unit.spec.name}.service: Scheduled restart job, restart counter is at 1.")
    start(machine, unit)
