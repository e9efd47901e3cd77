"""The network around a machine of a lab: hosts and paths, names, web sites, certificates."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.domain.machine import Decimal, Interface, Moment, Number, Route
from simulator.domain.text import Content, Line


class Hop(Content):
    """A router on the way; without an address it stays silent."""

    address: Line = ""
    name: Line = ""
    rtt: Decimal = 1.0
    loss: Decimal = 0.0


class Port(Content):
    """A port of a host. ``filtered`` drops silently, ``closed`` refuses."""

    state: Literal["open", "closed", "filtered"] = "open"
    banner: str = ""


class Login(Content):
    """What the ssh server of a host does with somebody's key."""

    user: Line
    key: Line
    """Text of the public key that is let in; ``=vm-1 ssh_key`` reads it from a field of a resource."""
    flag: Line = ""
    """A flag without which the key is not known there."""
    says: Line = "Last login: Mon Mar  9 17:41:02 2026"


class Host(Content):
    """Something that can be reached, or not."""

    names: tuple[Line, ...] = ()
    address: Line
    rtt: Decimal = 12.0
    loss: Decimal = 0.0
    """Per cent."""
    icmp: Literal["answers", "silent", "unreachable"] = "answers"
    mtu: Number = 1500
    """Of the path: larger packets that may not be cut are lost."""
    quiet: bool = False
    """No router tells that a packet was too large: it simply gets lost."""
    hops: tuple[Hop, ...] = ()
    ports: dict[str, Port] = {}
    groups: tuple[Line, ...] = ()
    """Security groups in front of it; none: everything passes."""
    up: bool = True
    powered_by: Line = ""
    """A resource whose field ``status`` must be RUNNING for it to be up."""
    host_key: Line = ""
    """Fingerprint of its ssh host key."""
    logins: tuple[Login, ...] = ()


class Record(Content):
    """A DNS record."""

    name: Line
    type: Literal["A", "AAAA", "CNAME", "NS", "MX", "TXT", "SOA", "PTR", "CAA"] = "A"
    ttl: Number = 300
    value: Line


class NameServer(Content):
    """A DNS server and what it answers."""

    address: Line
    name: Line = ""
    zone: Line = ""
    """The zone it is authoritative for, with its dot; empty: a resolver with a cache."""
    records: tuple[Record, ...] = ()
    answers: Literal["yes", "refused", "timeout", "servfail"] = "yes"


class Certificate(Content):
    """A TLS certificate as it is served."""

    subject: Line
    names: tuple[Line, ...] = ()
    issuer: Line = "Example Public CA R3"
    since: Moment
    until: Moment
    chain: Literal["complete", "incomplete", "self-signed"] = "complete"


class Reply(Content):
    """An HTTP answer."""

    status: Number = 200
    headers: dict[str, str] = {}
    body: str = ""
    raises: tuple[Line, ...] = ()
    clears: tuple[Line, ...] = ()


class Quota(Content):
    """More requests than ``count`` within ``window`` seconds are answered otherwise."""

    count: Annotated[Number, Field(ge=0)]
    window: Annotated[Number, Field(ge=1)]
    then: Reply


class Endpoint(Content):
    """How a site answers a kind of request; the first that fits answers."""

    method: Line = "*"
    path: Line = "*"
    """With ``*`` for anything; a query may stand after ``?``."""
    headers: dict[str, str] = {}
    """Header → pattern it must fit; an empty pattern: it must be absent."""
    body: tuple[Line, ...] = ()
    """All of these must stand in the body, spaces aside."""
    flags: tuple[Line, ...] = ()
    without: tuple[Line, ...] = ()
    over: Quota | None = None
    then: Reply


class Site(Content):
    """A web site or API."""

    host: Line
    at: Line = ""
    """The only address where it answers under this name; empty: wherever the name leads."""
    port: Number = 443
    tls: Certificate | None = None
    answers: tuple[Endpoint, ...] = ()


class Network(Content):
    """Everything outside the machine."""

    outside: Line = ""
    """Address under which others see the machine; empty: its own."""
    interfaces: tuple[Interface, ...] = (Interface(address="10.0.4.11/24"),)
    routes: tuple[Route, ...] = (Route(via="10.0.4.1"),)
    resolver: Line = "10.0.4.2"
    hosts: tuple[Host, ...] = ()
    dns: tuple[NameServer, ...] = ()
    sites: tuple[Site, ...] = ()
