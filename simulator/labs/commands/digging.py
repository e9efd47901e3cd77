"""``dig nslookup host``: asking DNS."""

from simulator.domain.network import Record
from simulator.labs.call import Call
from simulator.labs.limits import Trouble
from simulator.labs.names import Answered, lookup, server_of
from simulator.labs.net import is_address, resolved

TYPES = ("A", "AAAA", "CNAME", "NS", "MX", "TXT", "SOA", "PTR", "CAA", "ANY")
SILENT = ";; communications error to {0}#53: timed out\n;; no servers could be reached"


def _reverse(address: str) -> str:
    return ".".join(reversed(address.split("."))) + ".in-addr.arpa"


def dig(call: Call) -> int:
    """Ask a name server: dig [@server] name [type] [+short] [+trace]."""
    server, name, kind = call.machine.spec.network.resolver, "", "A"
    marks: set[str] = set()
    queue = list(call.args)
    while queue:
        word = queue.pop(0)
        if word.startswith("@"):
            server = word[1:]
        elif word.startswith("+"):
            marks.add(word[1:].partition("=")[0])
        elif word == "-x" and queue:
            name, kind = _reverse(queue.pop(0)), "PTR"
        elif word == "-t" and queue:
            kind = queue.pop(0).upper()
        elif word.startswith("-"):
            continue
        elif word.upper() in TYPES:
            kind = word.upper()
        elif word.upper() != "IN":
            name = word
    if kind not in TYPES:
        raise Trouble(f"'{kind}' is no record type")
    asked = _server(call, server)
    if "trace" in marks:
        return _trace(call, name, kind)
    found = lookup(call.machine, asked, name or ".", kind)
    if found.status == "timeout":
        call.say(SILENT.format(asked))
        return 9
    if "short" in marks:
        for one in found.answers:
            call.say(one.value)
    else:
        _full(call, asked, name or ".", kind, found, marks)
    return 0


def _server(call: Call, text: str) -> str:
    if is_address(text):
        return text
    known = server_of(call.machine, text)
    address = known.address if known else resolved(call.machine, text)
    if address is None:
        raise Trouble(f"couldn't get address for '{text}': not found", 10)
    return address


def _dotted(name: str) -> str:
    return name if name.endswith(".") else f"{name}."


def row(one: Record) -> str:
    """Return a record as dig shows it."""
    return f"{_dotted(one.name):<32}{one.ttl:<8}IN\t{one.type}\t{one.value}"


def _full(call: Call, server: str, name: str, kind: str, found: Answered, marks: set[str]) -> None:
    if "noall" not in marks:
        flags = "qr aa rd" if found.authoritative else "qr rd ra"
        call.say(f"; <<>> DiG 9.18.33 <<>> {' '.join(call.args)}\n;; global options: +cmd\n;; Got answer:")
        call.say(f";; ->>HEADER<<- opcode: QUERY, status: {found.status}, id: {4000 + len(name) * 7}")
        call.say(
            f";; flags: {flags}; QUERY: 1, ANSWER: {len(found.answers)}, AUTHORITY: {len(found.authority)}, ADDITIONAL: 1\n"
        )
        call.say(f";; QUESTION SECTION:\n;{_dotted(name)}\t\tIN\t{kind}\n")
    if found.answers and ("noall" not in marks or "answer" in marks):
        if "noall" not in marks:
            call.say(";; ANSWER SECTION:")
        for one in found.answers:
            call.say(row(one))
        call.say()
    if found.authority and ("noall" not in marks or "authority" in marks):
        call.say(";; AUTHORITY SECTION:")
        for one in found.authority:
            call.say(row(one))
        call.say()
    if "noall" not in marks:
        call.say(
            f";; Query time: 12 msec\n;; SERVER: {server}#53({server}) (UDP)\n;; WHEN: {call.machine.now:%a %b %d %H:%M:%S} UTC {call.machine.now:%Y}\n;; MSG SIZE  rcvd: {60 + 16 * len(found.answers)}"
        )


def _trace(call: Call, name: str, kind: str) -> int:
    """Follow the delegations from the root down."""
    machine = call.machine
    server = next((one for one in machine.spec.network.dns if one.zone == "."), None)
    if server is None:
        call.say(";; no root servers could be reached")
        return 9
    for _step in range(6):
        found = lookup(machine, server.address, name, kind)
        for one in found.answers or found.authority:
            call.say(row(one))
        if found.status == "timeout":
            call.say(SILENT.format(server.address))
            return 9
        call.say(
            f";; Received {90 + len(name)} bytes from {server.address}#53({server.name or server.address}) in 14 ms\n"
        )
        referral = [one for one in found.authority if one.type == "NS"]
        if found.answers or not referral:
            return 0
        following = next(
            (server_of(machine, one.value) for one in referral if server_of(machine, one.value)), None
        )
        if following is None:
            call.say(f";; couldn't get address for '{referral[0].value.rstrip('.')}': not found")
            return 10
        server = following
    return 0


def nslookup(call: Call) -> int:
    """Ask a name server: nslookup [-type=NS] name [server]."""
    kind, words = "A", []
    for word in call.args:
        if word.startswith("-"):
            name, _, value = word[1:].partition("=")
            if name in ("type", "query", "q", "querytype"):
                kind = value.upper()
        else:
            words.append(word)
    if not words:
        raise Trouble("type: nslookup [-type=NS] NAME [SERVER]")
    if kind not in TYPES:
        call.say(f"unknown query type: {kind}")
        return 1
    server = _server(call, words[1]) if len(words) > 1 else call.machine.spec.network.resolver
    name = words[0]
    if is_address(name):
        name, kind = _reverse(name), "PTR"
    found = lookup(call.machine, server, name, kind)
    if found.status == "timeout":
        call.say(SILENT.format(server))
        return 1
    call.say(f"Server:\t\t{server}\nAddress:\t{server}#53\n")
    if found.status != "NOERROR":
        call.say(f"** server can't find {name}: {found.status}")
        return 1
    if not found.authoritative and found.answers:
        call.say("Non-authoritative answer:")
    for one in found.answers:
        call.say(_line(one))
    if not found.answers:
        call.say(f"*** Can't find {name}: No answer")
        if found.authority:
            call.say("\nAuthoritative answers can be found from:")
        for one in found.authority:
            call.say(_line(one))
    return 0


def _line(one: Record) -> str:
    name = one.name.rstrip(".")
    return {
        "A": f"Name:\t{name}\nAddress: {one.value}", "AAAA": f"Name:\t{name}\nAddress: {one.value}",
        "CNAME": f"{name}\tcanonical name = {one.value}", "NS": f"{name}\tnameserver = {one.value}",
        "MX": f"{name}\tmail exchanger = {one.value}", "TXT": f"{name}\ttext = {one.value}",
        "PTR": f"{name}\tname = {one.value}",
    }.get(one.type, f"{name}\t{one.type} {one.value}")  # fmt: skip


def host(call: Call) -> int:
    """Ask for the addresses of a name: host [-t NS] name [server]."""
    args, kind = list(call.args), "A"
    if args[:1] == ["-t"] and len(args) > 1:
        kind, args = args[1].upper(), args[2:]
    args = [arg for arg in args if not arg.startswith("-")]
    if not args or kind not in TYPES:
        raise Trouble("usage: host [-t type] name [server]")
    server = _server(call, args[1]) if len(args) > 1 else call.machine.spec.network.resolver
    found = lookup(call.machine, server, args[0], kind)
    if found.status != "NOERROR":
        call.say(
            SILENT.format(server)
            if found.status == "timeout"
            else f"Host {args[0]} not found: 3({found.status})"
        )
        return 1
    words = {"A": "has address", "CNAME": "is an alias for", "NS": "name server", "MX": "mail is handled by"}
    for one in found.answers:
        call.say(f"{one.name.rstrip('.')} {words.get(one.type, 'has record')} {one.value}")
    if not found.answers:
        call.say(f"{args[0]} has no {kind} record")
    return 0
