"""Variants of a card: other names, ids, addresses and alternatives, drawn by seed.

A card is written with the values of seed 1. Another seed replaces those literals everywhere in the card in one
pass (longest first), so that tools, facts, phrasings and checks stay consistent by construction
(docs/decisions/0003).
"""

import random
import re
from collections.abc import Callable

from simulator.domain.scenario import DrawnValue, Scenario
from simulator.domain.text import LANGUAGES
from simulator.engine.names import COMPANIES, LOGINS, PLACES, THINGS, Called, address, somebody

EDGE = r"(?<![A-Za-z0-9А-Яа-яЁё_])(?:{})(?![A-Za-z0-9А-Яа-яЁё_])"


def vary(scenario: Scenario, seed: int) -> Scenario:
    """Return the card of ``seed``; seed 1 is the card as written."""
    if seed == 1:
        return scenario
    return _replaced(scenario, _table(scenario, seed))


def retold(scenario: Scenario, seed: int, text: str) -> str:
    """Return a text about the card as written with the values of ``seed``."""
    swap = None if seed == 1 else _swap(_table(scenario, seed))
    return text if swap is None else swap(text)


def _table(scenario: Scenario, seed: int) -> dict[str, str]:
    """Return literal of the card → value of ``seed``."""
    rng = random.Random(f"{scenario.slug}:{seed}")  # noqa: S311 — variety, not secrecy
    return {**_named(scenario, seed), **_draw(scenario, rng)} | _addressed(scenario, seed)


def _draw(scenario: Scenario, rng: random.Random) -> dict[str, str]:
    table: dict[str, str] = {}
    for alternative in scenario.variation.alternatives:
        chosen = rng.choice((alternative.of, *alternative.to))
        table |= {alternative.of[key]: chosen[key] for key in alternative.of}
    for value in scenario.variation.values:
        taken = set(table.values()) | {other.value for other in scenario.variation.values}
        drawn = DRAWS[value.draw](value, rng)
        # Short ids collide easily, and two resources must never share one.
        for _ in range(50):
            if drawn not in taken:
                break
            drawn = DRAWS[value.draw](value, rng)
        table[value.value] = drawn
        if value.ru is not None:
            table[value.ru] = dict(COMPANIES).get(drawn, drawn)
    return table


def _called(scenario: Scenario, seed: int) -> Called:
    rng = random.Random(f"{scenario.slug}:{seed}:name")  # noqa: S311
    return somebody(scenario.contact, rng, scenario.model_dump_json())


def _named(scenario: Scenario, seed: int) -> dict[str, str]:
    """Return replacements for the contact's full, first and last name: one person in both languages."""
    called = _called(scenario, seed)
    table: dict[str, str] = {}
    for language in LANGUAGES:
        written = scenario.contact.name.within(language).split()
        drawn = [called.first.within(language), called.last.within(language)]
        table[" ".join(written)] = " ".join(drawn)
        if len(written) == 2:
            table |= dict(zip(written, drawn, strict=True))
            table[f"{written[0][0]}. {written[1]}"] = f"{drawn[0][0]}. {drawn[1]}"
    return table


def _addressed(scenario: Scenario, seed: int) -> dict[str, str]:
    """Return the replacement for an e-mail address that is made of the contact's name."""
    drawn = address(scenario.contact, _called(scenario, seed))
    if drawn is None:
        return {}
    written, host = scenario.contact.email.split("@")
    # Consoles show it in part: `v.lem@…`.
    return {f"{written}@{host}": drawn, written: drawn.partition("@")[0]}


def _swap(table: dict[str, str]) -> Callable[[str], str] | None:
    literals = sorted((k for k, v in table.items() if k != v), key=len, reverse=True)
    if not literals:
        return None
    pattern = re.compile(EDGE.format("|".join(map(re.escape, literals))))
    return lambda text: pattern.sub(lambda hit: table[hit.group(0)], text)


def _replaced(scenario: Scenario, table: dict[str, str]) -> Scenario:
    swapped = _swap(table)
    if swapped is None:
        return scenario

    def swap(node: object) -> object:
        if isinstance(node, str):
            return swapped(node)
        if isinstance(node, dict):
            return {key: swap(child) for key, child in node.items()}
        if isinstance(node, list):
            return [swap(child) for child in node]
        return node

    data = scenario.model_dump(mode="json")
    fixed = {"id", "slug", "category", "persona", "variation", "competencies", "critical_fails", "articles"}
    told = {key: value if key in fixed else swap(value) for key, value in data.items()}
    return Scenario.model_validate(told)


def _shape(text: str, rng: random.Random) -> str:
    """Return ``text`` with digits and hex letters drawn anew, same shape."""

    def other(char: str) -> str:
        if char.isdigit():
            return str(rng.randrange(10))
        if char in "abcdef":
            return rng.choice("abcdef")
        return char

    return "".join(map(other, text))


def _id(value: DrawnValue, rng: random.Random) -> str:
    prefix, dash, tail = value.value.rpartition("-")
    # A tail that is a word (cdn-shop) becomes other words.
    drawn = _words(rng) if tail.isalpha() and len(tail) > 2 else _shape(tail, rng)
    return f"{prefix}{dash}{drawn}"


def _ip(value: DrawnValue, rng: random.Random) -> str:
    head, _, _tail = value.value.rpartition(".")
    return f"{head}.{rng.randrange(11, 250)}"


def _number(value: DrawnValue, rng: random.Random) -> str:
    first, rest = value.value[0], value.value[1:]
    drawn = "".join(str(rng.randrange(10)) if char.isdigit() else char for char in rest)
    lead = str(rng.randrange(1, 10)) if first.isdigit() else first
    return lead + drawn


def _words(rng: random.Random) -> str:
    """Return two words: so many that two seeds hardly ever share them."""
    return f"{rng.choice(PLACES)}-{rng.choice(THINGS)}"


def _company(_value: DrawnValue, rng: random.Random) -> str:
    return rng.choice(COMPANIES)[0]


def _login(_value: DrawnValue, rng: random.Random) -> str:
    return rng.choice(LOGINS)


def _domain(value: DrawnValue, rng: random.Random) -> str:
    labels = value.value.split(".")
    labels[-2] = _words(rng)
    return ".".join(labels)


def _email(value: DrawnValue, rng: random.Random) -> str:
    _name, _, host = value.value.partition("@")
    return f"{rng.choice(LOGINS)}@{host}"


DRAWS: dict[str, Callable[[DrawnValue, random.Random], str]] = {
    "id": _id,
    "ip": _ip,
    "number": _number,
    "company": _company,
    "login": _login,
    "domain": _domain,
    "email": _email,
}
