"""``traceroute`` and ``mtr``: the way to a host, router by router."""

from datetime import timedelta

from simulator.domain.network import Hop, Host
from simulator.labs.call import Call, options
from simulator.labs.commands.reaching import target_of
from simulator.labs.limits import Trouble
from simulator.labs.net import is_up, own, passes, port_state

FARTHEST = 30


def traceroute(call: Call) -> int:
    """Show the routers on the way."""
    given = options(call, "nITUF46", "mqwpif", {"max-hops": "m", "icmp": "I", "tcp": "T", "port": "p"})
    if not given.rest:
        raise Trouble('Specify "host" missing argument.', 2)
    name = given.rest[0]
    address, host = target_of(call, name)
    farthest = max(1, min(given.number("m", FARTHEST), FARTHEST))
    call.say(f"traceroute to {name} ({address}), {farthest} hops max, 60 byte packets")
    tcp = given.number("p", 80) if "T" in given else None
    hops = _way(call, name, address, host, tcp)
    for number in range(1, farthest + 1):
        if number > len(hops):
            call.say(f"{number:2}  * * *")
            continue
        call.say(f"{number:2}  {_times(call, hops[number - 1], numeric='n' in given)}")
        if hops[number - 1].address == address:
            break
    call.machine.now += timedelta(seconds=5)
    return 0


def _way(call: Call, name: str, address: str, host: Host | None, tcp: int | None) -> list[Hop]:
    if address in own(call.machine):
        return [Hop(address=address, name=name, rtt=0.03)]
    gateway = next((one.via for one in call.machine.spec.network.routes if one.via), "")
    if host is None:
        return [Hop(address=gateway, name="gateway", rtt=0.4)]
    hops = list(host.hops) or [Hop(address=gateway, name="gateway", rtt=0.4)]
    if arrives(call, host, tcp):
        hops.append(Hop(address=address, name=name, rtt=host.rtt, loss=host.loss))
    return hops


def arrives(call: Call, host: Host, tcp: int | None) -> bool:
    """Tell whether the host itself answers to probes."""
    if not is_up(call.machine, host):
        return False
    if tcp is not None:
        return port_state(call.machine, host.address, tcp) in ("open", "closed")
    return host.icmp == "answers" and passes(call.machine, host, "icmp", 0)


def _times(call: Call, hop: Hop, *, numeric: bool) -> str:
    if not hop.address:
        return "* * *"
    rng = call.machine.rng
    shown = [
        "*" if rng.random() * 100 < hop.loss else f"{hop.rtt * (1 + rng.random() * 0.1):.3f} ms"
        for _ in range(3)
    ]
    if shown == ["*"] * 3:
        shown[1] = f"{hop.rtt:.3f} ms"
    who = hop.address if numeric else f"{hop.name or hop.address} ({hop.address})"
    return f"{who}  {'  '.join(shown)}"


def mtr(call: Call) -> int:
    """Show the way with losses; here always as a report."""
    given = options(
        call,
        "rwnbTuz46",
        "ciPms",
        {"report": "r", "report-wide": "w", "report-cycles": "c", "no-dns": "n", "tcp": "T", "port": "P"},
    )
    if not given.rest:
        raise Trouble("usage: mtr [-r] [-n] [-c COUNT] HOST", 1)
    name = given.rest[0]
    address, host = target_of(call, name)
    count = max(1, min(given.number("c", 10), 1000))
    call.say(f"Start: {call.machine.now:%Y-%m-%dT%H:%M:%S}+0000")
    call.say(f"HOST: {call.machine.spec.host:<28} Loss%   Snt   Last   Avg  Best  Wrst StDev")
    tcp = given.number("P", 80) if "T" in given else None
    for number, hop in enumerate(_way(call, name, address, host, tcp), 1):
        who = "???" if not hop.address else hop.address if "n" in given or not hop.name else hop.name
        loss = 100.0 if not hop.address else hop.loss
        figures = (
            [hop.rtt * factor for factor in (1.02, 1.03, 0.98, 1.21, 0.04)] if hop.address else [0.0] * 5
        )
        call.say(
            f"{number:3}.|-- {who:<26} {loss:5.1f}% {count:5} " + " ".join(f"{one:6.1f}" for one in figures)
        )
    call.machine.now += timedelta(seconds=count)
    return 0


def tracepath(call: Call) -> int:
    """Show the way and the largest packet that fits through."""
    given = options(call, "nb46", "lm")
    if not given.rest:
        raise Trouble("usage error: Destination address required", 1)
    address, host = target_of(call, given.rest[0])
    mtu = call.machine.spec.network.interfaces[0].mtu
    call.say(f" 1?: [LOCALHOST]                      pmtu {mtu}")
    for number, hop in enumerate(_way(call, given.rest[0], address, host, None), 1):
        if hop.address:
            call.say(f"{number:2}:  {hop.name or hop.address:<36} {hop.rtt:.3f}ms")
        else:
            call.say(f"{number:2}:  no reply")
    if host is not None and host.mtu < mtu and not host.quiet:
        call.say(f"     Resume: pmtu {host.mtu}")
    else:
        call.say(f"     Resume: pmtu {mtu}")
    return 0
