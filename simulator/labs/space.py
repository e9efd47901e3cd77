"""How full the file systems of a machine are."""

from simulator.domain.machine import Mount
from simulator.labs.machine import Machine

ROOT = Mount(source="/dev/vda1", at="/", size=20509264, used=6341220)


def mounts(machine: Machine) -> list[Mount]:
    """Return the file systems; every machine has one for the root."""
    found = list(machine.spec.mounts)
    return found if any(one.at == "/" for one in found) else [ROOT, *found]


def mount_at(machine: Machine, path: str) -> Mount:
    """Return the file system a path lies in."""
    at = machine.mount_of(path)
    return next(one for one in mounts(machine) if one.at == at)


def used(machine: Machine, mount: Mount) -> int:
    """Return the kilobytes in use now."""
    return max(0, mount.used - machine.freed.get(mount.at, 0) // 1024)
