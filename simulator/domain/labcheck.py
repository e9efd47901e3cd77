"""What can be asked of a machine: conditions of goals and of forbidden effects in a lab."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.domain.machine import Mode, Number, Path
from simulator.domain.text import Content, Line


class _Asked(Content):
    holds: bool = True
    """False turns the condition round."""


class FileCheck(_Asked):
    """A file as it is; ``exists`` alone asks whether it is there."""

    kind: Literal["file"]
    path: Path
    exists: bool = True
    mode: Mode | None = None
    owner: Line | None = None
    group: Line | None = None
    contains: str = ""
    lacks: str = ""


class MayCheck(_Asked):
    """Whether a user may read, write or enter a path, all folders above included."""

    kind: Literal["may"]
    user: Line
    may: Literal["r", "w", "x", "rx", "rw"]
    path: Path


class WideCheck(_Asked):
    """Whether any file at or below a path has one of these mode bits."""

    kind: Literal["wide"]
    path: Path
    bits: Mode


class ProcessCheck(_Asked):
    """Whether a process runs."""

    kind: Literal["process"]
    pid: Number


class ServiceCheck(_Asked):
    """Whether a service is active."""

    kind: Literal["service"]
    name: Line


class ConnectsCheck(_Asked):
    """Whether security groups let a connection through; from the machine itself when no ``source`` is named."""

    kind: Literal["connects"]
    host: Line
    port: Number
    source: Line = ""
    proto: Literal["tcp", "udp", "icmp"] = "tcp"


class FieldCheck(_Asked):
    """What a field of a resource says; without a field: whether there is such a resource."""

    kind: Literal["resource"]
    id: Line
    field: Line = ""
    value: Line = ""


class FlagCheck(_Asked):
    """Whether something has happened that a site or the console remembers."""

    kind: Literal["flag"]
    name: Line


class RequestCheck(_Asked):
    """Whether a request of this kind was made and answered so."""

    kind: Literal["request"]
    host: Line = "*"
    method: Line = "*"
    path: Line = "*"
    status: Number | None = None


class PrintedCheck(_Asked):
    """Whether a text has stood in an output."""

    kind: Literal["printed"]
    text: Line


class SpaceCheck(_Asked):
    """Whether a file system is filled to ``most`` per cent or less."""

    kind: Literal["space"]
    path: Path
    most: Number


Check = Annotated[
    FileCheck | MayCheck | WideCheck | ProcessCheck | ServiceCheck | ConnectsCheck | FieldCheck | FlagCheck
    | RequestCheck | PrintedCheck | SpaceCheck,
    Field(discriminator="kind"),
]  # fmt: skip
