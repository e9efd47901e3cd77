"""Healthy, plausible outputs for commands the card does not list.

They are made from the resource state alone, never hold the answer, and never contradict a listed output: where the
card lists a failing probe of the same address, another probe of that address stays inconclusive.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches

from simulator.domain.case import Case
from simulator.domain.scenario import Resource
from simulator.engine.shell import CommandLine, parse

FAILING = re.compile(
    r"timed out|100% packet loss|refused|no route|NXDOMAIN|unreachable|SERVFAIL| 5\d\d |502|error",
    re.IGNORECASE,
)


OPEN_RULE = re.compile(r"ingress tcp ([\d,]+)\s+0\.0\.0\.0/0")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the known name most like a mistyped one, or None."""
    found = get_close_matches(name, list(names), n=1, cutoff=0.7)
    return found[0] if found else None


def output(case: Case, line: CommandLine) -> tuple[str, bool]:
    """Return (text, whether the command was meaningful)."""
    if line.program == "opsview":
        return _opsview(case, line)
    maker = MAKERS.get(line.layer if line.layer in MAKERS else line.program)
    if maker is None:
        return "no records", True
    return maker(case, line), True


def _opsview(case: Case, line: CommandLine) -> tuple[str, bool]:
    kind = line.kind
    for value in line.values:
        resource = _resource(case, value)
        if resource is None:
            continue
        if kind in ("serial", "screenshot", "metrics"):
            return VIEWS[kind](resource), True
        if kind == resource.kind:
            return _state(resource), True
        return f"{value} is a {resource.kind}, not a {kind}. Try: opsview {resource.kind} {value}", False
    if line.values:
        return f"{kind}: {' '.join(line.values)}: not found in the projects of this ticket", True
    same = [resource.id for resource in case.scenario.resources if resource.kind == kind]
    listing = "\n".join(f"{name}" for name in same)
    return (f"usage: opsview {kind} <id>\n{listing}".rstrip(), False)


def _resource(case: Case, name: str) -> Resource | None:
    return next((resource for resource in case.scenario.resources if resource.id.casefold() == name), None)


def _state(resource: Resource) -> str:
    parts = [f"state={resource.state}"]
    if resource.zone:
        parts.append(f"zone={resource.zone}")
    parts += [f"{key}={value}" for key, value in resource.details.items()]
    return " ".join(parts)


def _metrics(resource: Resource) -> str:
    base = int(hashlib.sha256(resource.id.encode()).hexdigest()[:4], 16)
    cpu, ram, disk = 8 + base % 17, 31 + base % 23, 2 + base % 9
    return (
        f"last 60 min   cpu avg {cpu}% max {cpu + 11}%   ram avg {ram}%   disk busy {disk}%   net drops 0\n"
        "no threshold crossed"
    )


def _serial(resource: Resource) -> str:
    return f"[  OK  ] Reached target Multi-User System.\n{resource.id} login:"


def _screenshot(resource: Resource) -> str:
    return f"(text console) {resource.id} login: _"


VIEWS: dict[str, Callable[[Resource], str]] = {
    "metrics": _metrics,
    "serial": _serial,
    "screenshot": _screenshot,
}


def _crm(case: Case, _line: CommandLine) -> str:
    return case.scenario.identity.crm


def _verify(case: Case, _line: CommandLine) -> str:
    return case.scenario.identity.verify


def _status(case: Case, line: CommandLine) -> str:
    zones = sorted({r.zone for r in case.scenario.resources if r.zone} or {"ru-1a", "ru-1b", "ru-1c"})
    asked = [value for value in line.values if value.startswith("ru-")] or zones
    return "\n".join(f"{zone}: all services operational" for zone in asked)


def _incidents(_case: Case, line: CommandLine) -> str:
    about = f" matching {' '.join(line.values)}" if line.values else ""
    return f"no open incidents{about}"


def _changes(_case: Case, _line: CommandLine) -> str:
    return "no changes in window"


def _queue(_case: Case, _line: CommandLine) -> str:
    return "open in your queue: 1 (this ticket)"


def _oncall(case: Case, line: CommandLine) -> str:
    named = [team for team in case.provider.teams if team.id.casefold() in line.values] or list(
        case.provider.teams
    )
    return "\n".join(f"{team.id:<13} on duty, takes: {team.takes.within('en')}" for team in named)


def _audit(_case: Case, _line: CommandLine) -> str:
    return "no records in the last 30 days"


def _billing(_case: Case, _line: CommandLine) -> str:
    return "status=ACTIVE  no overdue invoices"


def _asset(_case: Case, _line: CommandLine) -> str:
    return "no such asset in this contract"


def _photo(_case: Case, _line: CommandLine) -> str:
    return "no attachments of that name"


def _kb(_case: Case, _line: CommandLine) -> str:
    return "no article matches; use the knowledge search beside the ticket"


def _fails(case: Case, target: str) -> bool:
    """Whether the card lists a failing probe of ``target``: then a neutral one must not look healthy."""
    return any(
        tool.where == "probe" and target and target in tool.cmd and FAILING.search(tool.out)
        for tool in case.scenario.tools
    )


def _is_foreign(case: Case, target: str) -> bool:
    """Whether ``target`` is an address that nothing in this ticket has: another customer's, or another variant's."""
    if not re.fullmatch(r"[\d.]+", target):
        return False
    known = (*case.scenario.known_ids, *(tool.cmd + tool.out for tool in case.scenario.tools))
    details = (" ".join((one.id, *one.details.values())) for one in case.scenario.resources)
    return not any(target in text for text in (*known, *details, case.scenario.opening.within(case.lang)))


def _target(line: CommandLine) -> str:
    return re.sub(r"^https?://", "", line.values[0]).split("/")[0] if line.values else ""


def _ping(case: Case, line: CommandLine) -> str:
    target = _target(line)
    if _fails(case, target):
        return f"PING {target}: no reply (many hosts do not answer echo requests)"
    return (
        f"PING {target} 56(84) bytes of data.\n4 packets transmitted, 4 received, 0% packet loss, time 3004ms\n"
        "rtt min/avg/max/mdev = 0.8/1.1/1.6/0.3 ms"
    )


def _trace(case: Case, line: CommandLine) -> str:
    target = _target(line)
    last = " 3  * * *" if _fails(case, target) else f" 3  {target}  1.2 ms"
    return f"traceroute to {target}, 30 hops max\n 1  192.0.2.1  0.3 ms\n 2  192.0.2.9  0.6 ms\n{last}"


def _dig(case: Case, line: CommandLine) -> str:
    name = next((value for value in line.values if "." in value and not value.startswith("@")), "")
    address = next((r.details[k] for r in case.scenario.resources for k in ("address", "public_ip")
                    if r.id.casefold() == name and k in r.details), None)  # fmt: skip
    if address:
        return f"{name}.  300  IN  A  {address}"
    if _fails(case, name):
        return ";; no answer from this resolver"
    return f";; {name}: no records of this type"


def _curl(case: Case, line: CommandLine) -> str:
    target = _target(line)
    if _fails(case, target):
        return f"curl: no usable answer from {target} for this request"
    if _is_foreign(case, target):
        return f"curl: (28) Failed to connect to {target} port 80: Connection timed out"
    return "HTTP/1.1 200 OK\nServer: nginx"


def _nc(case: Case, line: CommandLine) -> str:
    host, port = (*line.values, "", "")[:2]
    open_ports = {
        p for r in case.scenario.resources for p in re.split(r"[,\s]+", r.details.get("open_ports", "")) if p
    }
    open_ports |= {"443" if "https" in t.cmd else "80" for t in case.scenario.tools
                   if parse(t.cmd).program == "curl" and host in t.cmd and "HTTP/" in t.out}  # fmt: skip
    open_ports |= {
        port for t in case.scenario.tools for group in OPEN_RULE.findall(t.out) for port in group.split(",")
    }
    if port in open_ports:
        return f"Connection to {host} {port} port [tcp/*] succeeded!"
    return f"nc: connect to {host} port {port} (tcp): no service is expected on this port"


def _openssl(_case: Case, _line: CommandLine) -> str:
    return "CONNECTED(00000003)\nVerify return code: 0 (ok)"


MAKERS: dict[str, Callable[[Case, CommandLine], str]] = {
    "crm": _crm, "verify": _verify, "status": _status, "incidents": _incidents, "changes": _changes,
    "queue": _queue, "oncall": _oncall, "audit": _audit, "billing": _billing, "asset": _asset, "photo": _photo,
    "kb": _kb, "kb search": _kb, "ping": _ping, "traceroute": _trace, "mtr": _trace, "dig": _dig, "curl": _curl,
    "nc": _nc, "openssl": _openssl,
}  # fmt: skip
