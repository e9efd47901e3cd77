"""Machine output that is the same bytes for the same facts, and the reading of JSON lines."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import click


def plain(value: Any) -> Any:
    """Return ``value`` with every float rounded to four places, so that sums never differ in the last bit."""
    if isinstance(value, float):
        rounded = round(value, 4)
        return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def one_line(value: Any) -> str:
    """Return one line of JSON."""
    return json.dumps(plain(value), ensure_ascii=False)


def echo_json(value: Any) -> None:
    """Print one line of JSON."""
    click.echo(one_line(value))


@dataclass(frozen=True)
class Asked:
    """One usable line of JSON-lines input."""

    id: Any
    text: str
    customer: str = ""


def asked_lines(lines: Iterable[str], complain: Callable[[str], None]) -> Iterator[Asked]:
    """Yield usable lines ``{"id","text","customer"?}``; call ``complain`` for each of the others."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found = _asked(line)
        if isinstance(found, str):
            complain(f"<stdin>:{number}: {found}")
        else:
            yield found


def _asked(line: str) -> Asked | str:
    try:
        value = json.loads(line)
        one_line(value).encode()
    except UnicodeEncodeError:
        return "not UTF-8"
    except (ValueError, RecursionError) as fault:
        return f"not JSON: {fault}"
    if not isinstance(value, dict):
        return 'not an object; write {"id": …, "text": "…"}'
    if "id" not in value:
        return "`id` is missing"
    if not isinstance(value.get("text"), str):
        return "`text` is missing or not a text"
    customer = value.get("customer") or ""
    if not isinstance(customer, str):
        return "`customer` is not a text"
    return Asked(value["id"], value["text"], customer)
