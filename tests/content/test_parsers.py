"""The fast parser and the one that knows places read every card alike."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from simulator.content.parse import values_of
from simulator.content.shelf import SCENARIO
from simulator.paths import shipped_root


def plain(value: Any) -> Any:
    """Return values as far as both parsers promise them: ruamel makes dates of what looks like dates."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value if isinstance(value, str | bool | int | float | type(None)) else "a date"


def without_dates(fast: Any, exact: Any) -> Any:
    """Return ``fast`` with the texts replaced that ruamel took for dates."""
    if isinstance(fast, dict) and isinstance(exact, dict):
        return {key: without_dates(part, exact.get(key)) for key, part in fast.items()}
    if isinstance(fast, list) and isinstance(exact, list) and len(fast) == len(exact):
        return [without_dates(one, other) for one, other in zip(fast, exact, strict=True)]
    return "a date" if exact == "a date" and isinstance(fast, str) else fast


@pytest.mark.parametrize("file", SCENARIO.files(shipped_root()), ids=lambda file: file.stem)
def test_both_parsers_read_the_same_values(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    exact = plain(YAML(typ="safe", pure=True).load(text))
    assert without_dates(values_of(text), exact) == exact
