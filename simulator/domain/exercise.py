"""What every writing exercise shares: its task, its material, what must be told, sample answers.

A phrase of ``Told`` is a handful of words that must stand in one sentence; ``a|b`` means either of them.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from simulator.domain.career import CompetencyId
from simulator.domain.text import Content, Language, Line, Phrases, Text

Fields = Mapping[str, str]
"""What a person wrote: name of a field → text."""
PartId = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{1,2}$")]


class Source(Content):
    """One piece of material beside the editor."""

    title: Text
    body: Text
    is_log: bool = False
    """Shown as it is, letter under letter."""


class Told(Content):
    """Something the text must say."""

    id: PartId
    what: Text
    """What is missing when nothing of ``says`` is found; a person reads it."""
    says: Phrases
    criterion: Line
    field: Line = ""
    """The only field in which it counts; empty: any."""
    weight: Annotated[float, Field(gt=0)] = 1.0
    hedged: bool = False
    """A supposition: it counts only where it is marked as one."""


class Sample(Content):
    """An answer as somebody might hand it in; ``both`` holds fields without language."""

    both: dict[str, str] = {}
    en: dict[str, str]
    ru: dict[str, str]

    def within(self, language: Language) -> dict[str, str]:
        """Return the fields of the answer in a language."""
        return self.both | (self.en if language == "en" else self.ru)


class Samples(Content):
    """A good and a poor answer: the check proves that rules tell them apart."""

    good: Sample
    poor: Sample


class Exercise(Content):
    """What all kinds share."""

    id: Line
    title: Text
    task: Text
    minutes: Annotated[int, Field(ge=5, le=120)]
    difficulty: Annotated[int, Field(ge=1, le=5)] = 3
    competencies: tuple[CompetencyId, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = ()
    told: tuple[Told, ...] = ()
    secrets: tuple[Line, ...] = ()
    """Words of the material that may not be copied: names, addresses, ids, keys."""
    longest: Annotated[int, Field(ge=20)] = 260
    """Words of the main text above which it counts as padded."""
    samples: Samples

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria a reviewer gives levels for; the first letter names the scorecard."""
        return ("N1", "N2", "N3", "N4", "N5", "N6")

    @property
    def by_rule(self) -> bool:
        """Whether rules see everything that decides; otherwise a person must accept it."""
        return False
