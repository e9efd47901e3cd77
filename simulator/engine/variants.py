"""Variants of a card: other names, ids, addresses and alternatives, drawn by seed.

A card is written with the values of seed 1. Another seed replaces those literals everywhere in the card in one
pass (longest first), so that tools, facts, phrasings and checks stay consistent by construction
(docs/decisions/0003).
"""

import random
import re
from collections.abc import Callable
from functools import lru_cache

from faker import Faker

from simulator.domain.scenario import DrawnValue, Scenario
from simulator.domain.text import Language

EDGE = r"(?<![A-Za-z0-9А-Яа-яЁё_])(?:{})(?![A-Za-z0-9А-Яа-яЁё_])"


def vary(scenario: Scenario, seed: int) -> Scenario:
    """Return the card of ``seed``; seed 1 is the card as written."""
    if seed == 1:
        return scenario
    rng = random.Random(f"{scenario.slug}:{seed}")  # noqa: S311 — variety, not secrecy
    english = _draw(scenario, rng)
    russian = {**english, **_russian(scenario, english, seed)}
    for literal, value in _names(scenario, seed, "en").items():
        english.setdefault(literal, value)
    for literal, value in _names(scenario, seed, "ru").items():
        russian.setdefault(literal, value)
    merged = {**english, **{k: v for k, v in russian.items() if k not in english or _cyrillic(k)}}
    return _replaced(scenario, merged)


def _cyrillic(text: str) -> bool:
    return re.search("[А-Яа-яЁё]", text) is not None


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
    return table


def _russian(scenario: Scenario, english: dict[str, str], seed: int) -> dict[str, str]:
    """Return replacements of the Russian forms of drawn companies."""
    rng = random.Random(f"{scenario.slug}:{seed}:ru")  # noqa: S311
    return {
        value.ru: rng.choice(COMPANIES_RU)
        for value in scenario.variation.values
        if value.ru is not None and value.draw == "company" and value.value in english
    }


def _names(scenario: Scenario, seed: int, language: Language) -> dict[str, str]:
    """Return replacements for the contact's full, first and last name."""
    written = scenario.contact.name.within(language).split()
    faker = _faker("ru_RU" if language == "ru" else "en_US")
    faker.seed_instance(f"{scenario.slug}:{seed}")
    male = scenario.contact.gender == "m"
    first = faker.first_name_male() if male else faker.first_name_female()
    last = (
        (faker.last_name_male() if male else faker.last_name_female())
        if language == "ru"
        else faker.last_name()
    )
    drawn = [first, last]
    table = {" ".join(written): " ".join(drawn)}
    if len(written) == 2:
        table |= dict(zip(written, drawn, strict=True))
    return table


@lru_cache(maxsize=2)
def _faker(locale: str) -> Faker:
    return Faker(locale)


def _replaced(scenario: Scenario, table: dict[str, str]) -> Scenario:
    literals = sorted((k for k, v in table.items() if k != v), key=len, reverse=True)
    if not literals:
        return scenario
    pattern = re.compile(EDGE.format("|".join(map(re.escape, literals))))

    def swap(node: object) -> object:
        if isinstance(node, str):
            return pattern.sub(lambda hit: table[hit.group(0)], node)
        if isinstance(node, dict):
            return {key: swap(child) for key, child in node.items()}
        if isinstance(node, list):
            return [swap(child) for child in node]
        return node

    data = scenario.model_dump(mode="json")
    fixed = {"id", "slug", "category", "persona", "variation", "competencies", "critical_fails", "articles"}
    swapped = {key: value if key in fixed else swap(value) for key, value in data.items()}
    return Scenario.model_validate(swapped)


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
    # A tail that is a word (cdn-shop) becomes another word.
    drawn = rng.choice(DOMAINS) if tail.isalpha() and len(tail) > 3 else _shape(tail, rng)
    return f"{prefix}{dash}{drawn}"


def _ip(value: DrawnValue, rng: random.Random) -> str:
    head, _, _tail = value.value.rpartition(".")
    return f"{head}.{rng.randrange(11, 250)}"


def _number(value: DrawnValue, rng: random.Random) -> str:
    first, rest = value.value[0], value.value[1:]
    drawn = "".join(str(rng.randrange(10)) if char.isdigit() else char for char in rest)
    lead = str(rng.randrange(1, 10)) if first.isdigit() else first
    return lead + drawn


COMPANIES = (
    "Amber Grove LLC", "Northline Trade LLC", "Pinefield Foods LLC", "Bluewick Studio LLC", "Harbour Lane LLC",
    "Silver Alder LLC", "Quiet Mill LLC", "Larkspur Retail LLC", "Granite Bay LLC", "Juniper Works LLC",
)  # fmt: skip
COMPANIES_RU = (
    "ООО «Янтарная роща»", "ООО «Северная линия»", "ООО «Сосновый край»", "ООО «Тихая мельница»",
    "ООО «Серебряная ольха»", "ООО «Портовый переулок»", "ООО «Гранитная бухта»", "ООО «Можжевельник»",
)  # fmt: skip
LOGINS = ("alexey", "marina", "denis", "olga", "kirill", "vera", "timur", "galina", "roman", "inna")
DOMAINS = (
    "linden",
    "maple-shop",
    "riverside",
    "copperfield",
    "bright-apps",
    "snowdrop",
    "teahouse",
    "northwind",
)


def _company(_value: DrawnValue, rng: random.Random) -> str:
    return rng.choice(COMPANIES)


def _login(_value: DrawnValue, rng: random.Random) -> str:
    return rng.choice(LOGINS)


def _domain(value: DrawnValue, rng: random.Random) -> str:
    labels = value.value.split(".")
    labels[-2] = rng.choice(DOMAINS)
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
