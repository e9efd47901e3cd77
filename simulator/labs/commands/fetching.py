"""``curl``: asking a web site, with every answer and every way it can fail."""

import base64
from datetime import timedelta

from simulator.domain.network import Reply, Site
from simulator.labs.call import Call, Given, options
from simulator.labs.commands.responses import Done, Url, head, shown, written
from simulator.labs.limits import Trouble
from simulator.labs.logs import moment
from simulator.labs.net import port_state, resolved
from simulator.labs.web import Request, answered, fault_of, site_of

LONG = {
    "head": "I", "include": "i", "verbose": "v", "silent": "s", "show-error": "S", "insecure": "k", "location": "L",
    "output": "o", "remote-name": "O", "write-out": "w", "request": "X", "header": "H", "data": "d", "data-raw": "d",
    "data-binary": "d", "user": "u", "max-time": "m", "connect-timeout": "Y", "resolve": "R", "user-agent": "A",
    "fail": "f", "json": "J", "get": "G", "http1.1": "0", "compressed": "0", "dump-header": "D", "http2": "0",
    "retry": "y", "ipv4": "4", "no-progress-meter": "s", "upload-file": "T", "referer": "e", "cacert": "E", "fail-with-body": "f",
}  # fmt: skip


class Failed(Trouble):
    """curl gives up with one of its numbers."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"({code}) {text}", code)


def curl(call: Call) -> int:
    """Ask a web site."""
    given = options(call, "IivsSkLOfG0#4Nn", "owXHdumYRAJDyTeE", LONG, code=2)
    if not given.rest:
        raise Trouble("try 'curl --help' for more information", 2)
    code = 0
    for address in given.rest:
        try:
            code = _fetched(call, given, address)
        except Failed as failed:
            code = failed.code
            if "s" not in given or "S" in given:
                call.complain(failed.text)
            if "w" in given:
                call.write(written(given.value("w"), None))
    return code


def _fetched(call: Call, given: Given, text: str) -> int:
    url = _url(text)
    done = _asked(call, given, url, _method(given))
    for _redirect in range(10):
        place = next((value for name, value in done.reply.headers.items() if name.lower() == "location"), "")
        if "L" not in given or not 300 <= done.reply.status < 400 or not place:
            break
        if "i" in given or "I" in given or "v" in given:
            head(call, given, done)
        url = _url(place if "://" in place else f"{url.scheme}://{url.host}:{url.port}{place}")
        done = _asked(call, given, url, "GET" if done.request.method == "POST" else done.request.method)
    else:
        raise Failed(47, "Maximum (10) redirects followed")
    if "f" in given and done.reply.status >= 400:
        raise Failed(22, f"The requested URL returned error: {done.reply.status}")
    shown(call, given, done, text)
    return 0


def _url(text: str) -> Url:
    scheme, mark, rest = text.partition("://")
    if not mark:
        scheme, rest = "http", text
    if scheme not in ("http", "https"):
        raise Failed(1, f'Protocol "{scheme}" not supported')
    place, slash, path = rest.partition("/")
    place, asks, query = place.partition("?")
    host, colon, port = place.partition(":")
    if not host or (colon and not (port.isdigit() and len(port) < 6)):
        raise Failed(3, "URL using bad/illegal format or missing URL")
    path = f"/{path}" if slash else f"/?{query}" if asks else "/"
    return Url(
        scheme,
        host.lower(),
        int(port) if port else {"http": 80, "https": 443}[scheme],
        path.partition("#")[0],
    )


def _method(given: Given) -> str:
    if "X" in given:
        return given.value("X").upper()
    if "I" in given:
        return "HEAD"
    if "T" in given:
        return "PUT"
    return "POST" if ({"d", "J"} & given.flags) and "G" not in given else "GET"


def _asked(call: Call, given: Given, url: Url, method: str) -> Done:
    machine = call.machine
    address = _address(call, given, url)
    machine.now += timedelta(seconds=1)
    trail = _connected(call, given, url, address)
    site = site_of(machine, url.host, url.port, address)
    if site is None or (site.tls is None) != (url.scheme == "http"):
        if site is not None and url.scheme == "https":
            raise Failed(35, "OpenSSL/3.0.15: error:0A00010B:SSL routines::wrong version number")
        if site is not None and url.scheme == "http":
            reply = Reply(
                status=400, body="<html><body>The plain HTTP request was sent to HTTPS port</body></html>"
            )
            return Done(url, address, _request(call, given, url, method), reply, trail)
        raise Failed(52, "Empty reply from server")
    trail += _secured(call, given, url, site)
    request = _request(call, given, url, method)
    return Done(url, address, request, answered(machine, site, request), trail)


def _address(call: Call, given: Given, url: Url) -> str:
    for one in given.values.get("R", ()):
        name, _, rest = one.partition(":")
        port, _, place = rest.partition(":")
        if name == url.host and port == str(url.port):
            return place
    address = resolved(call.machine, url.host)
    if address is None:
        raise Failed(6, f"Could not resolve host: {url.host}")
    return address


def _connected(call: Call, given: Given, url: Url, address: str) -> list[str]:
    state = port_state(call.machine, address, url.port)
    trail = [f"*   Trying {address}:{url.port}..."]
    if state == "open":
        return [*trail, f"* Connected to {url.host} ({address}) port {url.port}"]
    if "v" in given:
        call.warn("\n".join(trail))
    if state in ("closed", "unreachable"):
        reason = "Connection refused" if state == "closed" else "No route to host"
        if "v" in given:
            call.warn(f"* connect to {address} port {url.port} failed: {reason}")
        raise Failed(
            7, f"Failed to connect to {url.host} port {url.port} after 14 ms: Couldn't connect to server"
        )
    text = given.value("m") or given.value("Y")
    limit = float(text) if text.replace(".", "", 1).isdigit() and len(text) < 6 else 134.0
    call.machine.now += timedelta(seconds=limit)
    if text:
        raise Failed(28, f"Connection timed out after {int(limit * 1000) + 1} milliseconds")
    raise Failed(
        28, f"Failed to connect to {url.host} port {url.port} after 134291 ms: Couldn't connect to server"
    )


def _secured(call: Call, given: Given, url: Url, site: Site) -> list[str]:
    if site.tls is None:
        return []
    fault = fault_of(call.machine, site.tls, url.host)
    trail = [
        "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384", "* Server certificate:",
        f"*  subject: CN={site.tls.subject}", f"*  start date: {_gmt(site.tls.since)}",
        f"*  expire date: {_gmt(site.tls.until)}", f"*  issuer: CN={site.tls.issuer}",
    ]  # fmt: skip
    if not fault:
        return [*trail, "*  SSL certificate verify ok."]
    if "k" in given:
        return [*trail, f"*  SSL certificate verify result: {fault}, continuing anyway."]
    if "v" in given:
        call.warn("\n".join(trail))
    if fault == "name":
        raise Failed(
            60, f"SSL: no alternative certificate subject name matches target host name '{url.host}'"
        )
    raise Failed(60, f"SSL certificate problem: {fault}")


def _gmt(text: str) -> str:
    return moment(text).strftime("%b %e %H:%M:%S %Y GMT")


def _request(call: Call, given: Given, url: Url, method: str) -> Request:
    headers = {"host": url.host, "user-agent": given.value("A", "curl/8.5.0"), "accept": "*/*"}
    parts = [_data(call, one) for one in (*given.values.get("d", ()), *given.values.get("J", ()))]
    body = "&".join(parts)
    if "d" in given and "G" not in given:
        headers["content-type"] = "application/x-www-form-urlencoded"
    if "J" in given:
        headers |= {"content-type": "application/json", "accept": "application/json"}
    if "T" in given:
        body = call.text(given.value("T"))
    if "u" in given:
        headers["authorization"] = "Basic " + base64.b64encode(given.value("u").encode()).decode()
    for one in given.values.get("H", ()):
        name, colon, value = one.partition(":")
        if colon and value.strip():
            headers[name.strip().lower()] = value.strip()
        elif colon:
            headers.pop(name.strip().lower(), None)
    path = url.path
    if "G" in given and body:
        path, body = f"{path}{'&' if '?' in path else '?'}{body}", ""
    return Request(method, url.host, path, headers, body)


def _data(call: Call, text: str) -> str:
    return call.text(text[1:]) if text.startswith("@") else text
