"""A machine as it is now: made from its description, changed by commands."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from simulator.domain.lab import MachineSpec
from simulator.domain.machine import FileSpec, Group, Process, Resource, Service
from simulator.labs.files import Files, Node, Who, absolute
from simulator.labs.limits import WORK, Trouble
from simulator.labs.logs import entries, moment, written

FOLDERS = ("/dev", "/bin", "/etc", "/home", "/root", "/tmp", "/usr/bin", "/var/log", "/srv", "/opt", "/proc")
ACCOUNTS = {"root": 0, "daemon": 1, "www-data": 33, "nobody": 65534}


@dataclass(frozen=True)
class Exchange:
    """An HTTP request and how it was answered."""

    host: str
    method: str
    path: str
    status: int
    at: datetime


@dataclass
class Unit:
    """A service as it is now."""

    spec: Service
    active: str
    pid: int
    since: datetime
    journal: list[tuple[datetime, str]]


@dataclass
class Machine:
    """Everything that commands read and change."""

    spec: MachineSpec
    files: Files
    now: datetime
    me: Who
    users: dict[str, Who]
    homes: dict[str, str]
    sudoers: set[str]
    cwd: str
    env: dict[str, str]
    processes: dict[int, Process]
    units: dict[str, Unit]
    resources: dict[str, Resource]
    groups: dict[str, Group]
    rng: random.Random
    last: int = 0
    depth: int = 0
    """Lines and commands that run inside one another."""
    work: int = 0
    """What the present line has cost so far."""
    flags: set[str] = field(default_factory=set)
    requests: list[Exchange] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    held: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    """Process → removed files it still holds open, with their bytes."""
    history: list[str] = field(default_factory=list)
    freed: dict[str, int] = field(default_factory=dict)
    """Mount → bytes given back or taken."""

    def path(self, text: str) -> str:
        """Return a typed path from the root."""
        return absolute(text, self.cwd)

    @property
    def home(self) -> str:
        """Home of whoever is at work."""
        return self.homes.get(self.me.name, "/")

    def mount_of(self, path: str) -> str:
        """Return the mount a path lies in."""
        fits = [m.at for m in self.spec.mounts if path == m.at or path.startswith(m.at.rstrip("/") + "/")]
        return max(fits, key=len, default="/")

    def spend(self, work: int) -> None:
        """Count what a line costs.

        Raises:
            Trouble: it costs more than a lab bears.
        """
        self.work += work
        if self.work > WORK:
            raise Trouble("Killed: the line reads more than this lab bears; narrow it down", 137)

    def let_go(self, pid: int) -> None:
        """Give back what a process held open, as it ends."""
        for path, size in self.held.pop(pid, []):
            self.free(path, size)

    def free(self, path: str, size: int) -> None:
        """Give bytes of a mount back, or take them."""
        at = self.mount_of(path)
        self.freed[at] = self.freed.get(at, 0) + size


def machine_of(spec: MachineSpec, name: str, seed: int) -> Machine:
    """Return a machine as it stands when the lab begins."""
    now = moment(spec.start)
    users, homes = _people(spec)
    files = Files(now - timedelta(days=30))
    for folder in FOLDERS:
        mode = 0o1777 if folder == "/tmp" else 0o700 if folder == "/root" else 0o755
        files.put(folder, Node("dir", mode, "root", "root", now - timedelta(days=30)))
    for user, home in homes.items():
        if users[user].uid >= 1000 and home.startswith("/home/"):
            files.put(home, Node("dir", 0o750, user, users[user].groups[0], now - timedelta(days=3)))
    files.put("/dev/null", Node("file", 0o666, "root", "root", now))
    _standard(spec, files, users, homes, now)
    for file in spec.files:
        files.put(file.path, _node(file, now))
    units = {one.name: _unit(one, now) for one in spec.services}
    return Machine(
        spec=spec, files=files, now=now, me=users[spec.user], users=users, homes=homes,
        sudoers={user.name for user in spec.users if user.sudo} | {"root"}, cwd=homes[spec.user],
        env={"HOME": homes[spec.user], "USER": spec.user, "SHELL": "/bin/bash", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        processes={one.pid: one for one in (_INIT, *spec.processes)}, units=units,
        resources={one.id: one for one in spec.resources}, groups={one.id: one for one in spec.groups},
        rng=random.Random(f"{name}:{seed}"),  # noqa: S311 — variety, not secrecy
    )  # fmt: skip


_INIT = Process(pid=1, ppid=0, cmd="/sbin/init", rss=11240, stat="Ss", seconds=345900)


def _people(spec: MachineSpec) -> tuple[dict[str, Who], dict[str, str]]:
    users = {name: Who(name, uid, (name,)) for name, uid in ACCOUNTS.items()}
    homes = {"root": "/root", "www-data": "/var/www", "daemon": "/", "nobody": "/"}
    for user in spec.users:
        users[user.name] = Who(user.name, user.uid, (user.name, *user.groups))
        homes[user.name] = user.home or f"/home/{user.name}"
    if spec.user not in users:
        users[spec.user] = Who(spec.user, 1000, (spec.user,))
        homes[spec.user] = f"/home/{spec.user}"
    return users, homes


def _standard(
    spec: MachineSpec, files: Files, users: dict[str, Who], homes: dict[str, str], now: datetime
) -> None:
    """Put down what every machine has."""
    old = now - timedelta(days=30)
    passwd = "".join(
        f"{who.name}:x:{who.uid}:{who.uid}::{homes[who.name]}:"
        f"{'/bin/bash' if who.uid >= 1000 or who.uid == 0 else '/usr/sbin/nologin'}\n"
        for who in users.values()
    )
    members: dict[str, list[str]] = {who.name: [] for who in users.values()}
    for who in users.values():
        for group in who.groups[1:]:
            members.setdefault(group, []).append(who.name)
    groups = "".join(
        f"{name}:x:{users[name].uid if name in users else 990 - n}:{','.join(who)}\n"
        for n, (name, who) in enumerate(members.items())
    )
    texts = {
        "/etc/passwd": passwd,
        "/etc/group": groups,
        "/etc/hostname": f"{spec.host}\n",
        "/etc/hosts": f"127.0.0.1 localhost\n127.0.1.1 {spec.host}\n",
        "/etc/resolv.conf": f"nameserver {spec.network.resolver}\n",
        "/etc/os-release": 'PRETTY_NAME="Practice Linux 12"\nNAME="Practice Linux"\nVERSION_ID="12"\n',
    }
    for path, text in texts.items():
        files.put(path, Node("file", 0o644, "root", "root", old, text))


def _node(file: FileSpec, now: datetime) -> Node:
    text = written(file.log, file.path) if file.log else file.text
    if text and not text.endswith("\n"):
        text += "\n"
    default = {"dir": "0755", "link": "0777"}.get(file.kind, "0644")
    return Node(
        file.kind, int(file.mode or default, 8), file.owner, file.group,
        moment(file.at) if file.at else now - timedelta(days=2), text, file.to if file.kind == "link" else "",
        file.size, file.zipped,
    )  # fmt: skip


def _unit(spec: Service, now: datetime) -> Unit:
    journal = entries(spec.journal, spec.name) if spec.journal else []
    since = journal[-1][0] if journal and spec.active != "active" else now - timedelta(days=4)
    return Unit(spec, spec.active, spec.pid, since, journal)
