"""A validation error in an author's words: what is wrong, what to write instead."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

_SHOWN = 60
"""Characters of a wrong value that are repeated to its author."""

_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list, one `- …` per line",
    "list_type": "a list, one `- …` per line",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "date_from_datetime_parsing": "a date like 2026-03-14",
    "date_type": "a date like 2026-03-14",
    "datetime_type": "a moment like 2026-03-14T09:05:00+03:00",
    "datetime_parsing": "a moment like 2026-03-14T09:05:00+03:00",
    "datetime_from_date_parsing": "a moment like 2026-03-14T09:05:00+03:00",
}


def advise(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """Return (what is wrong, what to write instead) for one pydantic error."""
    kind, path = error["type"], tuple(error["loc"])
    name, context = _spell(path), error.get("ctx", {})
    if kind == "missing":
        return _missing(path, model)
    if kind == "extra_forbidden":
        return _unknown_key(path, model)
    if kind == "string_type" and isinstance(error["input"], int | float):
        return f"`{name}` is the number {_show(error['input'])}", "put it in quotes, so that it is a text"
    if kind in _KINDS:
        return f"`{name}` is {_show(error['input'])}", f"write {_KINDS[kind]}"
    if kind in ("literal_error", "enum"):
        return _not_one_of(name, error, str(context.get("expected", "")))
    if kind == "string_pattern_mismatch":
        return (
            f"`{name}` is {_show(error['input'])}",
            f"write it in the form {_form(str(context.get('pattern')))}",
        )
    if kind in ("too_short", "string_too_short"):
        return f"`{name}` is empty or too short", f"write at least {context.get('min_length')} here"
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        limit = next(iter(context.values()), "")
        sign = {"greater_than": ">", "greater_than_equal": "≥", "less_than": "<", "less_than_equal": "≤"}[
            kind
        ]
        return f"`{name}` is {_show(error['input'])}", f"write a number {sign} {limit}"
    if kind == "value_error":
        what, _, remedy = str(context.get("error", error["msg"])).partition("; ")
        return what, remedy or "make the parts agree"
    return f"`{name}`: {error['msg']}", "see the schema of this file"


def _missing(path: Path, model: type[BaseModel]) -> tuple[str, str]:
    key, above = str(path[-1]), _spell(path[:-1])
    where = f" in `{above}`" if above else ""
    if key in ("en", "ru"):
        language = {"en": "English", "ru": "Russian"}[key]
        return f"the {language} text is missing{where}", f"add `{key}:` with the {language} text"
    described = _field_text(model, path)
    return f"`{key}` is missing{where}", f"add `{key}:`{f' ({described})' if described else ''}"


def _unknown_key(path: Path, model: type[BaseModel]) -> tuple[str, str]:
    key, above = str(path[-1]), _spell(path[:-1])
    known = sorted({name for owner in models_at(model, path[:-1]) for name in owner.model_fields})
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    where = f" in `{above}`" if above else ""
    remedy = f"did you mean `{near[0]}`? Known keys: " if near else "remove it; known keys: "
    return f"unknown key `{key}`{where}", remedy + ", ".join(known)


def _not_one_of(name: str, error: ErrorDetails, expected: str) -> tuple[str, str]:
    written = error["input"]
    options = [part.strip(" '") for part in expected.replace(" or ", ", ").split(",")]
    near = get_close_matches(str(written), options, n=1, cutoff=0.5)
    hint = f"did you mean `{near[0]}`? " if near else ""
    return f"`{name}` is {_show(written)}", f"{hint}Write one of: {', '.join(options)}"


def models_at(model: type[BaseModel], path: Path) -> Iterator[type[BaseModel]]:
    """Yield the models that can stand at ``path`` below ``model``."""
    is_list = issubclass(model, RootModel)
    owners: list[Any] = list(_models_in(model.model_fields["root"].annotation)) if is_list else [model]
    for key in path:
        if isinstance(key, int):
            continue
        fields = [owner.model_fields[key].annotation for owner in owners if key in owner.model_fields]
        if fields:
            owners = [found for annotation in fields for found in _models_in(annotation)]
    yield from owners


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _field_text(model: type[BaseModel], path: Path) -> str:
    for owner in models_at(model, path[:-1]):
        field = owner.model_fields.get(str(path[-1]))
        if field is not None and field.description:
            return field.description
    return ""


def _spell(path: Path) -> str:
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def _show(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping of keys"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}`"


def _form(pattern: str) -> str:
    plain = {
        r"^SC-\d{2}$": "SC-01",
        r"^SC-\d{2}[B-Z]?$": "SC-01 (a twin: SC-01B)",
        r"^SC-\d{2}[B-Z]$": "SC-01B",
        r"^KB-\d{4}$": "KB-1203",
        r"^PE-[A-Z]+$": "PE-JUNIOR",
        r"^CF-\d{2}$": "CF-04",
        r"^acc-\d{4}$": "acc-1234",
        r"^L1-[A-Z]\d{2}$": "L1-D05",
        r"^[RL]\d+$": "R1 (raises) or L1 (lowers)",
        r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case-words",
    }
    letter = pattern.removeprefix("^").removesuffix(r"\d+$")
    if pattern not in plain and len(letter) == 1:
        return f"{letter}1, {letter}2, …"
    return plain.get(pattern, pattern)


def advise_union(error: ErrorDetails) -> tuple[str, str]:
    """Return (what is wrong, what to write instead) for a line of a replay file."""
    kind, path = error["type"], tuple(error["loc"])
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        expected = (
            error.get("ctx", {}).get("expected_tags")
            or "say, run, note, classify, escalate, resolve, close …"
        )
        return f"no such action: {_show(error['input'])}", f'write "do" as one of: {expected}'
    name = _spell(path[1:] if len(path) > 1 else path)
    if kind == "missing":
        return f"`{name}` is missing", f'add "{name}"'
    if kind == "extra_forbidden":
        return f"unknown key `{name}`", "remove it"
    return f"`{name}`: {error['msg']}", "see docs/command-line.md"
