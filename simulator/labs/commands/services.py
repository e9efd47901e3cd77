"""``systemctl`` and ``journalctl``: services and what they write."""

from datetime import datetime, timedelta

from simulator.labs.call import Call, options
from simulator.labs.commands.reading import joined
from simulator.labs.limits import Trouble
from simulator.labs.logs import moment
from simulator.labs.machine import Unit
from simulator.labs.patterns import pattern
from simulator.labs.units import noted, start, stop

CHANGES = ("start", "stop", "restart", "reload", "enable", "disable")
STATES = {"active": "active (running)", "failed": "failed (Result: exit-code)", "inactive": "inactive (dead)"}


def systemctl(call: Call) -> int:
    """Show services, start and stop them."""
    args = [arg for arg in call.args if not arg.startswith("-")]
    verb = args[0] if args else "list-units"
    if verb in ("list-units", "list-unit-files") or (verb == "status" and len(args) == 1):
        return _list(call, only_failed="--failed" in call.args or "--state=failed" in call.args)
    if verb == "daemon-reload":
        return 0
    if verb not in (*CHANGES, "status", "is-active", "is-enabled", "is-failed", "cat", "show"):
        raise Trouble(f"Unknown command verb '{verb}'.")
    if len(args) < 2:
        raise Trouble("Too few arguments.")
    code = 0
    for name in args[1:]:
        code = max(code, _one(call, verb, name))
    return code


def _one(call: Call, verb: str, name: str) -> int:
    unit = call.machine.units.get(name.removesuffix(".service"))
    if unit is None:
        if verb in ("is-active", "is-failed"):
            call.say("inactive")
            return 4
        call.warn(f"Unit {name.removesuffix('.service')}.service could not be found." if verb == "status"
                  else f"Failed to {verb} {name}: Unit {name.removesuffix('.service')}.service not found.")  # fmt: skip
        return 4 if verb == "status" else 5
    if verb == "status":
        return _status(call, unit)
    if verb in ("is-active", "is-failed"):
        call.say(unit.active)
        return 0 if (unit.active == "active") == (verb == "is-active") else 3
    if verb == "is-enabled":
        call.say("enabled" if unit.spec.enabled else "disabled")
        return 0
    if verb in ("cat", "show"):
        call.say(f"# /etc/systemd/system/{unit.spec.name}.service\n[Unit]\nDescription={unit.spec.about}")
        return 0
    return _change(call, verb, unit)


def _change(call: Call, verb: str, unit: Unit) -> int:
    machine, name = call.machine, unit.spec.name
    if not machine.me.is_root:
        call.warn(f"Failed to {verb} {name}.service: Interactive authentication required.")
        return 1
    if verb == "stop":
        stop(machine, unit)
    elif verb == "reload":
        noted(machine, unit, f"Reloaded {name}.service - {unit.spec.about}.")
    elif verb in ("start", "restart"):
        if verb == "start" and unit.active == "active":
            return 0
        if not start(machine, unit):
            call.warn(
                f"Job for {name}.service failed because the control process exited with error code.\n"
                f'See "systemctl status {name}.service" and "journalctl -xeu {name}.service" for details.'
            )
            return 1
    return 0


def _list(call: Call, *, only_failed: bool) -> int:
    units = [one for one in call.machine.units.values() if not only_failed or one.active == "failed"]
    call.say(f"  {'UNIT':<28} LOAD   ACTIVE   SUB     DESCRIPTION")
    for one in units:
        sub = {"active": "running", "failed": "failed", "inactive": "dead"}[one.active]
        mark = "●" if one.active == "failed" else " "
        call.say(f"{mark} {one.spec.name + '.service':<28} loaded {one.active:<8} {sub:<7} {one.spec.about}")
    call.say(f"\n{len(units)} loaded units listed.")
    return 0


def _status(call: Call, unit: Unit) -> int:
    mark = "×" if unit.active == "failed" else "●" if unit.active == "active" else "○"
    enabled = "enabled" if unit.spec.enabled else "disabled"
    call.say(f"{mark} {unit.spec.name}.service - {unit.spec.about}")
    call.say(f"     Loaded: loaded (/etc/systemd/system/{unit.spec.name}.service; {enabled})")
    call.say(f"     Active: {STATES[unit.active]} since {unit.since:%a %Y-%m-%d %H:%M:%S} UTC")
    process = call.machine.processes.get(unit.pid)
    if process is not None:
        call.say(f"   Main PID: {process.pid} ({process.cmd.split()[0].rpartition('/')[2]})")
    if unit.journal:
        call.say()
        call.write(_shown(call, unit.journal[-10:]))
    return 0 if unit.active == "active" else 3


def _shown(call: Call, lines: list[tuple[datetime, str]]) -> str:
    host = call.machine.spec.host
    return joined([f"{at:%b %d %H:%M:%S} {host} {text}" for at, text in lines])


def journalctl(call: Call) -> int:
    """Show what services wrote."""
    given = options(
        call, "xefrqaNb", "unpgSUto",
        {"unit": "u", "lines": "n", "since": "S", "until": "U", "no-pager": "q", "reverse": "r", "grep": "g", "priority": "p", "follow": "f", "output": "o"},
    )  # fmt: skip
    names = [name.removesuffix(".service") for name in given.values.get("u", ())]
    units = [unit for name, unit in call.machine.units.items() if not names or name in names]
    lines = sorted((line for unit in units for line in unit.journal), key=lambda line: line[0])
    if "S" in given:
        since = when(call, given.value("S"))
        lines = [line for line in lines if line[0] >= since]
    if "U" in given:
        until = when(call, given.value("U"))
        lines = [line for line in lines if line[0] <= until]
    if "g" in given:
        wanted = pattern(given.value("g"), extended=True)
        lines = [line for line in lines if wanted.found_in(line[1])]
    if "p" in given:
        bad = ("rror", "ailed", "fatal", "panic", "denied", "FAILURE", "emerg")
        lines = [line for line in lines if any(word in line[1] for word in bad)]
    if "n" in given or "e" in given:
        lines = lines[-given.number("n", 10) :] if given.number("n", 10) else []
    call.write(_shown(call, lines[::-1] if "r" in given else lines) or "-- No entries --\n")
    return 0


def when(call: Call, text: str) -> datetime:
    """Return a moment as people type it: a date, a time of today, ``today``, ``1 hour ago``, ``-30min``."""
    now = call.machine.now
    words = text.lower().replace("-", " ", 1).split() if text.startswith("-") else text.lower().split()
    if text.lower() in ("today", "yesterday"):
        midnight = now.replace(hour=0, minute=0, second=0)
        return midnight if text.lower() == "today" else midnight - timedelta(days=1)
    if words and (words[-1] == "ago" or text.startswith("-")):
        return now - _span("".join(word for word in words if word != "ago"), text)
    clock = text if "-" in text else f"{now:%Y-%m-%d} {text}"
    for shape in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"):
        try:
            return moment(datetime.strptime(clock, shape).isoformat())  # noqa: DTZ007 — moment gives the zone
        except ValueError:
            continue
    raise Trouble(f"Failed to parse timestamp: {text}")


def _span(words: str, text: str) -> timedelta:
    digits = "".join(char for char in words if char.isdigit())
    unit = words.lstrip("0123456789")
    if digits and len(digits) < 7:
        for name, seconds in (("s", 1), ("min", 60), ("m", 60), ("h", 3600), ("d", 86400)):
            if unit.startswith(name):
                return timedelta(seconds=int(digits) * seconds)
    raise Trouble(f"Failed to parse timestamp: {text}")
