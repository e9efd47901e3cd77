"""Writing exercises by kind: a note to audit, a reply to rewrite, an article, a guide, a root cause, an automation."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.exercise import Exercise, PartId
from simulator.domain.text import Content, Language, Line, Phrases, Text

State = Literal["new", "draft", "handed-in", "returned", "accepted"]
Fault = Literal["wrong", "mixed", "secret", "judgement", "vague"]
FAULTS: tuple[Fault, ...] = ("wrong", "mixed", "secret", "judgement", "vague")
Gap = Literal["contact", "ids", "priority", "times", "checks", "hypothesis", "promise", "next-step"]
GAPS: tuple[Gap, ...] = (
    "contact",
    "ids",
    "priority",
    "times",
    "checks",
    "hypothesis",
    "promise",
    "next-step",
)
"""What a note may lack."""
ARTICLE = ("title", "symptom", "audience", "cause", "steps", "check", "limits", "owner", "review")
"""Fields of an article."""
AUTOMATION = ("what", "before", "after", "times", "script", "trial")
"""Fields of a small automation; minutes and times a week are numbers."""
WHYS, ACTIONS = 5, 3
"""Places of a chain of causes, and rows of measures."""


class NoteLine(Content):
    """One line of a colleague's note."""

    text: Text
    fault: Fault | None = None
    why: Text | None = None

    @model_validator(mode="after")
    def _explained(self) -> "NoteLine":
        if (self.fault is None) != (self.why is None):
            raise ValueError("a faulty line needs `why:`, a sound one has none; add or remove it")
        return self


class Missing(Content):
    """What the note does not hold at all."""

    gap: Gap
    why: Text


class NoteAudit(Exercise):
    """A colleague's note: find what is wrong with it, then write it right."""

    kind: Literal["note-audit"]
    note: tuple[NoteLine, ...] = Field(min_length=3)
    missing: tuple[Missing, ...] = ()

    @property
    def by_rule(self) -> bool:
        """Marks and facts decide."""
        return True


class Rewrite(Exercise):
    """A bad reply to a customer: write it anew."""

    kind: Literal["rewrite"]
    customer: Text
    reply: Text
    known: Text
    """What the writer knows; nothing else may be claimed."""
    channel: Literal["chat", "ticket", "portal", "phone"] = "ticket"
    tech: Annotated[int, Field(ge=0, le=4)] = 1

    @property
    def criteria(self) -> tuple[str, ...]:
        """Tone of voice; closing is no matter of one reply."""
        return tuple(f"T{n}" for n in range(1, 10))

    @property
    def by_rule(self) -> bool:
        """Tone graders and facts decide."""
        return True


class Questions(Content):
    """Five questions a searcher would type, by language."""

    en: tuple[Line, ...] = Field(min_length=5, max_length=5)
    ru: tuple[Line, ...] = Field(min_length=5, max_length=5)

    def within(self, language: Language) -> tuple[str, ...]:
        """Return the questions in a language."""
        return self.en if language == "en" else self.ru


class ArticleTask(Exercise):
    """A resolved ticket or two: write the article."""

    kind: Literal["article"]
    questions: Questions

    @property
    def criteria(self) -> tuple[str, ...]:
        """Knowledge article."""
        return tuple(f"K{n}" for n in range(1, 9))


class GuideLine(Content):
    """One rule of the escalation guide."""

    id: PartId
    text: Text


class GuideEdit(Exercise):
    """Tickets that bounced: find the wrong route in the guide and mend it."""

    kind: Literal["guide"]
    page: tuple[GuideLine, ...] = Field(min_length=3)
    wrong: PartId
    bounced: Phrases
    """Ids or teams that the reason should point to."""

    @property
    def criteria(self) -> tuple[str, ...]:
        """Those of an article that a rule of a guide can meet."""
        return ("K2", "K4", "K6", "K7")


class Moment(Content):
    """One event of the incident; ``place`` is its order, None when it does not belong in the timeline."""

    id: PartId
    text: Text
    place: int | None = None


class Link(Content):
    """One possible cause: its place in the chain, or None for a wrong one."""

    id: PartId
    text: Text
    place: int | None = None
    person: bool = False
    """It ends at a person: the chain must not."""


class Bone(Content):
    """One factor and the branch of the fishbone it belongs to."""

    id: PartId
    text: Text
    branch: Literal["change", "process", "monitoring", "technology", "people", "excluded"]


BRANCHES = ("change", "process", "monitoring", "technology", "people", "excluded")


class RootCause(Exercise):
    """A closed incident: timeline, chain of whys, fishbone, measures."""

    kind: Literal["root-cause"]
    moments: tuple[Moment, ...] = Field(min_length=5)
    links: tuple[Link, ...] = Field(min_length=4)
    bones: tuple[Bone, ...] = Field(min_length=4)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Root-cause analysis."""
        return tuple(f"R{n}" for n in range(1, 9))


class AutomationTask(Exercise):
    """A small automation of one's own: what it saves, the script, how it was tried."""

    kind: Literal["automation"]

    @property
    def criteria(self) -> tuple[str, ...]:
        """Those of an article that a script can meet: it is kept and read like one."""
        return ("K2", "K4", "K5", "K7", "K8")


Writing = NoteAudit | Rewrite | ArticleTask | GuideEdit | RootCause | AutomationTask
