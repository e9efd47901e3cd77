"""``nc`` and ``telnet``: whether a port answers, refuses or stays silent."""

from datetime import timedelta

from simulator.labs.call import Call, options
from simulator.labs.commands.sockets import SERVICES
from simulator.labs.limits import Trouble
from simulator.labs.net import host_at, port_state, resolved

FAILURES = {
    "closed": "Connection refused",
    "filtered": "Connection timed out",
    "unreachable": "No route to host",
}


def nc(call: Call) -> int:
    """Try ports: nc -vz HOST PORT."""
    given = options(call, "vzn46uN", "wG")
    if "u" in given:
        raise Trouble("UDP says nothing about itself: this machine tries TCP only")
    if len(given.rest) < 2:
        raise Trouble("usage: nc [-vz] [-w seconds] host port")
    name, code = given.rest[0], 0
    address = resolved(call.machine, name)
    if address is None:
        call.warn(f'nc: getaddrinfo for host "{name}" port {given.rest[1]}: Name or service not known')
        return 1
    for port in _ports(given.rest[1:]):
        state = port_state(call.machine, address, port)
        call.machine.now += timedelta(seconds=given.number("w", 130) if state == "filtered" else 1)
        shown = name if name == address else f"{name} ({address})"
        if state == "open":
            if "v" in given:
                call.warn(f"Connection to {shown} {port} port [tcp/{SERVICES.get(port, '*')}] succeeded!")
            if "z" not in given:
                call.write(_banner(call, address, port))
        else:
            code = 1
            reason = (
                FAILURES[state]
                if state != "filtered" or "w" not in given
                else "timed out: Operation now in progress"
            )
            if "v" in given:
                link = "failed: " if not reason.startswith("timed") else ""
                call.warn(f"nc: connect to {shown} port {port} (tcp) {link}{reason}")
    return code


def _ports(words: tuple[str, ...]) -> list[int]:
    found: list[int] = []
    for word in words:
        low, dash, high = word.partition("-")
        if not (low.isdigit() and len(low) < 6 and (not dash or (high.isdigit() and len(high) < 6))):
            raise Trouble(f"port number invalid: {word}")
        found += range(int(low), min(int(high) if dash else int(low), int(low) + 100) + 1)
    return found


def _banner(call: Call, address: str, port: int) -> str:
    host = host_at(call.machine, address)
    known = host.ports.get(str(port)) if host else None
    return f"{known.banner}\n" if known and known.banner else ""


def telnet(call: Call) -> int:
    """Try a port: telnet HOST PORT."""
    if not call.args:
        raise Trouble("usage: telnet HOST PORT")
    name = call.args[0]
    port = call.args[1] if len(call.args) > 1 else "23"
    if not (port.isdigit() and len(port) < 6):
        raise Trouble(f"could not resolve {name}/{port}: Servname not supported for ai_socktype")
    address = resolved(call.machine, name)
    if address is None:
        raise Trouble(f"could not resolve {name}/{port}: Name or service not known")
    call.say(f"Trying {address}...")
    state = port_state(call.machine, address, int(port))
    if state != "open":
        call.machine.now += timedelta(seconds=130 if state == "filtered" else 1)
        call.complain(f"Unable to connect to remote host: {FAILURES[state]}")
        return 1
    call.say(f"Connected to {name}.\nEscape character is '^]'.")
    call.write(_banner(call, address, int(port)))
    call.say("Connection closed.")
    return 0
