"""``openssl``: the certificate a server shows, and what stands in one."""

import hashlib
from datetime import timedelta

from simulator.domain.network import Certificate
from simulator.labs.call import Call
from simulator.labs.commands.wire import FAILURES
from simulator.labs.limits import Trouble
from simulator.labs.logs import moment
from simulator.labs.net import port_state, resolved
from simulator.labs.web import fault_of, from_pem, pem, site_of

VALUED = ("-connect", "-servername", "-in", "-checkend", "-ext", "-verify_hostname", "-CAfile", "-CApath", "-port", "-host", "-nameopt")  # fmt: skip
NUMBERS = {"certificate has expired": 10, "self-signed certificate": 18, "unable to get local issuer certificate": 20, "certificate is not yet valid": 9}  # fmt: skip


def openssl(call: Call) -> int:
    """Look at certificates: openssl s_client -connect H:443 -servername NAME, openssl x509 -noout -dates."""
    if not call.args:
        raise Trouble("type openssl s_client … or openssl x509 …")
    verb, flags = call.args[0], _flags(call.args[1:])
    if verb == "s_client":
        return _client(call, flags)
    if verb == "x509":
        return _shown(call, flags)
    if verb == "version":
        call.say("OpenSSL 3.0.15 3 Sep 2024 (Library: OpenSSL 3.0.15 3 Sep 2024)")
        return 0
    raise Trouble(f"Invalid command '{verb}'; this machine knows s_client, x509 and version.")


def _flags(args: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    queue = list(args)
    while queue:
        word = queue.pop(0)
        found[word] = queue.pop(0) if word in VALUED and queue else ""
    return found


def _client(call: Call, flags: dict[str, str]) -> int:
    name, _, port = flags.get("-connect", "").partition(":")
    port = port or "443"
    if not name or not (port.isdigit() and len(port) < 6):
        raise Trouble("s_client: say -connect HOST:PORT")
    machine = call.machine
    address = resolved(machine, name)
    if address is None:
        call.warn("BIO_lookup_ex: Name or service not known")
        return 1
    state = port_state(machine, address, int(port))
    if state != "open":
        machine.now += timedelta(seconds=130 if state == "filtered" else 1)
        call.warn(f"connect:errno={111 if state == 'closed' else 110}\n{FAILURES[state]}")
        return 1
    call.say("CONNECTED(00000003)")
    asked = flags.get("-servername") or name
    site = site_of(machine, asked, int(port), address)
    if site is None or site.tls is None:
        call.warn("error:0A00010B:SSL routines:ssl3_get_record:wrong version number")
        return 1
    _chain(call, site.tls, asked)
    return 0


def _chain(call: Call, cert: Certificate, name: str) -> None:
    fault = fault_of(call.machine, cert, name)
    number = NUMBERS.get(fault, 0)
    call.warn(f"depth=0 CN = {cert.subject}")
    if number:
        call.warn(f"verify error:num={number}:{fault}")
    issuer = cert.subject if cert.chain == "self-signed" else cert.issuer
    call.say(f"---\nCertificate chain\n 0 s:CN = {cert.subject}\n   i:CN = {issuer}")
    call.say(f"   v:NotBefore: {date(cert.since)}; NotAfter: {date(cert.until)}")
    if cert.chain == "complete":
        call.say(f" 1 s:CN = {cert.issuer}\n   i:CN = Example Root X1")
    call.say("---\nServer certificate")
    call.write(pem(cert))
    call.say(f"subject=CN = {cert.subject}\n\nissuer=CN = {issuer}\n\n---")
    call.say(
        f"New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\nVerify return code: {number} ({fault if number else 'ok'})\n---"
    )


def date(text: str) -> str:
    """Return a moment as openssl shows it."""
    return moment(text).strftime("%b %e %H:%M:%S %Y GMT")


def _shown(call: Call, flags: dict[str, str]) -> int:
    text = call.text(flags["-in"]) if flags.get("-in") else call.stdin or ""
    cert = from_pem(text)
    if cert is None:
        call.warn("Could not find certificate from <stdin>")
        return 1
    issuer = cert.subject if cert.chain == "self-signed" else cert.issuer
    if "-text" in flags:
        call.say(
            f"Certificate:\n    Data:\n        Issuer: CN = {issuer}\n        Validity\n            Not Before: {date(cert.since)}"
        )
        call.say(f"            Not After : {date(cert.until)}\n        Subject: CN = {cert.subject}")
    if "-subject" in flags:
        call.say(f"subject=CN = {cert.subject}")
    if "-issuer" in flags:
        call.say(f"issuer=CN = {issuer}")
    if "-dates" in flags or "-startdate" in flags:
        call.say(f"notBefore={date(cert.since)}")
    if "-dates" in flags or "-enddate" in flags:
        call.say(f"notAfter={date(cert.until)}")
    if "subjectAltName" in flags.get("-ext", "") or "-text" in flags:
        names = ", ".join(f"DNS:{one}" for one in cert.names or (cert.subject,))
        call.say(f"X509v3 Subject Alternative Name: \n    {names}")
    if "-fingerprint" in flags:
        digest = hashlib.sha256(pem(cert).encode()).hexdigest().upper()
        call.say("sha256 Fingerprint=" + ":".join(digest[at : at + 2] for at in range(0, 64, 2)))
    if "-checkend" in flags:
        seconds = flags["-checkend"]
        left = (moment(cert.until) - call.machine.now).total_seconds()
        expires = seconds.isdigit() and len(seconds) < 10 and left < int(seconds)
        call.say("Certificate will expire" if expires else "Certificate will not expire")
        return int(expires)
    if "-noout" not in flags:
        call.write(pem(cert))
    return 0
