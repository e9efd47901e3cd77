"""A graded run, as the report's templates see it."""

from dataclasses import dataclass
from functools import cached_property

from simulator.domain.desk import Moment, Report
from simulator.domain.grade import CriterionGrade, Remark, RubricGrade
from simulator.domain.review import Dispute, Review
from simulator.domain.rubric import Criterion, CriticalFail, Rubrics
from simulator.domain.text import Text
from simulator.web.labels import KPIS

WIDTH, HEIGHT = 400, 150
PAD = 26
LANES = (25, 45, 65, 85)


@dataclass(frozen=True)
class Dot:
    """A point of the mood curve in drawing units, and the values it stands for."""

    x: float
    y: float
    minute: float
    anger: int


@dataclass(frozen=True)
class ReportPage:
    """The report with the names of everything that was scored."""

    report: Report
    rubrics: Rubrics
    key: str
    may_dispute: bool = False
    """Whether the viewer may disagree: it is his own run."""
    may_review: bool = False

    width = WIDTH
    height = HEIGHT
    pad = PAD

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Criteria by id."""
        return {item.id: item for rubric in self.rubrics.rubrics.values() for item in rubric.criteria}

    @cached_property
    def moments(self) -> dict[int, Moment]:
        """Moments by event number."""
        return {moment.n: moment for moment in self.report.moments}

    @cached_property
    def dots(self) -> tuple[Dot, ...]:
        """The mood curve in drawing units."""
        curve = self.report.curve
        last = max((minute for minute, _ in curve), default=0) or 1
        span = WIDTH - 2 * PAD
        return tuple(
            Dot(round(PAD + span * minute / last, 1), self.y_of(anger), minute, anger)
            for minute, anger in curve
        )

    def has_criterion(self, criterion_id: str) -> bool:
        """Tell whether the report shows this criterion."""
        return any(c.id == criterion_id for r in self.report.grade.rubrics for c in r.criteria)

    @property
    def polyline(self) -> str:
        """The curve as the points of a line."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def lanes(self) -> tuple[tuple[int, float], ...]:
        """The borders of the mood bands: (anger, height in the drawing)."""
        return tuple((lane, self.y_of(lane)) for lane in LANES)

    @property
    def kpis(self) -> list[tuple[str, str, float | str | None]]:
        """Key figures that have a name: (unit, name, value)."""
        figures = self.report.kpis
        return [(unit, str(name), figures[key]) for key, (name, unit) in KPIS.items() if key in figures]

    def dispute_of(self, criterion_id: str) -> Dispute | None:
        """Return the dispute about a criterion, if there is one."""
        return next((one for one in self.report.disputes if one.target == criterion_id), None)

    def review_of(self, criterion_id: str) -> Review | None:
        """Return the newest review of a criterion."""
        found = [one for one in self.report.reviews if one.target == criterion_id]
        return found[-1] if found else None

    def machine_of(self, criterion_id: str) -> CriterionGrade | None:
        """Return what the machine made of a criterion."""
        grade = self.report.machine or self.report.grade
        return next((c for r in grade.rubrics for c in r.criteria if c.id == criterion_id), None)

    @property
    def automatic(self) -> bool:
        """Whether no person has had a say in this grade."""
        return not any(c.grader == "person" for r in self.report.grade.rubrics for c in r.criteria)

    def y_of(self, anger: int) -> float:
        """Return the height of an anger value in the drawing."""
        return round(HEIGHT - 18 - (HEIGHT - 30) * anger / 100, 1)

    def rubric_name(self, rubric: RubricGrade) -> object:
        """Return a rubric's name, or its id when it is no longer among the scorecards."""
        known = self.rubrics.rubrics.get(rubric.id)
        return known.name if known else None

    @property
    def elsewhere(self) -> tuple[Text, ...]:
        """Names of scorecards about written contributions that this ticket neither asked for nor got."""
        graded = {rubric.id for rubric in self.report.grade.rubrics}
        return tuple(
            r.name for name, r in sorted(self.rubrics.rubrics.items()) if name in "KR" and name not in graded
        )

    def fail(self, code: str) -> CriticalFail | None:
        """Return what a critical fail is."""
        return next((f for f in self.rubrics.scoring.critical_fails if f.code == code), None)

    def anchor(self, grade: CriterionGrade) -> object:
        """Return what the reached level looks like, if it is one of the described ones."""
        known = self.criteria.get(grade.id)
        anchors = known.anchors if known else ()
        return next(
            (a.text for a in anchors if grade.level is not None and a.level == round(grade.level)), None
        )

    def context(self, remark: Remark) -> Moment | None:
        """Return the moment a remark is about."""
        return self.moments.get(remark.event)
