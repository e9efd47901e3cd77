"""Writing cards: a text checked as a file would be, a form over the same text, a first text to begin with."""

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import ValidationError

from simulator.content.check import card_problems
from simulator.content.library import Library
from simulator.content.loader import Loaded, from_text
from simulator.content.parse import NotPlain, values_of
from simulator.domain.manuscript import Fields
from simulator.domain.scenario import Scenario
from simulator.errors import ContentError, InvalidInput, Problem

LONGEST = 200_000
"""Characters of a card's text; the longest shipped one has some 60,000."""
PATHS: Mapping[str, tuple[str, ...]] = {
    "title_en": ("title", "en"), "title_ru": ("title", "ru"),
    "subject_en": ("subject", "en"), "subject_ru": ("subject", "ru"),
    "opening_en": ("opening", "en"), "opening_ru": ("opening", "ru"),
    "stake_en": ("stake", "en"), "stake_ru": ("stake", "ru"),
    "cause_en": ("cause", "text", "en"), "cause_ru": ("cause", "text", "ru"),
    "difficulty": ("difficulty",), "category": ("category",), "persona": ("persona",),
}  # fmt: skip
"""Field of the form → where it stands in the text."""


def checked(text: str, scenario_id: str, content: Library) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return the card in ``text``, if it is one, and everything that is wrong with it."""
    name = f"{scenario_id}.yaml"
    try:
        loaded: Loaded[Scenario] = from_text(text, Scenario, name)
    except ContentError as fault:
        return None, tuple(fault.problems)
    problems = list(card_problems(loaded, content))
    if loaded.value.id != scenario_id:
        problems.insert(
            0, loaded.marks().problem(("id",), f"the card is {scenario_id}", f"write id: {scenario_id}")
        )
    return loaded.value, tuple(problems)


def fields_of(text: str) -> Fields:
    """Return what the form shows of a text; blank where the text cannot be read."""
    try:
        values = values_of(text)
    except NotPlain:
        return Fields()
    found = {name: _at(values, path) for name, path in PATHS.items()}
    try:
        return Fields.model_validate({name: str(value) for name, value in found.items() if value is not None})
    except ValidationError:
        return Fields()


def with_fields(text: str, changed: Mapping[str, str]) -> str:
    """Return the text with the form's values put in; every other character stays.

    Raises:
        InvalidInput: ``card-unreadable`` when the text is no YAML, or has no place for a value.
    """
    now = fields_of(text)
    for name, path in PATHS.items():
        value = changed.get(name)
        # What the form leaves as it was is not touched: its layout in the text is the author's.
        if value is None or value == getattr(now, name):
            continue
        start, end, node = _place(text, path)
        text = text[:start] + _written(value, name, node, text[start:end]) + text[end:]
    return text


def begun(source: str, scenario_id: str) -> str:
    """Return a copy of a card's text to begin a new card with: its own id, a draft, version 1."""
    text = re.sub(r"(?m)^id: .*$", f"id: {scenario_id}", source, count=1)
    text = re.sub(r"(?m)^slug: .*$", f"slug: new-{scenario_id.lower()}", text, count=1)
    return re.sub(r"(?m)^version: .*\n", "", text, count=1)


def _at(values: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        values = values.get(key) if isinstance(values, dict) else None
    return values if isinstance(values, str | int) else None


def _place(text: str, path: tuple[str, ...]) -> tuple[int, int, yaml.ScalarNode]:
    """Return where the value at ``path`` begins and ends in the text, and its node."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as fault:
        raise InvalidInput("card-unreadable", name="text") from fault
    for key in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for name, value in pairs if name.value == key), None)
    if not isinstance(node, yaml.ScalarNode):
        raise InvalidInput("card-unreadable", name="text")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    begin, end = node.start_mark, node.end_mark
    return starts[begin.line] + begin.column, min(starts[end.line] + end.column, len(text)), node


def _written(value: str, name: str, node: yaml.ScalarNode, before: str) -> str:
    """Return a value as YAML: quoted, so that no character of it can be read as something else."""
    value = value.replace("\r\n", "\n").strip()
    if name == "difficulty" and value.isdigit():
        return value
    # A block ends with its line; what follows it must begin on a new one.
    return json.dumps(value, ensure_ascii=False) + (
        "\n" if node.style in ("|", ">") and before.endswith("\n") else ""
    )
