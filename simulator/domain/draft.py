"""An assistant's draft to check: what it may rest on, its sentences, and which of them can go wrong."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from simulator.domain.career import CompetencyId
from simulator.domain.text import Content, Phrases, Text, Value

DraftId = Annotated[str, StringConstraints(pattern=r"^(AIX|AID)-\d{2}$")]
SentenceId = Annotated[str, StringConstraints(pattern=r"^s\d{1,2}$")]
Reason = Literal["not-in-log", "contradicts-article", "invented", "promise", "leak"]
FINE = "fine"
REASONS: tuple[Reason, ...] = ("not-in-log", "contradicts-article", "invented", "promise", "leak")


class Source(Content):
    """What the draft may rest on: output of a tool, or an article."""

    id: Annotated[str, StringConstraints(pattern=r"^[LA]\d$")]
    kind: Literal["log", "article"]
    title: Text
    figure: str | None = None
    """Output, the same in both languages."""
    text: Text | None = None

    @model_validator(mode="after")
    def _holds_something(self) -> "Source":
        if (self.figure is None) == (self.text is None):
            raise ValueError("a source holds either a `figure` or a `text`; write one of them")
        return self


class Wrong(Content):
    """What the assistant writes in place of a right sentence."""

    text: Text
    reason: Reason
    also: tuple[Reason, ...] = ()
    """Reasons that have something to them, worth half."""
    harm: Annotated[int, Field(ge=1, le=3)]
    """What sending it would do; the most harmful one is to be rewritten."""
    why: Text
    gone: Phrases
    """Beginnings of words by which the wrong claim is known."""
    right: tuple[Phrases, ...] = Field(min_length=1)
    """Facts that belong into the sentence: of each, one of the beginnings."""


class Sentence(Content):
    """One sentence of the draft, as it should be; and how it may go wrong."""

    id: SentenceId
    text: Text
    wrong: Wrong | None = None


class DraftCheck(Content):
    """A draft of the assistant, with its ticket and sources."""

    id: DraftId
    title: Text
    aim: Text
    use: Literal["training", "hiring"] = "training"
    difficulty: Annotated[int, Field(ge=1, le=5)]
    competencies: tuple[CompetencyId, ...] = Field(min_length=1)
    pass_mark: Annotated[float, Field(gt=0, le=1)] = 0.8
    draw: Annotated[int, Field(ge=1)]
    """Wrong sentences of one attempt."""
    ticket: Text
    sources: tuple[Source, ...] = Field(min_length=1)
    sentences: tuple[Sentence, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> "DraftCheck":
        if len({one.id for one in self.sentences}) != len(self.sentences):
            raise ValueError("two sentences have the same id; number them s1, s2 …")
        possible = sum(one.wrong is not None for one in self.sentences)
        if possible <= self.draw:
            raise ValueError(
                f"{possible} sentences can be wrong, {self.draw} drawn; write more than are drawn"
            )
        return self

    def sentence(self, sentence_id: str) -> Sentence | None:
        """Return one sentence."""
        return next((one for one in self.sentences if one.id == sentence_id), None)

    def shown(self, wrong: Sequence[str]) -> tuple[tuple[str, Text], ...]:
        """Return (id, text) of the draft in which the ``wrong`` sentences have gone wrong."""
        return tuple(
            (one.id, one.wrong.text if one.wrong is not None and one.id in wrong else one.text)
            for one in self.sentences
        )


class Finding(Value):
    """What a person made of a draft."""

    verdicts: dict[str, str] = {}
    """Sentence → a reason, or ``fine``."""
    worst: str = ""
    rewrite: str = ""
