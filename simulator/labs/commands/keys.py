"""``ssh-keygen`` and ``ssh-keyscan``: making keys, and comparing their fingerprints."""

import base64
import hashlib

from simulator.labs.call import Call, options
from simulator.labs.files import Node
from simulator.labs.limits import Trouble
from simulator.labs.net import host_at, port_state, resolved

HEAD = "-----BEGIN OPENSSH PRIVATE KEY-----"
TAIL = "-----END OPENSSH PRIVATE KEY-----"
PREFIX = "AAAAC3NzaC1lZDI1NTE5AAAA"


def token_of(text: str) -> str:
    """Return what a public and its private key have in common, or an empty text."""
    return next((word for word in text.split() if word.startswith("AAAA")), "")


def fingerprint(token: str) -> str:
    """Return the fingerprint of a key."""
    digest = base64.b64encode(hashlib.sha256(token.encode()).digest()).decode().rstrip("=")
    return f"SHA256:{digest}"


def ssh_keygen(call: Call) -> int:
    """Make a key pair, show a fingerprint (-l), a public part (-y), or forget a host (-R)."""
    given = options(call, "lyqvB", "tfNCbRFEZa")
    path = given.value("f") or f"{call.machine.home}/.ssh/id_ed25519"
    if "R" in given:
        return _forget(call, given.value("R"))
    if "F" in given:
        found = [line for line in _known(call).splitlines() if line.split()[:1] == [given.value("F")]]
        for line in found:
            call.say(f"# Host {given.value('F')} found\n{line}")
        return int(not found)
    if "l" in given or "y" in given:
        return _shown(call, path, public="y" in given)
    return _made(call, path, given.value("C") or f"{call.machine.me.name}@{call.machine.spec.host}")


def _known(call: Call) -> str:
    try:
        return call.text(f"{call.machine.home}/.ssh/known_hosts")
    except Trouble:
        return ""


def _forget(call: Call, name: str) -> int:
    text = _known(call)
    kept = [line for line in text.splitlines() if line.split()[:1] != [name]]
    if len(kept) == len(text.splitlines()):
        call.say(f"Host {name} not found in {call.machine.home}/.ssh/known_hosts")
        return 0
    machine = call.machine
    whole = "".join(f"{line}\n" for line in kept)
    machine.files.write(f"{machine.home}/.ssh/known_hosts", whole, machine.me, machine.now)
    call.say(f"# Host {name} found: line 1\n{machine.home}/.ssh/known_hosts updated.")
    return 0


def _shown(call: Call, path: str, *, public: bool) -> int:
    try:
        text = call.text(path)
    except Trouble as trouble:
        raise Trouble(f"{path}: {trouble.text}", 255) from trouble
    found = False
    for line in [text] if HEAD in text else text.splitlines():
        token = token_of(line)
        if not token:
            continue
        found = True
        words = line.split()
        comment = words[-1] if HEAD not in line and len(words) > 2 else "no comment"
        call.say(f"ssh-ed25519 {token}" if public else f"256 {fingerprint(token)} {comment} (ED25519)")
    if not found:
        raise Trouble(f"{path} is not a key file.", 255)
    return 0


def _made(call: Call, path: str, comment: str) -> int:
    machine, me = call.machine, call.machine.me
    whole = machine.path(path)
    if machine.files.has(whole, me):
        call.say(f"{path} already exists. Nothing was overwritten: choose another name with -f.")
        return 1
    folder = whole.rpartition("/")[0]
    if not machine.files.has(folder, me):
        machine.files.make(folder, Node("dir", 0o700, me.name, me.groups[0], machine.now), me)
    body = hashlib.sha256(f"{machine.spec.host}:{path}:{machine.rng.random()}".encode()).digest()
    token = PREFIX + base64.b64encode(body).decode().rstrip("=").replace("+", "x").replace("/", "y")
    private = Node("file", 0o600, me.name, me.groups[0], machine.now, f"{HEAD}\n{token}\n{TAIL}\n")
    machine.files.make(whole, private, me)
    public = Node("file", 0o644, me.name, me.groups[0], machine.now, f"ssh-ed25519 {token} {comment}\n")
    machine.files.make(f"{whole}.pub", public, me)
    call.say(
        f"Generating public/private ed25519 key pair.\nYour identification has been saved in {path}\nYour public key has been saved in {path}.pub"
    )
    call.say(f"The key fingerprint is:\n{fingerprint(token)} {comment}")
    return 0


def ssh_keyscan(call: Call) -> int:
    """Show the host key a server offers."""
    given = options(call, "H", "tpT")
    for name in given.rest:
        address = resolved(call.machine, name)
        host = host_at(call.machine, address) if address else None
        if host is None or port_state(call.machine, host.address, given.number("p", 22)) != "open":
            call.warn(
                f"{name}: Connection refused" if host else f"getaddrinfo {name}: Name or service not known"
            )
            return 1
        call.warn(f"# {name}:22 SSH-2.0-OpenSSH_9.2p1")
        call.say(f"{name} ssh-ed25519 {host.host_key}")
    return 0
