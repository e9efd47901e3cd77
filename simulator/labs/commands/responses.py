"""What ``curl`` shows of an answer: headers, body, and what ``-w`` asks for."""

from dataclasses import dataclass, field

from simulator.domain.network import Reply
from simulator.labs.call import Call, Given
from simulator.labs.web import REASONS, Request


@dataclass
class Url:
    """An address in its parts."""

    scheme: str
    host: str
    port: int
    path: str


@dataclass
class Done:
    """One request with its answer, and what -w may show of it."""

    url: Url
    address: str
    request: Request
    reply: Reply
    trail: list[str] = field(default_factory=list)


def _headers(call: Call, reply: Reply) -> list[str]:
    found = {"Date": call.machine.now.strftime("%a, %d %b %Y %H:%M:%S GMT"), **reply.headers}
    names = {name.lower() for name in found}
    if "content-type" not in names and reply.body:
        json = reply.body.lstrip().startswith(("{", "["))
        found["Content-Type"] = (
            "application/json"
            if json
            else "text/html; charset=utf-8"
            if "<" in reply.body[:5]
            else "text/plain"
        )
    if "content-length" not in names and "transfer-encoding" not in names:
        found["Content-Length"] = str(len(reply.body.encode()) + bool(reply.body))
    return [f"{name}: {value}" for name, value in found.items()]


def head(call: Call, given: Given, done: Done) -> None:
    """Show the headers, sent and received, as far as they were asked for."""
    first = f"HTTP/1.1 {done.reply.status} {REASONS.get(done.reply.status, '')}".rstrip()
    if "v" in given:
        sent = [f"> {done.request.method} {done.request.path} HTTP/1.1"]
        sent += [f"> {name.title()}: {value}" for name, value in done.request.headers.items()]
        call.warn("\n".join([*done.trail, *sent, ">"]))
        call.warn("\n".join(f"< {line}" for line in [first, *_headers(call, done.reply)]) + "\n<")
    if "i" in given or "I" in given:
        call.write("\n".join([first, *_headers(call, done.reply)]) + "\n\n")


def shown(call: Call, given: Given, done: Done, text: str) -> None:
    """Show an answer, or put it into a file."""
    head(call, given, done)
    body = "" if done.request.method == "HEAD" or not done.reply.body else done.reply.body.rstrip("\n") + "\n"
    place = given.value("o") or (text.rpartition("/")[2] if "O" in given else "")
    if "D" in given and given.value("D") == "-":
        call.write("\n".join([f"HTTP/1.1 {done.reply.status}", *_headers(call, done.reply)]) + "\n\n")
    if place and place != "-":
        if place != "/dev/null":
            machine = call.machine
            machine.files.write(machine.path(place), body, machine.me, machine.now)
    else:
        call.write(body)
    if "w" in given:
        call.write(written(given.value("w"), done))


def written(text: str, done: Done | None) -> str:
    """Return what ``-w`` asks for."""
    values = {
        "http_code": f"{done.reply.status:03}" if done else "000", "response_code": f"{done.reply.status:03}" if done else "000",
        "remote_ip": done.address if done else "", "time_total": "0.084213" if done else "0.000000",
        "size_download": str(len(done.reply.body)) if done else "0", "method": done.request.method if done else "",
        "url_effective": f"{done.url.scheme}://{done.url.host}{done.url.path}" if done else "",
        "redirect_url": done.reply.headers.get("Location", "") if done else "", "content_type": "",
        "ssl_verify_result": "0", "num_redirects": "0", "time_connect": "0.012", "time_starttransfer": "0.083",
    }  # fmt: skip
    for name, value in values.items():
        text = text.replace(f"%{{{name}}}", value)
    return text.replace("\\n", "\n").replace("\\t", "\t")
