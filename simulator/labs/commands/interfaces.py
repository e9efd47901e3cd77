"""``ip``: interfaces, addresses and routes of the machine."""

import ipaddress

from simulator.domain.machine import Interface
from simulator.labs.call import Call
from simulator.labs.limits import Trouble
from simulator.labs.net import resolved


def ip(call: Call) -> int:
    """Show interfaces, addresses and routes: ip a, ip r, ip -s link."""
    flags = {arg for arg in call.args if arg.startswith("-")}
    words = [arg for arg in call.args if not arg.startswith("-")]
    what = words[0] if words else ""
    verb = words[1] if len(words) > 1 else "show"
    if verb in ("add", "del", "set", "flush", "change", "replace"):
        raise Trouble("RTNETLINK answers: Operation not permitted", 2)
    if "address".startswith(what) and what:
        _addresses(call, brief="-br" in flags or "-brief" in flags)
    elif "link".startswith(what) and what:
        _links(call, counted="-s" in flags)
    elif "route".startswith(what) and what:
        return _routes(call, words)
    elif what and ("neighbour".startswith(what) or what == "neigh"):
        for one in call.machine.spec.network.routes:
            if one.via:
                call.say(f"{one.via} dev {one.dev} lladdr fa:16:3e:00:00:01 REACHABLE")
    else:
        raise Trouble(
            f'Object "{what}" is unknown, try "ip help".'
            if what
            else "Usage: ip [ -s | -br ] { address | link | route | neigh }",
            1,
        )
    return 0


def _addresses(call: Call, *, brief: bool) -> None:
    if brief:
        call.say(f"{'lo':<16} {'UNKNOWN':<14} 127.0.0.1/8")
        for one in call.machine.spec.network.interfaces:
            call.say(f"{one.name:<16} {'UP' if one.up else 'DOWN':<14} {one.address}")
        return
    call.say("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000")
    call.say("    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo")
    for number, one in enumerate(call.machine.spec.network.interfaces, 2):
        _head(call, number, one)
        net = ipaddress.ip_interface(one.address).network
        call.say(f"    inet {one.address} brd {net.broadcast_address} scope global {one.name}")


def _head(call: Call, number: int, one: Interface) -> None:
    state = "<BROADCAST,MULTICAST,UP,LOWER_UP>" if one.up else "<BROADCAST,MULTICAST>"
    call.say(
        f"{number}: {one.name}: {state} mtu {one.mtu} qdisc fq_codel state {'UP' if one.up else 'DOWN'} group default qlen 1000"
    )
    call.say(f"    link/ether {one.mac} brd ff:ff:ff:ff:ff:ff")


def _links(call: Call, *, counted: bool) -> None:
    for number, one in enumerate(call.machine.spec.network.interfaces, 2):
        _head(call, number, one)
        if counted:
            call.say("    RX:  bytes  packets errors dropped  missed   mcast")
            call.say(f"    {884213377:>10} {1204421:>8} {0:>6} {one.dropped:>7} {0:>7} {0:>7}")
            call.say("    TX:  bytes  packets errors dropped carrier collsns")
            call.say(f"    {91204411:>10} {840112:>8} {0:>6} {0:>7} {0:>7} {0:>7}")


def _routes(call: Call, words: list[str]) -> int:
    network = call.machine.spec.network
    first = network.interfaces[0]
    if len(words) > 2 and words[1] == "get":
        address = resolved(call.machine, words[2])
        if address is None:
            raise Trouble(f'any valid prefix is expected rather than "{words[2]}".')
        via = next((one.via for one in network.routes if one.via), "")
        call.say(f"{address} via {via} dev {first.name} src {first.address.partition('/')[0]} uid 1000")
        return 0
    for one in network.routes:
        call.say(f"{one.to}{f' via {one.via}' if one.via else ''} dev {one.dev}")
    for interface in network.interfaces:
        net = ipaddress.ip_interface(interface.address)
        call.say(f"{net.network} dev {interface.name} proto kernel scope link src {net.ip}")
    return 0
