"""From what a model wrote to a validated value: wrappings stripped, shape checked, a repair asked for once."""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.domain.chat import ChatMessage, Rung

Shape = TypeVar("Shape", bound=BaseModel)

RUNGS: tuple[Rung, ...] = ("json_schema", "json_object", "text")
"""From what a provider enforces to what it is merely asked for."""
SHOWN_ANSWER = 1_000
SHOWN_FAULTS = 400
"""Characters of a wrong answer and of its faults that a repair shows: the repair has a fixed size."""

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|$)", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"\s*<(?:think|thinking|reasoning)>", re.IGNORECASE)
_MAY_OPEN = re.compile(r"\s*(?:<[a-z]{0,9})?", re.IGNORECASE)
_FENCE = re.compile(r"^\s*```[a-zA-Z]*\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)


def spoken(text: str) -> str:
    """Return what a model says without its thoughts and without a fence around the whole."""
    bare = _THOUGHT.sub("", text).strip()
    fenced = _FENCE.match(bare)
    return fenced.group(1).strip() if fenced else bare


def without_thoughts(pieces: Iterator[str]) -> Iterator[str]:
    """Yield a streamed text without the thoughts it may begin with.

    Models think before they speak, so only a text that begins with the tag is held back, until its end.
    """
    held = ""
    for piece in pieces:
        held += piece
        begins = _OPENING.match(held)
        if begins is None and _MAY_OPEN.fullmatch(held):
            continue
        if begins is not None:
            bare = _THOUGHT.sub("", held, count=1)
            if not bare.strip():
                continue
            held = bare.lstrip()
        yield held
        yield from pieces
        return
    if held and _OPENING.match(held) is None:
        yield held


def parsed(text: str, shape: type[Shape]) -> Shape:
    """Return the value in ``text``; raise pydantic's ``ValidationError`` when it does not fit ``shape``."""
    bare = spoken(text)
    try:
        return shape.model_validate_json(bare)
    except ValidationError:
        start, end = bare.find("{"), bare.rfind("}")
        # Small models like to introduce their JSON with a sentence.
        if not 0 <= start < end or (start == 0 and end == len(bare) - 1):
            raise
        return shape.model_validate_json(bare[start : end + 1])


def response_format(rung: Rung, shape: type[BaseModel]) -> dict[str, Any] | None:
    """Return the request's ``response_format`` on one rung of the ladder."""
    if rung == "json_schema":
        schema = strict_schema(shape)
        return {
            "type": "json_schema",
            "json_schema": {"name": shape.__name__, "schema": schema, "strict": True},
        }
    return {"type": "json_object"} if rung == "json_object" else None


def strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of ``shape`` as strict providers want it: every key required, none besides."""
    schema = shape.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        if part.get("type") == "object":
            part["additionalProperties"] = False
            part["required"] = list(part.get("properties", {}))
    return schema


def in_words(shape: type[BaseModel]) -> ChatMessage:
    """Return the message that asks for JSON where the provider enforces no schema. It comes last in the prompt."""
    schema = json.dumps(strict_schema(shape), ensure_ascii=False, separators=(",", ":"))
    text = f"Answer with one JSON object that follows this JSON Schema and with nothing else: {schema}"
    return ChatMessage(role="user", content=text)


def repair(wrong: str, fault: ValidationError) -> tuple[ChatMessage, ChatMessage]:
    """Return the two messages that show a wrong answer and ask for it once more."""
    faults = "; ".join(
        f"{'.'.join(map(str, error['loc'])) or 'the answer'}: {error['msg']}"
        for error in fault.errors(include_url=False, include_input=False)
    )
    return (
        ChatMessage(role="assistant", content=wrong[:SHOWN_ANSWER] or "(nothing)"),
        ChatMessage(
            role="user",
            content=f"That cannot be used: {faults[:SHOWN_FAULTS]}. Answer again with the corrected JSON object only.",
        ),
    )
