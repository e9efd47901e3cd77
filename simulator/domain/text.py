"""Text a person reads, in both languages of the product."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Language = Literal["en", "ru"]
LANGUAGES: tuple[Language, ...] = ("en", "ru")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Content(BaseModel):
    """Base of everything that is written in a content file: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Content):
    """One text in English and Russian."""

    en: Line
    ru: Line

    def within(self, language: Language) -> str:
        """Return the text in ``language``."""
        return self.en if language == "en" else self.ru


class Phrases(Content):
    """Several ways of saying one thing, per language: what a reply is compared with."""

    en: tuple[Line, ...] = Field(min_length=1)
    ru: tuple[Line, ...] = Field(min_length=1)

    def within(self, language: Language) -> tuple[str, ...]:
        """Return the phrases in ``language``."""
        return self.en if language == "en" else self.ru


class Value(BaseModel):
    """Base of immutable values that code makes (events, readings, grades)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def plain(self) -> dict[str, Any]:
        """Return JSON-ready data without unset optional parts."""
        return self.model_dump(mode="json", exclude_none=True)
