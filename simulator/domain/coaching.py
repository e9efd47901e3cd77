"""What a lead and a person agree on, as values: playlists, assignments with their results, talks, the pulse."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.domain.event import Mode
from simulator.domain.text import Content, Line, Text

ItemKind = Literal["scenario", "quiz", "lab", "triage", "writing", "draft"]
ITEM_KINDS: tuple[ItemKind, ...] = ("scenario", "quiz", "lab", "triage", "writing", "draft")
State = Literal["open", "late", "done", "used", "withdrawn"]
"""``used``: no attempt is left and none was good enough."""
PULSE = ("load", "help", "candour")
"""The three questions of a week, each answered from 1 to 5."""
PULSE_FEWEST = 5
"""Answers below which nothing of a week is shown: nobody may be guessed from a mean."""


class Playlist(Content):
    """Exercises that belong together and are assigned as one."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=32)]
    title: Text
    aim: Text
    items: tuple[Line, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Item:
    """Something that can be assigned."""

    kind: ItemKind
    id: str
    title: Text


@dataclass(frozen=True)
class Order:
    """What a lead asks for: who, what, until when and on which terms."""

    people: tuple[str, ...]
    items: tuple[str, ...]
    """Ids of exercises, and of playlists as ``list:week-3``."""
    due: date
    mode: Mode = "practice"
    hints: bool = True
    attempts: int | None = None
    seed: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Try:
    """One attempt at an assignment."""

    at: datetime
    score: float | None
    """0–100; None while it goes on or waits for its grade."""
    passed: bool
    is_over: bool
    simulation_id: str | None = None


@dataclass(frozen=True)
class Assignment:
    """An assignment with what has come of it."""

    id: str
    person_id: str
    person: str
    author: str
    item: Item
    mode: Mode
    hints: bool
    attempts: int | None
    seed: int | None
    due: date
    why: str
    created_at: datetime
    state: State
    tries: tuple[Try, ...] = ()
    coaching_id: str | None = None

    @property
    def left(self) -> int | None:
        """Attempts that are left; None for no limit."""
        return None if self.attempts is None else max(0, self.attempts - len(self.tries))

    @property
    def best(self) -> float | None:
        """The best result so far, 0–100."""
        return max((one.score for one in self.tries if one.score is not None), default=None)

    @property
    def going(self) -> str | None:
        """The run that goes on."""
        return next((one.simulation_id for one in self.tries if not one.is_over and one.simulation_id), None)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in ("open", "late")


@dataclass(frozen=True)
class Focus:
    """A criterion a talk was about, with what became of it."""

    simulation_id: str
    subject: str
    criterion: str
    before: float | None
    after: float | None = None
    """Mean level in later runs; None while there is none."""
    runs: int = 0
    """Later runs in which it was graded."""


@dataclass(frozen=True)
class TalkForm:
    """What a lead writes down of a talk."""

    happened: str
    agreed: str
    strongest: str = ""
    change: str = ""
    rewritten: str = ""
    promise: str = ""
    promise_due: date | None = None
    focus: tuple[tuple[str, str], ...] = ()
    """(run, criterion)."""


@dataclass(frozen=True)
class Talk:
    """A coaching talk with what followed."""

    id: str
    person_id: str
    author: str
    at: datetime
    happened: str
    strongest: str
    change: str
    rewritten: str
    agreed: str
    promise: str
    promise_due: date | None
    promise_kept_at: datetime | None
    answer: str
    focus: tuple[Focus, ...] = ()
    assignments: tuple[Assignment, ...] = ()

    @property
    def is_promise_open(self) -> bool:
        """Whether the lead still owes something."""
        return bool(self.promise) and self.promise_kept_at is None


@dataclass(frozen=True)
class Suggestion:
    """A wording put together from the log by rules: shown beside the form, taken over only when a lead wants it."""

    happened: Text
    agreed: Text


@dataclass(frozen=True)
class Proposal:
    """A talk as the product would begin it, from the report of a run: words to be changed, not sent."""

    simulation_id: str
    subject: str
    criteria: tuple[tuple[str, float], ...]
    """(criterion, level) that could be worked on, the weakest first."""
    strongest: str = ""
    change: str = ""
    rewritten: str = ""
    exercise: str = ""
    """What the report sends the person to."""
    suggestion: Suggestion | None = None


@dataclass(frozen=True)
class Thanks:
    """A lead's thanks."""

    text: str
    author: str
    at: datetime


@dataclass(frozen=True)
class PulseWeek:
    """One week of a cohort. Means are None while fewer than ``PULSE_FEWEST`` have answered, or the week goes on."""

    week: date
    answers: int | None
    means: Mapping[str, float] | None
