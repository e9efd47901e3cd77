"""A writing exercise, as its templates see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from simulator.domain.appraisal import Point
from simulator.domain.exercise import Fields
from simulator.domain.text import Text
from simulator.domain.writing import (
    ACTIONS,
    ARTICLE,
    AUTOMATION,
    BRANCHES,
    FAULTS,
    GAPS,
    WHYS,
    Writing,
)
from simulator.services.works import Version, Work
from simulator.services.writing_reviews import Reviewed
from simulator.services.writings import WritingLine
from simulator.web.captions import LINES, WRITING_KINDS
from simulator.web.pages.answer import Read, readable

ACTION_PARTS = ("what", "owner", "date", "check")


def grouped(lines: Sequence[WritingLine]) -> tuple[tuple[str, tuple[WritingLine, ...]], ...]:
    """Return exercises by kind, the way a newcomer meets them."""
    return tuple(
        (kind, tuple(line for line in lines if line.task.kind == kind))
        for kind in WRITING_KINDS
        if any(line.task.kind == kind for line in lines)
    )


@dataclass(frozen=True)
class WritingPage:
    """The material, the editor with what stands in it, and what was said so far."""

    work: Work
    fields: Mapping[str, str]
    version: int
    problem: str = ""
    wrong: str = ""
    tab: str = ""
    faults = FAULTS
    gaps = GAPS
    branches = BRANCHES
    article = ARTICLE
    automation = AUTOMATION
    whys = WHYS
    actions = ACTIONS
    action_parts = ACTION_PARTS

    @property
    def task(self) -> Writing:
        """The exercise."""
        return self.work.task

    @property
    def is_open(self) -> bool:
        """Whether anything may still be changed."""
        return self.work.state != "accepted"

    @property
    def newest(self) -> Version | None:
        """The version handed in last."""
        return self.work.versions[-1] if self.work.versions else None

    @property
    def shows_sample(self) -> bool:
        """Whether a good answer may be shown: it would decide the exercise otherwise."""
        return bool(self.work.versions) if self.task.by_rule else not self.is_open

    def say(self, text: Text) -> str:
        """Return a text in the language of the work."""
        return text.within(self.work.lang)

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return self.fields.get(name, "")

    def rows(self, name: str) -> int:
        """Return the height of an editor; 0 is one line."""
        return LINES.get(name, 0)

    def caption(self, name: str) -> str:
        """Return the key of a field's name."""
        parts = name.split("-")
        return f"{parts[0]}-{parts[2]}" if parts[0] == "action" and len(parts) == 3 else name

    def ordered(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """Return points with what was lost first."""
        return tuple(sorted(points, key=lambda one: one.share >= 1))

    def read(self, fields: Fields) -> tuple[Read, ...]:
        """Return an answer to read, marks and choices by what they stand for."""
        return readable(self.task, fields, self.work.lang)


@dataclass(frozen=True)
class WritingReviewPage(WritingPage):
    """The newest version beside the levels a lead gives."""

    criteria: tuple[Reviewed, ...] = ()
    form: Mapping[str, str] = field(default_factory=dict)
    levels = ("0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4")

    def chosen(self, one: Reviewed) -> str:
        """Return the level in the form, or the proposed one."""
        if self.form:
            return self.form.get(f"level-{one.criterion.id}", "")
        level = one.proposal.level
        return f"{level:g}" if level is not None else ""
