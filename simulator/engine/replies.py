"""The edge of a reply: what is accepted as text from the keyboard."""

import re

from simulator.domain.action import REPLY_LIMIT
from simulator.errors import InvalidInput

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
TEXT_LIMIT = 20_000
"""Characters of a note or of one field of a pack."""


def clean_reply(text: str) -> str:
    """Return ``text`` without control characters, trimmed.

    Raises:
        InvalidInput: ``reply-empty`` or ``reply-too-long`` (with ``limit`` and ``length``).
    """
    cleaned = _clean(text)
    if not cleaned:
        raise InvalidInput("reply-empty", name="text")
    if len(cleaned) > REPLY_LIMIT:
        raise InvalidInput("reply-too-long", name="text", limit=REPLY_LIMIT, length=len(cleaned))
    return cleaned


def clean_text(text: str, *, name: str, required: bool = True) -> str:
    """Return a longer text (note, pack field, cause) without control characters, trimmed.

    Raises:
        InvalidInput: ``text-empty`` when it is required, or ``text-too-long``.
    """
    cleaned = _clean(text)
    if required and not cleaned:
        raise InvalidInput("text-empty", name=name)
    if len(cleaned) > TEXT_LIMIT:
        raise InvalidInput("text-too-long", name=name, limit=TEXT_LIMIT, length=len(cleaned))
    return cleaned


def _clean(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
