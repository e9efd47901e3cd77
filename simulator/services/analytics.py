"""Figures over many runs, for those who lead: read from sums that are kept ready, never from the runs themselves."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from simulator.assessment.fairness import wilson
from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import analytics as find, onboarding
from simulator.db.tables import CohortRow, RunFactRow
from simulator.domain.analytics import (
    FEWEST,
    AnalyticsBoard,
    Benchmark,
    Change,
    FactLine,
    PersonLine,
    Scope,
    Sum,
    Tile,
    WeekLine,
)
from simulator.domain.person import Person, Role
from simulator.domain.week import newest_weeks
from simulator.errors import NotFound
from simulator.metrics.measures import PASSED, TOTAL
from simulator.metrics.samples import mean_interval
from simulator.services import rollups
from simulator.services.access import must_lead, people_seen, run_to_read
from simulator.services.corrections import Corrections
from simulator.services.runs import Runs

PAGE = 40
STRETCH, STRETCHES = 100, 40
"""Runs that are read at once, and how often, for one page of those behind a number."""
THIRDS = 3
People = Sequence[tuple[str, str]]


class Analytics:
    """Reads the sums."""

    def __init__(self, database: Database, content: Library, runs: Runs, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._runs = runs
        self._clock = clock
        self._adopted = False

    def board(self, viewer: Person, scope: Scope) -> AnalyticsBoard:
        """Return the figures of a scope in a number of queries that depends on nothing."""
        with self._database.reading() as session:
            people = self.people(session, viewer, scope)
            ids, since = [one for one, _name in people], self._since(scope)
            weekly = find.sums(session, ids, since, scope.mode, ["week", "measure"])
            own = find.sums(session, ids, since, scope.mode, ["person_id", "measure"])
        known, whole = self._criteria, _whole(weekly)
        criteria = [
            (name, one.mean, int(one.n))
            for name, one in whole.items()
            if name in known and one.mean is not None
        ]
        return AnalyticsBoard(
            scope=scope,
            people=len(people),
            runs=int(whole.get(PASSED, Sum(0, 0, 0)).n),
            tiles=tuple(_tile(one, whole.get(one.measure, Sum(0, 0, 0))) for one in self._content.benchmarks),
            trend=self._trend(weekly),
            criteria=tuple(sorted(criteria, key=lambda one: (one[1], one[0]))),
            lines=_lines(people, own, known),
            changes=_changes(weekly, known),
        )  # fmt: skip

    @property
    def _criteria(self) -> frozenset[str]:
        rubrics = self._content.rubrics.rubrics.values()
        return frozenset(one.id for rubric in rubrics for one in rubric.criteria)

    def people(self, session: Session, viewer: Person, scope: Scope) -> People:
        """Return (id, name) of the trainees of a scope; raise ``NotFound`` for what the viewer does not lead."""
        must_lead(viewer)
        seen = people_seen(session, viewer)
        if scope.cohort_id is not None:
            cohort = session.get(CohortRow, scope.cohort_id)
            if cohort is None or (viewer.role is not Role.ADMIN and cohort.lead_id != viewer.id):
                raise NotFound(scope.cohort_id)
            found: People = [(row.person_id, name) for row, name in onboarding.members(session, cohort.id)]
        else:
            found = find.trainees(session, seen)
        if scope.person_id is None:
            return found
        one = [line for line in found if line[0] == scope.person_id]
        if not one:
            raise NotFound(scope.person_id)
        return one

    def _since(self, scope: Scope) -> date | None:
        if scope.weeks is None:
            return None
        return newest_weeks(self._clock().date(), scope.weeks)

    def _trend(self, weekly: Sequence[tuple[tuple[date, str], Sum]]) -> tuple[WeekLine, ...]:
        weeks: dict[date, dict[str, Sum]] = defaultdict(dict)
        for (week, measure), one in weekly:
            weeks[week][measure] = one
        shares = [one.measure for one in self._content.benchmarks if one.unit == "share"]
        return tuple(
            WeekLine(
                week=week, runs=int(known.get(PASSED, Sum(0, 0, 0)).n), total=_mean(known.get(TOTAL)),
                shares={name: _mean(known.get(name)) for name in shares},
            )
            for week, known in sorted(weeks.items())
        )  # fmt: skip

    def behind(
        self, viewer: Person, scope: Scope, measure: str, after: str | None = None
    ) -> tuple[tuple[FactLine, ...], str | None]:
        """Return a page of the runs behind a number, the newest first, and the run the next page begins after."""
        before: tuple[datetime, str] | None = None
        lines: list[FactLine] = []
        with self._database.reading() as session:
            ids = [one for one, _name in self.people(session, viewer, scope)]
            if after is not None:
                run_to_read(session, viewer, after)
                last = session.get(RunFactRow, after)
                if last is None:
                    raise NotFound(after)
                before = (last.ended_at, last.simulation_id)
            for _ in range(STRETCHES):
                found = find.facts(session, ids, self._since(scope), scope.mode, before, STRETCH)
                for fact, run, person in found:
                    held = json.loads(fact.body).get(measure)
                    if held is None:
                        continue
                    value = held[1] / held[0] if held[0] else None
                    lines.append(
                        FactLine(
                            run.id, run.subject, run.scenario_id, person, fact.ended_at, fact.mode, run.total,
                            run.result or "", value,
                        )
                    )  # fmt: skip
                    if len(lines) == PAGE:
                        return tuple(lines), run.id
                if len(found) < STRETCH:
                    return tuple(lines), None
                before = (found[-1][0].ended_at, found[-1][0].simulation_id)
        # Enough was looked through for one page; more may stand behind it.
        return tuple(lines), before[1] if before else None

    def adopt(self, size: int = 100) -> int:
        """Add graded runs which the sums do not hold (from before there were any); return how many."""
        if self._adopted:
            return 0
        corrections = Corrections(self._runs, self._clock)
        with self._database.writing() as session:
            lost = find.runs_without_facts(session, size)
            for row in lost:
                judged = corrections.judged(session, self._runs.load(session, row))
                if judged is not None:
                    rollups.land(session, row, judged.grade, judged.figures)
        self._adopted = not lost
        return len(lost)


def _whole(weekly: Sequence[tuple[tuple[date, str], Sum]]) -> dict[str, Sum]:
    """Return measure → sum over the weeks."""
    found: dict[str, Sum] = {}
    for (_week, measure), one in weekly:
        before = found.get(measure, Sum(0, 0, 0))
        found[measure] = Sum(before.n + one.n, before.total + one.total, before.squares + one.squares)
    return found


def _mean(one: Sum | None) -> float | None:
    return one.mean if one is not None else None


def _tile(benchmark: Benchmark, one: Sum) -> Tile:
    low, high = None, None
    if benchmark.unit == "share" and one.n and benchmark.measure != "reopen":
        low, high = wilson(round(one.total), round(one.n))
    elif (interval := mean_interval(one)) is not None:
        low, high = max(0.0, interval[0]), interval[1]
    return Tile(benchmark, one.mean, low, high, int(one.n))


def _lines(
    people: People, own: Sequence[tuple[tuple[str, str], Sum]], known: frozenset[str]
) -> tuple[PersonLine, ...]:
    sums: dict[str, dict[str, Sum]] = defaultdict(dict)
    for (person_id, measure), one in own:
        sums[person_id][measure] = one
    return tuple(
        PersonLine(
            person_id, name, int(sums[person_id].get(PASSED, Sum(0, 0, 0)).n),
            {measure: one.mean if one.n >= FEWEST else None for measure, one in sums[person_id].items() if measure in known},
        )
        for person_id, name in people
    )  # fmt: skip


def _changes(weekly: Sequence[tuple[tuple[date, str], Sum]], known: frozenset[str]) -> tuple[Change, ...]:
    """Return criteria in the first and the last third of the weeks, what moved most first."""
    weeks = sorted({week for (week, _measure), _one in weekly})
    third = len(weeks) // THIRDS
    if not third:
        return ()
    first, last = set(weeks[:third]), set(weeks[-third:])
    sums: Mapping[str, list[list[float]]] = defaultdict(lambda: [[0.0, 0.0], [0.0, 0.0]])
    for (week, measure), one in weekly:
        if measure in known and (week in first or week in last):
            side = sums[measure][int(week in last)]
            side[0] += one.n
            side[1] += one.total
    found = [
        Change(name, before[1] / before[0], after[1] / after[0], int(before[0]), int(after[0]))
        for name, (before, after) in sums.items()
        if before[0] >= FEWEST and after[0] >= FEWEST
    ]
    return tuple(sorted(found, key=lambda one: (-abs(one.after - one.before), one.measure)))
