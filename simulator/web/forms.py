"""Reads forms into actions. What a person can mend becomes ``InvalidInput``."""

from collections.abc import Callable, Mapping
from datetime import date
from secrets import token_urlsafe

from pydantic import ValidationError

from simulator.domain.action import (
    ACTION,
    Action,
    Close,
    Hint,
    Kb,
    Major,
    Note,
    Open,
    Resolve,
    Run,
)
from simulator.domain.scenario import PACK_FIELDS
from simulator.errors import InvalidInput

Form = Mapping[str, str]

SHORT_LIMIT = 4000
CONSOLE_LIMIT = 400


def new_key() -> str:
    """Return a key that makes one submission of a form count once."""
    return token_urlsafe(12)


def version_of(form: Form) -> int | None:
    """Return the version of the ticket which the form was made from, or None."""
    return whole(form, "version")


def whole(form: Form, name: str) -> int | None:
    """Return the field ``name`` as a whole number from 0 up, or None when it is none."""
    value = form.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None


def decimal(text: str, code: str, name: str) -> float:
    """Return a number written with a point or a comma; raise ``code`` for what is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError as problem:
        raise InvalidInput(code, name=name) from problem


def day(text: str, name: str) -> date:
    """Return a day written as 2026-03-01; raise ``InvalidInput`` for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise InvalidInput("date-wrong", name=name) from problem


def number(form: Form, name: str, code: str) -> int | None:
    """Return a whole number, None for an empty field; raise ``code`` for anything else."""
    text = form.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidInput(code, name=name)
    return int(text)


def key_of(form: Form) -> str:
    """Return the submission's key; a form without one gets a fresh one."""
    return form.get("key", "")[:64] or new_key()


def needed(form: Form, name: str, code: str, limit: int = SHORT_LIMIT) -> str:
    """Return the trimmed field ``name``; raise ``code`` when it is blank."""
    text = form.get(name, "").replace("\r\n", "\n").strip()
    if not text:
        raise InvalidInput(code, name=name)
    if len(text) > limit:
        raise InvalidInput("text-too-long", name=name, limit=limit)
    return text


def optional(form: Form, name: str) -> str:
    """Return the trimmed field ``name``, or an empty string."""
    return needed(form, name, "text-empty") if form.get(name, "").strip() else ""


def command(form: Form) -> Action:
    """Return what the console form asks for."""
    return Run(tool=needed(form, "tool", "tool-empty", CONSOLE_LIMIT))


def search(form: Form) -> Action:
    """Return what the knowledge search asks for."""
    return Kb(query=needed(form, "q", "query-empty", CONSOLE_LIMIT))


def reading(form: Form) -> Action:
    """Return the article to open."""
    return Open(article=needed(form, "article", "article-unknown", CONSOLE_LIMIT))


def note(form: Form) -> Action:
    """Return the note."""
    return Note(text=needed(form, "text", "note-empty"))


def classification(form: Form) -> Action:
    """Return category, impact and urgency."""
    return made(
        {
            "do": "classify",
            "category": needed(form, "category", "category-unknown"),
            "impact": needed(form, "impact", "level-unknown"),
            "urgency": needed(form, "urgency", "level-unknown"),
        },
        "level-unknown",
    )


def escalation(form: Form) -> Action:
    """Return the escalation with its pack; blank fields are left out."""
    pack = {name: optional(form, name) for name in (*PACK_FIELDS, "items")}
    # The pack's own `request` field and the request to the team are the same sentence on the form.
    filled = {name: text for name, text in pack.items() if text}
    team = needed(form, "team", "team-empty")
    return made({"do": "escalate", "team": team, "request": pack["request"], "pack": filled}, "form-wrong")


def major(form: Form) -> Action:
    """Return the candidate for a major incident."""
    return Major(reason=needed(form, "reason", "reason-empty"))


def resolution(form: Form) -> Action:
    """Return the recorded cause and the message to the customer."""
    return Resolve(cause=needed(form, "cause", "cause-empty"), text=optional(form, "text"))


def closure(form: Form) -> Action:
    """Return the closing with its last message."""
    return Close(text=optional(form, "text"))


def wait(form: Form) -> Action:
    """Return how long to wait."""
    return made({"do": "wait", "minutes": whole(form, "minutes") or 0}, "minutes-wrong")


def hint(_form: Form) -> Action:
    """Return the wish for a hint."""
    return Hint()


def made(data: dict[str, object], code: str) -> Action:
    """Return the action made of ``data``, or raise ``code``."""
    try:
        return ACTION.validate_python(data)
    except ValidationError as error:
        raise InvalidInput(code, name=str(error.errors()[0]["loc"][-1])) from error


Parse = Callable[[Form], Action]
