"""``ping``: whether something answers, how fast, and how large a packet may be."""

from datetime import timedelta

from simulator.domain.network import Host
from simulator.labs.call import Call, options
from simulator.labs.limits import Trouble
from simulator.labs.net import host_at, is_up, own, passes, resolved

MOST = 300
"""Packets of one ping."""


def target_of(call: Call, name: str) -> tuple[str, Host | None]:
    """Return the address of a name and its host.

    Raises:
        Trouble: the name has no address.
    """
    address = resolved(call.machine, name)
    if address is None:
        raise Trouble(f"{name}: Name or service not known", 2)
    return address, host_at(call.machine, address)


def ping(call: Call) -> int:
    """Send echo requests; without -c four of them."""
    given = options(call, "nqv46O", "csWiMwIt", {"count": "c", "size": "s"})
    if not given.rest:
        raise Trouble("usage error: Destination address required", 1)
    name = given.rest[-1]
    address, host = target_of(call, name)
    size, count = given.number("s", 56), max(1, min(given.number("c", 4), MOST))
    whole = given.value("M") == "do"
    call.say(f"PING {name} ({address}) {size}({size + 28}) bytes of data.")
    if address in own(call.machine):
        host = Host(address=address, rtt=0.03)
    mtu = call.machine.spec.network.interfaces[0].mtu
    if whole and size + 28 > mtu:
        for _ in range(count):
            call.complain(f"local error: message too long, mtu={mtu}")
        call.say(f"\n--- {name} ping statistics ---")
        call.say(
            f"{count} packets transmitted, 0 received, +{count} errors, 100% packet loss, time {count * 1013}ms\n"
        )
        return 1
    return _sent(call, name, address, host, size, count, whole=whole, quiet="q" in given)


def _sent(
    call: Call, name: str, address: str, host: Host | None, size: int, count: int, *, whole: bool, quiet: bool
) -> int:
    times: list[float] = []
    errors = 0
    for number in range(1, count + 1):
        kind, text = _one(call, host, size, whole=whole)
        errors += kind == "error"
        if kind == "answer":
            rtt = float(text)
            times.append(rtt)
            if not quiet:
                call.say(f"{size + 8} bytes from {address}: icmp_seq={number} ttl=57 time={_ms(rtt)} ms")
        elif kind == "error" and not quiet:
            call.say(f"From {_gateway(call)} icmp_seq={number} {text}")
    call.machine.now += timedelta(seconds=count)
    lost = round(100 * (count - len(times)) / count)
    extra = f"+{errors} errors, " if errors else ""
    call.say(f"\n--- {name} ping statistics ---")
    call.say(
        f"{count} packets transmitted, {len(times)} received, {extra}{lost}% packet loss, time {max(0, count - 1) * 1001}ms"
    )
    if times:
        mean = sum(times) / len(times)
        spread = (sum((one - mean) ** 2 for one in times) / len(times)) ** 0.5
        call.say(f"rtt min/avg/max/mdev = {min(times):.3f}/{mean:.3f}/{max(times):.3f}/{spread:.3f} ms")
    return 0 if times else 1


def _ms(rtt: float) -> str:
    return f"{rtt:.3f}" if rtt < 1 else f"{rtt:.2f}" if rtt < 10 else f"{rtt:.1f}"


def _gateway(call: Call) -> str:
    return next((one.via for one in call.machine.spec.network.routes if one.via), "10.0.4.1")


def _one(call: Call, host: Host | None, size: int, *, whole: bool) -> tuple[str, str]:
    """Return what becomes of one packet: an answer with its time, an error with its text, or silence."""
    machine = call.machine
    if host is None or (not is_up(machine, host) and host.icmp != "unreachable"):
        return "silence", ""
    if host.icmp == "unreachable":
        return "error", "Destination Host Unreachable"
    if host.icmp == "silent" or not passes(machine, host, "icmp", 0):
        return "silence", ""
    if size + 28 > host.mtu and whole:
        return ("silence", "") if host.quiet else ("error", f"Frag needed and DF set (mtu = {host.mtu})")
    if machine.rng.random() * 100 < host.loss:
        return "silence", ""
    return "answer", f"{host.rtt * (1 + machine.rng.random() * 0.08):.3f}"
