"""Quizzes: items with explanations, drawn by seed, answered once, brought back when they were missed."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from simulator.domain.career import CompetencyId
from simulator.domain.text import Content, Line, Text

QuizId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}(-\d{2})?$")]


class Option(Content):
    """One answer to choose."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-h]$")]
    text: Text
    right: bool = False
    why: Text | None = None
    """Why a tempting answer is wrong."""


class Item(Content):
    """One question."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}(-\d{2}){1,2}$")]
    kind: Literal["single", "multiple", "order", "number", "short"]
    """``order``: options stand in the right order; ``number`` and ``short`` are typed."""
    difficulty: Annotated[int, Field(ge=1, le=5)]
    competencies: tuple[CompetencyId, ...] = ()
    critical: bool = False
    """Wrong: the whole quiz is not passed."""
    use: Literal["training", "hiring", "both"] = "training"
    stem: Text
    figure: str | None = None
    """Output to read, the same in both languages."""
    options: tuple[Option, ...] = ()
    accept: tuple[Line, ...] = ()
    """For ``short``: answers that are right, compared without case and outer punctuation."""
    explanation: Text

    @model_validator(mode="after")
    def _can_be_answered(self) -> "Item":
        right = sum(option.right for option in self.options)
        if self.kind in ("short", "number") and not self.accept:
            raise ValueError("a typed answer needs `accept:`; list the answers that are right")
        if self.kind == "order" and len(self.options) < 3:
            raise ValueError("an order needs three options or more; write them in the right order")
        if self.kind == "single" and right != 1:
            raise ValueError(f"{right} options are right; mark exactly one with `right: true`")
        if self.kind == "multiple" and not 2 <= right < len(self.options):
            raise ValueError(f"{right} options are right; mark two or more, and leave at least one wrong")
        if len({option.id for option in self.options}) != len(self.options):
            raise ValueError("two options have the same id; use a, b, c …")
        return self


class Quiz(Content):
    """A quiz and its items."""

    id: QuizId
    title: Text
    aim: Text
    competencies: tuple[CompetencyId, ...] = Field(min_length=1)
    pass_mark: Annotated[float, Field(gt=0, le=1)] = 0.8
    draw: Annotated[int, Field(ge=1)] = 6
    """Items of one attempt."""
    items: tuple[Item, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _enough_items(self) -> "Quiz":
        if len(self.items) < self.draw:
            raise ValueError(f"{len(self.items)} items, {self.draw} to draw; write more items or draw fewer")
        if len({item.id for item in self.items}) != len(self.items):
            raise ValueError("two items have the same id; number them")
        critical = sum(item.critical for item in self.items)
        if critical > self.draw:
            raise ValueError(
                f"{critical} critical items, {self.draw} to draw; none is left out, so draw as many"
            )
        return self

    def item(self, item_id: str) -> Item | None:
        """Return one item."""
        return next((item for item in self.items if item.id == item_id), None)
