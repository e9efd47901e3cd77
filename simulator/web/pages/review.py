"""The review desk, as its templates see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from simulator.domain.grade import CriterionGrade
from simulator.domain.review import Dispute, Opinion, Question, Review
from simulator.web.pages.report import ReportPage

LEVELS = ("0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4")
REASONS = (
    "dispute", "red", "apart", "answered", "ungraded", "split", "unsure", "amber", "rubrics", "random",
)  # fmt: skip


@dataclass(frozen=True)
class ReviewPage(ReportPage):
    """A run beside its scorecard, with fields for a person's levels."""

    fields: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    blind: bool = False
    """The machine's levels stay hidden until the person's are in."""
    problem: str = ""
    wrong: str = ""
    """Criterion whose field has to be mended."""
    draft_problem: str = ""
    owed: bool = False
    """Whether the viewer was asked for a second opinion and has not given it."""
    lent: bool = False
    """Whether the run belongs to another reviewer's people."""
    reviewers: tuple[tuple[str, str], ...] = ()
    opinions: tuple[Opinion, ...] = ()
    questions: tuple[Question, ...] = ()
    levels = LEVELS

    @cached_property
    def newest(self) -> dict[str, Review]:
        """The newest review of each criterion."""
        return {one.target: one for one in self.report.reviews}

    @cached_property
    def machine(self) -> dict[str, CriterionGrade]:
        """The machine's own criteria by id."""
        grade = self.report.machine or self.report.grade
        return {one.id: one for rubric in grade.rubrics for one in rubric.criteria}

    @property
    def seen(self) -> str:
        """Id of the newest review the form was made from."""
        return self.report.reviews[-1].id if self.report.reviews else ""

    def asked_at(self, event: int) -> tuple[Question, ...]:
        """Return the questions about one moment."""
        return tuple(one for one in self.questions if one.event == event)

    @property
    def open_disputes(self) -> tuple[Dispute, ...]:
        """Disputes that wait for a ruling."""
        return tuple(one for one in self.report.disputes if one.is_open)

    def chosen(self, criterion: CriterionGrade) -> str:
        """Return the level a criterion's field shows: the draft's, else (unless blind) the one that counts."""
        drafted = self.fields.get(f"level-{criterion.id}")
        if drafted is not None:
            return drafted
        if self.blind or criterion.level is None:
            return ""
        return f"{round(criterion.level * 2) / 2:g}"


def of_report(report: ReportPage, **parts: object) -> ReviewPage:
    """Return the review page of a report."""
    return ReviewPage(report.report, report.rubrics, report.key, **parts)  # type: ignore[arg-type]
