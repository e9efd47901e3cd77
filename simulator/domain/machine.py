"""A machine of a lab as authors write it: files, processes, services, the network around it, cloud resources."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, WithJsonSchema

from simulator.domain.text import Content, Line

Number = Annotated[int, WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}]})]
"""A whole number, or a ``@name@`` that is drawn anew with each seed."""
Decimal = Annotated[float, WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]})]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$")]
"""UTC, as ``2026-03-10T06:00:00``."""
Mode = Annotated[str, StringConstraints(pattern=r"^0[0-7]{3,4}$")]
Path = Annotated[str, StringConstraints(pattern=r"^/")]


class LogEvent(Content):
    """One line that matters in a log."""

    at: Moment
    text: Line


class Log(Content):
    """A log: ordinary lines at a rhythm, and between them the lines that matter."""

    since: Moment
    every: Annotated[Number, Field(ge=1)]
    """Seconds between two ordinary lines, about."""
    count: Annotated[Number, Field(ge=0, le=2000)]
    stamp: Line = "%Y-%m-%d %H:%M:%S"
    """The time stands before each line, or where a line says ``{t}``; ``{n}`` is some number."""
    lines: tuple[Line, ...] = ()
    events: tuple[LogEvent, ...] = ()


class FileSpec(Content):
    """One file, folder or link."""

    path: Path
    kind: Literal["file", "dir", "link"] = "file"
    mode: Mode | None = None
    owner: Line = "root"
    group: Line = "root"
    at: Moment | None = None
    text: str = ""
    log: Log | None = None
    to: Line = "/"
    size: Number | None = None
    """Bytes it claims to have, where the text is only its beginning."""
    zipped: bool = False
    """Read with zcat and zgrep only."""


class User(Content):
    """Somebody with an account on the machine."""

    name: Line
    uid: Number
    groups: tuple[Line, ...] = ()
    """Besides the group of the same name."""
    home: Line = ""
    sudo: bool = False


class Process(Content):
    """A process that runs."""

    pid: Number
    ppid: Number = 1
    user: Line = "root"
    cpu: Decimal = 0.0
    mem: Decimal = 0.1
    rss: Number = 8200
    stat: Line = "S"
    seconds: Number = 345600
    """How long it has been running when the lab begins."""
    tty: Line = "?"
    cmd: Line
    stubborn: bool = False
    """Ignores TERM; only KILL ends it."""
    serves: Line = ""
    """Its service: one that is killed is started anew by systemd."""


class Socket(Content):
    """An address on which something listens or speaks."""

    port: Number
    address: Line = "0.0.0.0"  # noqa: S104 — text of a simulated socket
    proto: Literal["tcp", "udp"] = "tcp"
    pid: Number = 0
    peer: Line = ""
    """Set: a connection to there, not a listener."""
    state: Line = "ESTAB"
    count: Number = 1


class Mount(Content):
    """A file system, in kilobytes."""

    source: Line
    at: Path
    fstype: Line = "ext4"
    size: Number
    used: Number
    inodes: Number = 1310720
    iused: Number = 98304


class Service(Content):
    """A unit of systemd."""

    name: Line
    about: Line
    active: Literal["active", "failed", "inactive"] = "active"
    enabled: bool = True
    pid: Number = 0
    journal: Log | None = None
    needs: tuple["Need", ...] = ()
    """What must be true for it to start."""


class Need(Content):
    """Something without which a service does not start, and what its journal says then."""

    user: Line
    may: Literal["r", "w", "x", "rx", "rw"] = "r"
    path: Path
    contains: str = ""
    lacks: str = ""
    says: Line


class Interface(Content):
    """A network interface."""

    name: Line = "eth0"
    address: Line
    """With its prefix, as 10.0.4.11/24."""
    mtu: Number = 1500
    up: bool = True
    mac: Line = "fa:16:3e:4b:20:9c"
    dropped: Number = 0


class Route(Content):
    """A line of the routing table."""

    to: Line = "default"
    via: Line = ""
    dev: Line = "eth0"


class Series(Content):
    """A figure over time as a dashboard shows it: level until its onset, then another level."""

    unit: Line
    before: Decimal
    after: Decimal
    onset: Moment
    until: Moment | None = None
    """From then on as before."""
    every: Annotated[Number, Field(ge=60)] = 600
    limit: Decimal | None = None
    """What is bought or possible, shown beside it."""


class Resource(Content):
    """Something in the cloud project: its kind, id and what the console shows of it."""

    kind: Line
    id: Line
    fields: dict[str, str] = {}
    texts: dict[str, str] = {}
    """Longer outputs, by the verb that shows them: serial, policy."""
    series: dict[str, Series] = {}
    """Figures that ``cloud KIND metrics ID`` shows."""


class Rule(Content):
    """A rule of a security group: who may reach which ports."""

    id: Line
    proto: Literal["tcp", "udp", "icmp", "any"] = "tcp"
    ports: Line = "any"
    """``22``, ``8000-8100`` or ``any``."""
    source: Line = "0.0.0.0/0"
    note: Line = "-"


class Group(Content):
    """A security group: what no rule allows is dropped without an answer."""

    id: Line
    name: Line
    rules: tuple[Rule, ...] = ()


class Deed(Content):
    """What the console can do with resources of a kind."""

    kind: Line
    verb: Line
    about: Line
    needs: tuple[Line, ...] = ()
    """Options that must be given, without dashes."""
    when: dict[str, str] = {}
    """Fields that must hold; otherwise it is refused with ``refused``."""
    refused: Line = "The operation is not possible in the present state."
    flag: Line = ""
    """A flag that must be set; otherwise it is refused."""
    sets: dict[str, str] = {}
    """Fields of the resource; ``%option`` is what was given."""
    elsewhere: dict[str, dict[str, str]] = {}
    """Fields of other resources, by id."""
    creates: Resource | None = None
    removes: bool = False
    raises: tuple[Line, ...] = ()
    """Flags."""
    says: Line
