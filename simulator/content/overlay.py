"""One content file laid over another: merged values which know where each of them was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.content.fault import Fault, Path
from simulator.content.marks import Marks
from simulator.errors import Problem

DROP, WHOLE = "drop", "whole"
"""Keys of the overlay itself: this part goes; nothing of the parent's part stays."""


@dataclass(frozen=True)
class Part:
    """A value of the merged file: where it stands in either file, and its own parts where both files made it."""

    value: Any
    over: Path | None = None
    """Its path in the overlay; None: the overlay says nothing about it."""
    under: Path | None = None
    """Its path in the file below; None: nothing of that is left in it."""
    parts: Mapping[str | int, "Part"] = field(default_factory=dict)


def merged(below: Any, above: Any, under: Path = (), over: Path = ()) -> Part:
    """Return ``above`` laid over ``below``; the paths say where both stand in their files."""
    if isinstance(below, dict) and isinstance(above, dict) and above.get(WHOLE) is not True:
        return _mapping(below, above, under, over)
    if _has_ids(below) and _has_ids(above):
        return _parts(below, above, under, over)
    return Part(_plain(above), over=over)


def overlay_faults(below: Any, above: Any, over: Path) -> Iterator[Fault]:
    """Yield what an overlay asks for that cannot be done: parts dropped which are not there."""
    if isinstance(above, dict):
        for key, value in above.items():
            yield from overlay_faults(
                below.get(key) if isinstance(below, dict) else None, value, (*over, key)
            )
    elif isinstance(above, list):
        known = {one["id"]: one for one in below} if _has_ids(below) else {}
        for index, one in enumerate(above):
            at = (*over, index)
            name = one.get("id") if isinstance(one, dict) else None
            if isinstance(one, dict) and one.get(DROP) is True:
                if name not in known:
                    listed = ", ".join(map(str, known)) or "none"
                    yield Fault(at, f"`{name}` is not there to be dropped", f"the parent has: {listed}")
                if set(one) != {"id", DROP}:
                    yield Fault(
                        at, f"`{name}` is dropped and changed at once", "keep `id` and `drop`, or `drop` away"
                    )
            yield from overlay_faults(known.get(name), one, at)


def _mapping(below: dict[str, Any], above: dict[str, Any], under: Path, over: Path) -> Part:
    parts: dict[str | int, Part] = {}
    for key, value in below.items():
        at = (*under, key)
        parts[key] = merged(value, above[key], at, (*over, key)) if key in above else Part(value, under=at)
    for key, value in above.items():
        if key not in below and key not in (DROP, WHOLE):
            parts[key] = Part(_plain(value), over=(*over, key))
    return Part({key: part.value for key, part in parts.items()}, over, under, parts)


def _parts(below: list[Any], above: list[Any], under: Path, over: Path) -> Part:
    changed = {one["id"]: (index, one) for index, one in enumerate(above)}
    found: list[Part] = []
    for index, one in enumerate(below):
        at, change = (*under, index), changed.pop(one["id"], None)
        if change is None:
            found.append(Part(one, under=at))
        elif change[1].get(DROP) is not True:
            found.append(merged(one, change[1], at, (*over, change[0])))
    new = (
        Part(_plain(one), over=(*over, index)) for index, one in changed.values() if one.get(DROP) is not True
    )
    found += new
    return Part([part.value for part in found], over, under, dict(enumerate(found)))


def _has_ids(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and "id" in one for one in value)
    )


def _plain(value: Any) -> Any:
    """Return a value of the overlay without the overlay's own keys."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items() if key not in (DROP, WHOLE)}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class MergedMarks:
    """Positions of a merged file: each value's own file, line and column."""

    part: Part
    over: Marks
    under: Marks
    name: str
    """What the merged file is called where a place lies in the file below."""

    def problem(self, path: Path, what: str, remedy: str) -> Problem:
        """Return a problem at ``path``, in whichever file wrote what stands there."""
        part = self.part
        for depth, key in enumerate(path):
            if key not in part.parts:
                return self._at(part, path[depth:], what, remedy)
            part = part.parts[key]
        return self._at(part, (), what, remedy)

    def _at(self, part: Part, rest: Path, what: str, remedy: str) -> Problem:
        if part.over is not None:
            return self.over.problem((*part.over, *rest), what, remedy)
        return self.under.problem((*(part.under or ()), *rest), f"{what} (in {self.name})", remedy)
