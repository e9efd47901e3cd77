"""``jq``: reading JSON by a path."""

import json
import re
from typing import Any

from simulator.labs.call import Call, options
from simulator.labs.limits import Trouble

_PART = re.compile(r"\.?(?:\"([^\"]+)\"|([A-Za-z_][\w-]*)|\[(\d{0,6})\])")
_SELECT = re.compile(r"^select\(\s*(\.[\w.\[\]-]*)\s*(==|!=)\s*(\"[^\"]*\"|-?\d{1,12}|true|false|null)\s*\)$")


def jq(call: Call) -> int:
    """Show parts of JSON: jq . FILE, jq -r '.items[].id'."""
    given = options(call, "rcMCe", long={"raw-output": "r", "compact-output": "c"})
    program = given.rest[0] if given.rest else "."
    for _name, text in call.inputs(given.rest[1:]):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as fault:
            raise Trouble("error (at <stdin>:1): the input is not JSON", 2) from fault
        for one in _through([value], program):
            if isinstance(one, str) and "r" in given:
                call.say(one)
            else:
                call.say(json.dumps(one, ensure_ascii=False, indent=None if "c" in given else 2))
    return 0


def _through(values: list[Any], program: str) -> list[Any]:
    for step in program.split("|"):
        values = [found for value in values for found in _step(value, step.strip())][:2000]
    return values


def _step(value: Any, step: str) -> list[Any]:
    hit = _SELECT.match(step)
    if hit:
        wanted = json.loads(hit[3])
        return [value] if any((one == wanted) == (hit[2] == "==") for one in _path(value, hit[1])) else []
    if step in ("length", "keys"):
        if not isinstance(value, dict | list | str):
            raise Trouble(f"error: {type(value).__name__} has no {step}", 5)
        return (
            [len(value)]
            if step == "length"
            else [sorted(value) if isinstance(value, dict) else list(range(len(value)))]
        )
    if "," in step:
        return [found for part in step.split(",") for found in _path(value, part.strip())]
    return _path(value, step)


def _path(value: Any, path: str) -> list[Any]:
    if path == ".":
        return [value]
    if not path.startswith("."):
        raise Trouble(
            f'error: {path[:40]} is not known here; use paths like .items[].id and select(.a == "b")', 3
        )
    values, at = [value], 0
    path = path.rstrip("?")
    while at < len(path):
        hit = _PART.match(path, at)
        if not hit:
            raise Trouble(f"error: syntax error at '{path[at:][:20]}'", 3)
        values = [found for one in values for found in _inside(one, hit[1] or hit[2], hit[3])][:2000]
        at = hit.end()
    return values


def _inside(value: Any, key: str | None, index: str | None) -> list[Any]:
    if key is not None:
        if value is None:
            return [None]
        if not isinstance(value, dict):
            raise Trouble(f'error: Cannot index {type(value).__name__} with "{key}"', 5)
        return [value.get(key)]
    if index:
        return [value[int(index)] if isinstance(value, list) and int(index) < len(value) else None]
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list):
        return list(value)
    raise Trouble(f"error: Cannot iterate over {type(value).__name__}", 5)
