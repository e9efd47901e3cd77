"""A person's portfolio: where he stands, what gates said, what he does well and what not yet, in his own words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import onboarding as find, reviews, simulations
from simulator.domain.desk import RunLine
from simulator.domain.grade import CriterionGrade, Grade
from simulator.domain.person import Person
from simulator.domain.progress import Progress
from simulator.domain.text import Text
from simulator.services.access import sees
from simulator.services.desk import run_line
from simulator.services.onboarding import Onboarding

RUNS = 10
POINTS = 4
STRONG, WEAK = 3.0, 2.0
"""Mean levels from which a criterion is a strength, and below which it is a gap."""


@dataclass(frozen=True)
class Point:
    """A criterion over the last runs, with words that show it."""

    criterion: str
    name: Text
    mean: float
    runs: int
    quote: str
    simulation_id: str
    subject: str


@dataclass(frozen=True)
class Portfolio:
    """Everything a report of a person shows."""

    progress: Progress
    runs: tuple[RunLine, ...]
    strengths: tuple[Point, ...]
    gaps: tuple[Point, ...]
    log: tuple[tuple[str, datetime], ...]
    """The person's own eyes only."""
    made_at: datetime


@dataclass(frozen=True)
class _Shown:
    """One graded criterion of one run."""

    one: CriterionGrade
    simulation_id: str
    subject: str


class Portfolios:
    """Writes portfolios."""

    def __init__(self, database: Database, content: Library, onboarding: Onboarding, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._onboarding = onboarding
        self._clock = clock

    def portfolio(self, viewer: Person, person_id: str) -> Portfolio:
        """Return the portfolio of a person: one's own, or one's people's.

        Raises:
            NotFound: the person is not the viewer's to see.
        """
        progress = self._onboarding.progress(viewer, person_id)
        with self._database.reading() as session:
            assert sees(session, viewer, person_id)
            rows = simulations.graded_of(session, person_id, RUNS)
            shown = [one for row, body in rows for one in self._criteria(session, row.id, row.subject, body)]
            log = find.log_of(session, person_id) if viewer.id == person_id else ()
            lines = tuple(run_line(row, progress.person) for row, _body in rows)
        points = self._points(shown)
        return Portfolio(
            progress=progress, runs=lines,
            strengths=tuple([one for one in points if one.mean >= STRONG and one.quote][-POINTS:][::-1]),
            gaps=tuple([one for one in points if one.mean < WEAK and one.quote][:POINTS]),
            log=tuple((row.text, row.at) for row in log), made_at=self._clock(),
        )  # fmt: skip

    def _criteria(self, session: Session, simulation_id: str, subject: str, body: str) -> list[_Shown]:
        """Return the criteria of a run with the levels that count: people's before the machine's."""
        said = {
            row.target: row.level
            for row, _a in reviews.reviews_of(session, simulation_id)
            if row.level is not None
        }
        grade = Grade.model_validate_json(body)
        return [
            _Shown(one.model_copy(update={"level": said.get(one.id, one.level)}), simulation_id, subject)
            for rubric in grade.rubrics
            for one in rubric.criteria
            if said.get(one.id, one.level) is not None
        ]

    def _points(self, shown: list[_Shown]) -> list[Point]:
        """Return criteria by their mean level, the lowest first; the newest fitting quote stands for each."""
        names = self._names()
        by_id: dict[str, list[_Shown]] = defaultdict(list)
        for one in shown:
            by_id[one.one.id].append(one)
        found = []
        for criterion, items in by_id.items():
            levels = [item.one.level for item in items if item.one.level is not None]
            mean = sum(levels) / len(levels)
            # A strength is shown by a run in which it was strong, a gap by one in which it was not.
            fitting = [
                item
                for item in items
                if item.one.level is not None and (item.one.level >= WEAK) == (mean >= WEAK)
            ]
            quoted = [(item, e.quote) for item in fitting for e in item.one.evidence if e.quote]
            item, quote = quoted[0] if quoted else (items[0], "")
            found.append(
                Point(
                    criterion, names.get(criterion, Text(en=criterion, ru=criterion)), round(mean, 1), len(items),
                    quote[:280], item.simulation_id, item.subject,
                )
            )  # fmt: skip
        return sorted(found, key=lambda one: (one.mean, one.criterion))

    def _names(self) -> Mapping[str, Text]:
        return {
            one.id: one.name for rubric in self._content.rubrics.rubrics.values() for one in rubric.criteria
        }
