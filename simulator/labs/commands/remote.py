"""``ssh``: logging in by key, with every way it can be refused."""

from datetime import timedelta

from simulator.domain.network import Host, Login
from simulator.labs.call import Call
from simulator.labs.commands.keys import HEAD, fingerprint, token_of
from simulator.labs.files import Node
from simulator.labs.limits import Trouble
from simulator.labs.net import host_at, port_state, resolved

REASONS = {
    "closed": "Connection refused",
    "filtered": "Connection timed out",
    "unreachable": "No route to host",
}
DEFAULTS = ("id_ed25519", "id_rsa", "id_ecdsa")
CHANGED = """@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
It is also possible that a host key has just been changed.
The fingerprint for the ED25519 key sent by the remote host is
{0}.
Host key for {1} has changed and you have requested strict checking.
Host key verification failed."""
UNPROTECTED = """@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
Permissions {0:04o} for '{1}' are too open.
This private key will be ignored."""


def ssh(call: Call) -> int:
    """Log in: ssh [-i KEY] [-p PORT] USER@HOST [COMMAND]."""
    flags: dict[str, str] = {}
    words: list[str] = []
    queue = list(call.args)
    while queue:
        word = queue.pop(0)
        if not words and word in ("-i", "-p", "-l", "-o", "-F", "-L", "-J") and queue:
            flags[word] = queue.pop(0)
        elif not words and word.startswith("-"):
            flags[word] = ""
        else:
            words.append(word)
    if not words:
        raise Trouble("usage: ssh [-i identity_file] [-p port] [user@]hostname [command]", 255)
    user, mark, name = words[0].rpartition("@")
    user = user if mark else flags.get("-l", call.machine.me.name)
    try:
        host = _connected(call, name, flags.get("-p", "22"))
        _recognised(call, name, host, flags.get("-o", ""))
        login = _let_in(call, host, user, name, flags)
    except Trouble as trouble:
        call.warn(trouble.text)
        return 255
    call.machine.flags.add(f"login:{user}@{host.address}")
    call.say(
        f"Welcome to {name}\n{login.says}\n(logged in and out again: in this lab there is nothing to do over there)"
    )
    return 0


def _connected(call: Call, name: str, port: str) -> Host:
    address = resolved(call.machine, name)
    if address is None:
        raise Trouble(f"ssh: Could not resolve hostname {name}: Name or service not known")
    number = int(port) if port.isdigit() and len(port) < 6 else 0
    state = port_state(call.machine, address, number)
    host = host_at(call.machine, address)
    if state != "open" or host is None:
        call.machine.now += timedelta(seconds=130 if state == "filtered" else 1)
        raise Trouble(f"ssh: connect to host {name} port {port}: {REASONS.get(state, 'Connection refused')}")
    return host


def _recognised(call: Call, name: str, host: Host, option: str) -> None:
    """Compare the host key with the one that is known; a new one must be accepted on purpose."""
    machine = call.machine
    path = f"{machine.home}/.ssh/known_hosts"
    shown = fingerprint(host.host_key)
    try:
        text = machine.files.read(path, machine.me)
    except Trouble:
        text = ""
    known = [token_of(line) for line in text.splitlines() if line.split()[:1] in ([name], [host.address])]
    if known and host.host_key in known:
        return
    if known:
        raise Trouble(CHANGED.format(shown, name))
    if option.replace(" ", "=") not in ("StrictHostKeyChecking=accept-new", "StrictHostKeyChecking=no"):
        raise Trouble(
            f"The authenticity of host '{name} ({host.address})' can't be established.\nED25519 key fingerprint is {shown}.\n"
            f"Compare it with what the console shows. If it is the same, accept it with\n"
            f"  ssh -o StrictHostKeyChecking=accept-new …\nHost key verification failed."
        )
    folder = path.rpartition("/")[0]
    if not machine.files.has(folder, machine.me):
        machine.files.make(
            folder, Node("dir", 0o700, machine.me.name, machine.me.groups[0], machine.now), machine.me
        )
    line = f"{name} ssh-ed25519 {host.host_key}\n"
    machine.files.write(path, line, machine.me, machine.now, append=True)
    machine.flags.add(f"accepted:{name}")
    call.warn(f"Warning: Permanently added '{name}' (ED25519) to the list of known hosts.")


def _let_in(call: Call, host: Host, user: str, name: str, flags: dict[str, str]) -> Login:
    tokens = _offered(call, flags)
    for login in host.logins:
        if login.user != user or (login.flag and login.flag not in call.machine.flags):
            continue
        wanted = login.key
        if wanted.startswith("="):
            place, _, field = wanted[1:].partition(" ")
            one = call.machine.resources.get(place)
            wanted = one.fields.get(field, "") if one else ""
        if any(token and token in wanted for token in tokens):
            return login
    raise Trouble(f"{user}@{name}: Permission denied (publickey).")


def _offered(call: Call, flags: dict[str, str]) -> list[str]:
    """Return the keys that are offered; one that others may read is not."""
    home = call.machine.home
    paths = [flags["-i"]] if "-i" in flags else [f"{home}/.ssh/{one}" for one in DEFAULTS]
    found = []
    for path in paths:
        try:
            node, text = call.node(path), call.text(path)
        except Trouble as trouble:
            if "-i" in flags:
                call.warn(f"Warning: Identity file {path} not accessible: {trouble.text}.")
            continue
        if node.mode & 0o077:
            call.warn(UNPROTECTED.format(node.mode, path))
        elif HEAD in text:
            found.append(token_of(text))
            if "-v" in flags:
                call.warn(f"debug1: Offering public key: {path} ED25519 {fingerprint(found[-1])} explicit")
        elif "-v" in flags:
            call.warn(f"debug1: {path} is no private key")
    return found
