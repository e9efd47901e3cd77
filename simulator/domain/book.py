"""Books and courses of the onboarding, and the use notes that close them. Titles only: no text of a book is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.domain.career import CompetencyId
from simulator.domain.text import Content, Text

Mark = Literal["easy", "normal", "hard"]
MARKS: tuple[Mark, ...] = ("easy", "normal", "hard")
FACTS = 3
"""Facts a use note names."""


class Book(Content):
    """One reading of the programme: what it is about, when, and how much of it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=32)]
    title: Text
    author: Text
    mark: Mark
    """How hard the list calls it; the reader's own mark stands beside it."""
    competencies: tuple[CompetencyId, ...] = Field(min_length=1)
    weeks: tuple[Annotated[int, Field(ge=1, le=13)], ...] = ()
    """Weeks of the programme; none: for the growth plan after day 90."""
    portion: Text


@dataclass(frozen=True)
class UseNote:
    """What closes a reading: three facts and one ticket where they helped."""

    facts: tuple[str, ...]
    ticket: str
    mark: Mark
    """The reader's own."""
    at: datetime


@dataclass(frozen=True)
class BookLine:
    """A reading with what one person has made of it."""

    book: Book
    notes: tuple[UseNote, ...]
    """The newest first."""
    this_week: bool
