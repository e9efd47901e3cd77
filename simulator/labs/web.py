"""HTTP and TLS as the machine meets them: which site answers, how, and what its certificate is worth."""

import base64
import fnmatch
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from simulator.domain.network import Certificate, Endpoint, Reply, Site
from simulator.labs.logs import moment
from simulator.labs.machine import Exchange, Machine

REASONS = {
    200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 301: "Moved Permanently", 302: "Found",
    304: "Not Modified", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 409: "Conflict", 412: "Precondition Failed", 413: "Payload Too Large",
    422: "Unprocessable Entity", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout",
}  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What is asked of a site."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    """Names in small letters."""
    body: str = ""


def site_of(machine: Machine, host: str, port: int, address: str) -> Site | None:
    """Return the site that answers to a name at an address."""
    fits = [one for one in machine.spec.network.sites if one.port == port and one.at in ("", address)]
    return next((one for one in fits if one.host == host), None) or next(
        (one for one in fits if address in (one.at, one.host)), None
    )


def answered(machine: Machine, site: Site, request: Request) -> Reply:
    """Return the answer of a site, and let it happen."""
    endpoint = next((one for one in site.answers if _fits(machine, one, request)), None)
    reply = endpoint.then if endpoint else Reply(status=404, body='{"error": "not_found"}')
    if endpoint is not None and endpoint.over is not None:
        since = machine.now - timedelta(seconds=endpoint.over.window)
        recent = [
            one
            for one in machine.requests
            if one.host == site.host
            and one.at > since
            and _path(endpoint.path, one.path)
            and one.status != 401
        ]
        if len(recent) >= endpoint.over.count:
            reply = endpoint.over.then
    machine.requests.append(Exchange(site.host, request.method, request.path, reply.status, machine.now))
    machine.flags |= set(reply.raises)
    machine.flags -= set(reply.clears)
    return reply


def _fits(machine: Machine, one: Endpoint, request: Request) -> bool:
    body = "".join(request.body.split())
    return (
        one.method in ("*", request.method)
        and _path(one.path, request.path)
        and all(_header(pattern, request.headers.get(name.lower())) for name, pattern in one.headers.items())
        and all("".join(part.split()) in body for part in one.body)
        and set(one.flags) <= machine.flags
        and not set(one.without) & machine.flags
    )


def _header(pattern: str, value: str | None) -> bool:
    if pattern == "":
        return value is None
    return value is not None and glob(pattern, value)


def glob(pattern: str, text: str) -> bool:
    """Tell whether a text fits a pattern in which ``*`` is anything."""
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]").replace("?", "[?]"))


def _path(pattern: str, path: str) -> bool:
    wanted, asks, query = pattern.partition("?")
    given, _, with_query = path.partition("?")
    return glob(wanted, given) and (not asks or glob(query, with_query))


def fault_of(machine: Machine, cert: Certificate, name: str) -> str:
    """Return what is wrong with a certificate for a name, in the words of curl, or an empty text."""
    if cert.chain == "self-signed":
        return "self-signed certificate"
    if cert.chain == "incomplete":
        return "unable to get local issuer certificate"
    if machine.now > moment(cert.until):
        return "certificate has expired"
    if machine.now < moment(cert.since):
        return "certificate is not yet valid"
    if not covers(cert, name):
        return "name"
    return ""


def covers(cert: Certificate, name: str) -> bool:
    """Tell whether a certificate is for a name; a star stands for one label."""
    return any(
        one == name or (one.startswith("*.") and name.partition(".")[2] == one[2:])
        for one in (cert.names or (cert.subject,))
    )


def pem(cert: Certificate) -> str:
    """Return a certificate as it travels."""
    text = base64.b64encode(json.dumps(cert.model_dump()).encode()).decode()
    rows = "\n".join(text[at : at + 64] for at in range(0, len(text), 64))
    return f"-----BEGIN CERTIFICATE-----\n{rows}\n-----END CERTIFICATE-----\n"


def from_pem(text: str) -> Certificate | None:
    """Return the first certificate in a text, or None."""
    _, begin, rest = text.partition("-----BEGIN CERTIFICATE-----")
    body, end, _ = rest.partition("-----END CERTIFICATE-----")
    if not begin or not end:
        return None
    try:
        return Certificate.model_validate(json.loads(base64.b64decode("".join(body.split()))))
    except ValueError:
        return None
