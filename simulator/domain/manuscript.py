"""A card that is being written in the product: its text, what is wrong with it, and how far it has come."""

from datetime import datetime
from typing import Literal

from simulator.domain.text import Text, Value
from simulator.errors import Problem

Stage = Literal["draft", "tried", "published", "withdrawn"]
"""``tried``: a run of exactly this text was played to its end. Only such a text may be published."""


class Version(Value):
    """One saved text; nothing is ever overwritten."""

    n: int
    digest: str
    author: str
    at: datetime
    published: bool
    note: str


class Fields(Value):
    """What the short form beside the text shows: the parts an author changes most."""

    title_en: str = ""
    title_ru: str = ""
    subject_en: str = ""
    subject_ru: str = ""
    opening_en: str = ""
    opening_ru: str = ""
    stake_en: str = ""
    stake_ru: str = ""
    cause_en: str = ""
    cause_ru: str = ""
    difficulty: str = ""
    category: str = ""
    persona: str = ""


class Manuscript(Value):
    """A card on the author's table."""

    id: str
    scenario_id: str
    title: Text
    stage: Stage
    version: int
    """Of the text shown; a save that began at an older one is a conflict."""
    text: str
    fields: Fields
    problems: tuple[Problem, ...]
    readable: bool
    """Whether the text is a card at all, so that it can be previewed and tried."""
    tried: bool
    author: str
    updated_at: datetime
    published_version: int | None
    replaces: bool
    """Whether publishing puts it in the place of a card that ships with the product."""
    history: tuple[Version, ...] = ()
