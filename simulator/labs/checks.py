"""Whether a machine is as a goal wants it, or as nobody may leave it."""

from collections.abc import Callable, Iterable
from typing import Any

from simulator.domain.labcheck import (
    Check,
    ConnectsCheck,
    FieldCheck,
    FileCheck,
    FlagCheck,
    MayCheck,
    PrintedCheck,
    ProcessCheck,
    RequestCheck,
    ServiceCheck,
    SpaceCheck,
    WideCheck,
)
from simulator.labs.files import Node, Who, walk
from simulator.labs.limits import Trouble
from simulator.labs.machine import Machine
from simulator.labs.net import host_at, is_up, own, passes, port_state, resolved
from simulator.labs.space import mount_at, used
from simulator.labs.units import may
from simulator.labs.web import glob


def all_hold(machine: Machine, checks: Iterable[Check]) -> bool:
    """Tell whether every condition holds."""
    return all(ASKED[one.kind](machine, one) == one.holds for one in checks)


def _node(machine: Machine, path: str) -> Node | None:
    try:
        return machine.files.find(path, machine.users["root"])
    except Trouble:
        return None


def _file(machine: Machine, one: FileCheck) -> bool:
    node = _node(machine, one.path)
    if node is None or not one.exists:
        return (node is None) != one.exists
    return (
        (one.mode is None or node.mode == int(one.mode, 8))
        and one.owner in (None, node.owner)
        and one.group in (None, node.group)
        and one.contains in node.text
        and not (one.lacks and one.lacks in node.text)
    )


def _may(machine: Machine, one: MayCheck) -> bool:
    who = machine.users.get(one.user, Who(one.user, 65534, (one.user,)))
    return may(machine, who, one.may, one.path)


def _wide(machine: Machine, one: WideCheck) -> bool:
    node = _node(machine, one.path)
    bits = int(one.bits, 8)
    return node is not None and any(
        found.kind != "link" and found.mode & bits and not found.mode & 0o1000
        for _path, found in walk(one.path, node)
    )


def _process(machine: Machine, one: ProcessCheck) -> bool:
    return one.pid in machine.processes


def _service(machine: Machine, one: ServiceCheck) -> bool:
    unit = machine.units.get(one.name)
    return unit is not None and unit.active == "active"


def _connects(machine: Machine, one: ConnectsCheck) -> bool:
    address = resolved(machine, one.host)
    if address is None:
        return False
    if address in own(machine):
        return port_state(machine, address, one.port) == "open"
    host = host_at(machine, address)
    return (
        host is not None and is_up(machine, host) and passes(machine, host, one.proto, one.port, one.source)
    )


def _resource(machine: Machine, one: FieldCheck) -> bool:
    found = machine.resources.get(one.id)
    if found is None or not one.field:
        return found is not None
    return glob(one.value, found.fields.get(one.field, ""))


def _flag(machine: Machine, one: FlagCheck) -> bool:
    return one.name in machine.flags


def _request(machine: Machine, one: RequestCheck) -> bool:
    return any(
        glob(one.host, done.host)
        and one.method in ("*", done.method)
        and glob(one.path, done.path)
        and one.status in (None, done.status)
        for done in machine.requests
    )


def _printed(machine: Machine, one: PrintedCheck) -> bool:
    return seen(machine, (one.text,))


def _space(machine: Machine, one: SpaceCheck) -> bool:
    mount = mount_at(machine, one.path)
    return 100 * used(machine, mount) <= one.most * mount.size


def seen(machine: Machine, texts: Iterable[str]) -> bool:
    """Tell whether one of some texts has stood on the screen."""
    return any(text in shown for text in texts for shown in machine.printed)


ASKED: dict[str, Callable[[Machine, Any], bool]] = {
    "file": _file, "may": _may, "wide": _wide, "process": _process, "service": _service, "connects": _connects,
    "resource": _resource, "flag": _flag, "request": _request, "printed": _printed, "space": _space,
}  # fmt: skip
