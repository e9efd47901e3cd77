"""What a machine reaches: names to addresses, addresses to hosts, hosts to ports, through security groups."""

import ipaddress

from simulator.domain.machine import Group, Socket
from simulator.domain.network import Host
from simulator.labs.limits import Trouble
from simulator.labs.machine import Machine
from simulator.labs.names import lookup

LOCAL = ("localhost", "127.0.0.1", "::1")


def is_address(text: str) -> bool:
    """Tell whether a text is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def own(machine: Machine) -> tuple[str, ...]:
    """Return the addresses of the machine itself."""
    inside = tuple(one.address.partition("/")[0] for one in machine.spec.network.interfaces)
    return (*LOCAL, *inside, machine.spec.host)


def seen_as(machine: Machine) -> str:
    """Return the address under which others see the machine."""
    return machine.spec.network.outside or machine.spec.network.interfaces[0].address.partition("/")[0]


def resolved(machine: Machine, name: str) -> str | None:
    """Return the address of a name, as programs find it: the hosts file first, then DNS."""
    if is_address(name):
        return name
    if name in ("localhost", machine.spec.host):
        return "127.0.0.1"
    try:
        hosts = machine.files.read("/etc/hosts", machine.users["root"])
    except Trouble:
        hosts = ""
    for line in hosts.splitlines():
        words = line.partition("#")[0].split()
        if name in words[1:]:
            return words[0]
    found = lookup(machine, machine.spec.network.resolver, name, "A")
    addresses = [one.value for one in found.answers if one.type == "A"]
    return addresses[0] if addresses else None


def host_at(machine: Machine, address: str) -> Host | None:
    """Return the host at an address."""
    return next((one for one in machine.spec.network.hosts if one.address == address), None)


def is_up(machine: Machine, host: Host) -> bool:
    """Tell whether a host runs."""
    power = machine.resources.get(host.powered_by)
    return host.up and (power is None or power.fields.get("status") == "RUNNING")


def lets_through(group: Group, proto: str, port: int, source: str) -> bool:
    """Tell whether a rule of a security group allows a connection."""
    return any(
        rule.proto in (proto, "any") and _covers(rule.ports, port, proto) and within(source, rule.source)
        for rule in group.rules
    )


def _covers(ports: str, port: int, proto: str) -> bool:
    if ports == "any" or proto == "icmp":
        return True
    low, _, high = ports.partition("-")
    return low.isdigit() and int(low) <= port <= int(high if high.isdigit() else low)


def within(address: str, network: str) -> bool:
    """Tell whether an address lies in a network."""
    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


def passes(machine: Machine, host: Host, proto: str, port: int, source: str = "") -> bool:
    """Tell whether the security groups in front of a host let a connection through."""
    groups = [machine.groups[name] for name in host.groups if name in machine.groups]
    start = source or seen_as(machine)
    return not host.groups or any(lets_through(group, proto, port, start) for group in groups)


def listening(machine: Machine) -> list[Socket]:
    """Return the sockets whose process runs, with its number of now."""
    found = []
    for one in machine.spec.sockets:
        unit = next((u for u in machine.units.values() if one.pid and u.spec.pid == one.pid), None)
        if unit is not None:
            if unit.active == "active":
                found.append(one.model_copy(update={"pid": unit.pid}))
        elif not one.pid or one.pid in machine.processes:
            found.append(one)
    return found


def port_state(machine: Machine, address: str, port: int) -> str:
    """Return ``open``, ``closed``, ``filtered`` or ``unreachable``."""
    if address in own(machine):
        open_ports = {one.port for one in listening(machine) if not one.peer}
        return "open" if port in open_ports else "closed"
    host = host_at(machine, address)
    if host is None:
        return "filtered"
    if not is_up(machine, host):
        return "unreachable" if host.icmp == "unreachable" else "filtered"
    if not passes(machine, host, "tcp", port):
        return "filtered"
    known = host.ports.get(str(port))
    return known.state if known else "closed"
