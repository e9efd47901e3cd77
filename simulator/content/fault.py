"""Something wrong inside a readable file, before its place is looked up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong at a path of keys, and what to write instead."""

    path: Path
    what: str
    remedy: str


def strings(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text below ``value`` with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from strings(part, (*path, key))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from strings(part, (*path, index))
