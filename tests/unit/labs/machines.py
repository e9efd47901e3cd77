"""A machine with a bit of everything, for tests of commands."""

from simulator.domain.lab import MachineSpec
from simulator.labs.machine import Machine, machine_of
from simulator.labs.shell import run

SPEC = MachineSpec.model_validate({
    "host": "box", "user": "ann",
    "users": [{"name": "ann", "uid": 1000, "groups": ["adm"], "sudo": True}, {"name": "bob", "uid": 1001}],
    "files": [
        {"path": "/home/ann/a.txt", "owner": "ann", "group": "ann", "text": "one\ntwo\nthree\ntwo"},
        {"path": "/home/ann/b c.txt", "owner": "ann", "group": "ann", "text": "x:1:9\ny:2:8\nz:10:7"},
        {"path": "/home/ann/data.json", "owner": "ann", "group": "ann", "text": '{"items": [{"id": "a", "n": 1}, {"id": "b", "n": 2}]}'},
        {"path": "/home/ann/.hidden", "owner": "ann", "group": "ann", "text": "h"},
        {"path": "/srv/secret", "mode": "0600", "text": "s3cret"},
        {"path": "/srv/closed", "kind": "dir", "mode": "0700"},
        {"path": "/srv/closed/in.txt", "text": "inside"},
        {"path": "/srv/shared", "kind": "dir", "group": "adm", "mode": "0770"},
        {"path": "/srv/now", "kind": "link", "to": "/home/ann/a.txt"},
        {"path": "/var/log/big.log", "group": "adm", "mode": "0640", "size": 5_000_000_000, "text": "row"},
        {"path": "/var/log/held.log", "owner": "bob", "size": 2_000_000_000, "text": "row"},
        {"path": "/var/log/old.log.gz", "zipped": True, "text": "old line"},
        {"path": "/var/log/app.log", "group": "adm", "mode": "0640", "log": {
            "since": "2026-03-10T06:00:00", "every": 60, "count": 100, "lines": ["INFO ok {n}"],
            "events": [{"at": "2026-03-10T07:10:30", "text": "ERROR disk full"}]}},
    ],
    "processes": [
        {"pid": 500, "user": "ann", "cmd": "/usr/bin/worker --one", "cpu": 1.5},
        {"pid": 600, "user": "bob", "cmd": "/usr/bin/python3 /opt/hog.py", "cpu": 97.0, "seconds": 7200, "stubborn": True},
        {"pid": 700, "user": "bob", "cmd": "/opt/writer --log /var/log/held.log", "serves": "writer"},
    ],
    "sockets": [{"port": 8080, "pid": 700}, {"port": 22, "pid": 1}],
    "mounts": [{"source": "/dev/vda1", "at": "/", "size": 20000000, "used": 15000000}],
    "services": [
        {"name": "writer", "about": "Writer", "pid": 700},
        {"name": "broken", "about": "Broken", "active": "failed", "needs": [
            {"user": "bob", "may": "r", "path": "/srv/secret", "says": "cannot read /srv/secret: Permission denied"}]},
    ],
    "groups": [{"id": "sg-1", "name": "web", "rules": [{"id": "r1", "ports": "443"}, {"id": "r2", "ports": "22", "source": "192.0.2.0/24"}]}],
    "resources": [
        {"kind": "vm", "id": "vm-1", "fields": {"name": "app", "status": "RUNNING"}, "texts": {"serial": "login:"},
         "series": {"cpu": {"unit": "%", "before": 10, "after": 90, "onset": "2026-03-10T08:30:00"}}},
    ],
    "deeds": [
        {"kind": "vm", "verb": "stop", "about": "Stops it.", "when": {"status": "RUNNING"}, "refused": "it does not run", "sets": {"status": "STOPPED"}, "raises": ["stopped:%id"], "says": "%id stopped"},
        {"kind": "vm", "verb": "key", "about": "Puts a key in.", "needs": ["key-file"], "sets": {"key": "%key-file"}, "says": "done"},
    ],
    "network": {
        "outside": "198.51.100.7",
        "hosts": [
            {"names": ["web.example"], "address": "203.0.113.10", "groups": ["sg-1"], "ports": {"443": {}, "22": {"banner": "SSH-2.0"}}, "host_key": "AAAAhost",
             "logins": [{"user": "root", "key": "AAAA"}], "hops": [{"address": "10.0.4.1", "name": "gw"}, {}]},
            {"names": ["open.example"], "address": "203.0.113.11", "ports": {"443": {}, "80": {}, "22": {}}, "host_key": "AAAAother", "mtu": 1400,
             "logins": [{"user": "ann", "key": "=vm-1 key"}]},
            {"names": ["down.example"], "address": "203.0.113.12", "up": False, "icmp": "unreachable"},
            {"names": ["quiet.example"], "address": "203.0.113.13", "icmp": "silent"},
        ],
        "dns": [
            {"address": "10.0.4.2", "records": [{"name": "alias.example.", "type": "CNAME", "ttl": 60, "value": "open.example."}, {"name": "lost.example.", "type": "CNAME", "value": "nowhere.example."}]},
            {"address": "192.0.2.1", "name": "a.root.example", "zone": ".", "records": [{"name": "example.", "type": "NS", "value": "ns.example."}]},
            {"address": "192.0.2.2", "name": "ns.example", "zone": "example.", "records": [{"name": "open.example.", "value": "203.0.113.99"}]},
            {"address": "192.0.2.3", "answers": "refused"},
        ],
        "sites": [
            {"host": "open.example", "port": 443, "tls": {"subject": "open.example", "since": "2026-01-01T00:00:00", "until": "2026-09-01T00:00:00"},
             "answers": [
                {"path": "/limited", "over": {"count": 2, "window": 30, "then": {"status": 429, "headers": {"Retry-After": "30"}}}, "then": {"body": "ok"}},
                {"method": "POST", "path": "/things", "body": ['"name"'], "then": {"status": 201, "body": '{"id": 1}', "raises": ["made"]}},
                {"path": "/private", "headers": {"authorization": ""}, "then": {"status": 401}},
                {"path": "/private", "headers": {"authorization": "Bearer good"}, "then": {"body": "hello"}},
                {"path": "/q?name=*", "then": {"body": "asked"}},
                {"path": "/", "then": {"headers": {"X-Cache": "HIT"}, "body": "<html>home</html>"}}]},
            {"host": "open.example", "port": 80, "answers": [{"then": {"status": 301, "headers": {"Location": "https://open.example/"}}}]},
            {"host": "web.example", "port": 443, "tls": {"subject": "web.example", "since": "2025-01-01T00:00:00", "until": "2026-02-01T00:00:00"}, "answers": [{"then": {"body": "late"}}]},
        ],
    },
})  # fmt: skip


def machine() -> Machine:
    return machine_of(SPEC, "test", 1)


class Typist:
    """Types on one machine and reads the screen."""

    def __init__(self) -> None:
        self.machine = machine()
        self.code = 0

    def __call__(self, line: str) -> str:
        shown = run(self.machine, line)
        self.code = shown.code
        return shown.text
