"""DNS as the machine sees it: what a server answers to a question."""

from dataclasses import dataclass

from simulator.domain.network import NameServer, Record
from simulator.labs.machine import Machine

CHAIN = 8
"""Aliases that are followed."""


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: str
    """NOERROR, NXDOMAIN, SERVFAIL, REFUSED, or ``timeout``."""
    answers: tuple[Record, ...] = ()
    authority: tuple[Record, ...] = ()
    authoritative: bool = False


def server_of(machine: Machine, wanted: str) -> NameServer | None:
    """Return a server by address or name."""
    network = machine.spec.network
    name = wanted.rstrip(".").lower()
    found = next((one for one in network.dns if name in (one.address, one.name.rstrip("."))), None)
    if found is None and wanted == network.resolver:
        return NameServer(address=wanted)
    return found


def lookup(machine: Machine, server: str, name: str, kind: str) -> Answered:
    """Ask a server."""
    one = server_of(machine, server)
    if one is None or one.answers == "timeout":
        return Answered("timeout")
    if one.answers != "yes":
        return Answered(one.answers.upper())
    records = _records(machine, one)
    wanted = name.rstrip(".").lower()
    below = _delegation(records, wanted, one.zone) if one.zone else []
    if below:
        return Answered("NOERROR", (), tuple(below))
    found: list[Record] = []
    for _step in range(CHAIN):
        own = [record for record in records if record.name.rstrip(".").lower() == wanted]
        found += [record for record in own if kind in (record.type, "ANY")]
        alias = next((record for record in own if record.type == "CNAME"), None)
        if alias is None or kind in ("CNAME", "ANY"):
            break
        found.append(alias)
        wanted = alias.value.rstrip(".").lower()
    authoritative = bool(one.zone)
    if found:
        return Answered("NOERROR", tuple(found), (), authoritative)
    soa = tuple(record for record in records if record.type == "SOA" and _is_within(wanted, record.name))
    known = any(
        record.name.rstrip(".").lower() == wanted or _is_within(record.name, wanted) for record in records
    )
    return Answered("NOERROR" if known else "NXDOMAIN", (), soa, authoritative)


def _is_within(name: str, zone: str) -> bool:
    inner, outer = name.rstrip(".").lower(), zone.rstrip(".").lower()
    return outer in ("", inner) or inner.endswith(f".{outer}")


def _records(machine: Machine, server: NameServer) -> list[Record]:
    """Return what a server knows; a resolver also finds the hosts of the network by their names."""
    records = list(server.records)
    if not server.zone:
        written = {record.name.rstrip(".").lower() for record in records}
        records += [
            Record(name=f"{name}.", value=host.address)
            for host in machine.spec.network.hosts
            for name in host.names
            if name.lower() not in written
        ]
    return records


def _delegation(records: list[Record], name: str, zone: str) -> list[Record]:
    """Return the NS records that lead to whoever knows more."""
    fits = [
        record
        for record in records
        if record.type == "NS"
        and _is_within(name, record.name)
        and record.name.rstrip(".") != zone.rstrip(".")
    ]
    nearest = max((len(record.name) for record in fits), default=0)
    return [record for record in fits if len(record.name) == nearest]
