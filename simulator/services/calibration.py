"""Do people and graders agree: agreement by criterion, the gold set, and what a regrade would move."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from simulator.calibration.agreement import Agreement, Pair, agreement, counts
from simulator.calibration.movement import Movement, levels_of, movement
from simulator.calibration.second import Word, independent
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import opinions, reviews as find, simulations
from simulator.db.tables import SimulationRow
from simulator.domain.arena import Recorded
from simulator.domain.grade import Grade
from simulator.domain.person import Person
from simulator.domain.week import monday
from simulator.errors import NotFound
from simulator.services.access import must_lead
from simulator.services.grading import Grading
from simulator.services.runs import Runs

Key = tuple[str, str, str]
"""Criterion, kind of grader, language."""
WEEKS = 12
"""How many weeks are shown."""


@dataclass(frozen=True)
class Line:
    """Agreement on one criterion by one kind of grader in one language."""

    target: str
    grader: str
    lang: str
    found: Agreement
    counts: bool
    """Whether the grader has shown enough agreement to count rather than advise."""


@dataclass(frozen=True)
class Reviewers:
    """Agreement of first with second reviewers on one criterion in one language."""

    target: str
    lang: str
    found: Agreement


@dataclass(frozen=True)
class Week:
    """Agreement of one week: drift shows here first."""

    begins: date
    found: Agreement


@dataclass(frozen=True)
class GoldResult:
    """What the present graders make of the gold set."""

    runs: int
    levels: int
    missing: int
    """Gold levels where the graders gave none."""
    whole: Agreement
    lines: tuple[Line, ...]


class Calibration:
    """Figures of agreement, for leads."""

    def __init__(self, database: Database, runs: Runs, content: Library) -> None:
        self._database = database
        self._runs = runs
        self._content = content

    def lines(self, viewer: Person) -> tuple[Line, ...]:
        """Return agreement of people's levels with the machine's, by criterion, grader and language."""
        must_lead(viewer)
        pairs: dict[Key, list[Pair]] = defaultdict(list)
        for key, _at, pair in self._pairs():
            pairs[key].append(pair)
        return tuple(self._line(key, found) for key, found in sorted(pairs.items()))

    def model_pairs(self, criterion: str) -> list[Pair]:
        """Return (person, model) levels of a criterion, to bring a model's levels onto people's."""
        return [
            pair
            for (target, grader, _lang), _at, pair in self._pairs()
            if (target, grader) == (criterion, "model")
        ]

    def _pairs(self) -> Iterator[tuple[Key, datetime, Pair]]:
        """Yield (person, machine) levels of everything that both have graded, the oldest first.

        Who gives a level again, as when a second opinion made him think, has changed his word: the last one counts.
        """
        with self._database.reading() as session:
            rows = find.reviews_with_machine(session)
        last = {(row.simulation_id, row.target, row.author_id): (row, lang) for row, lang in rows}
        for row, lang in sorted(last.values(), key=lambda one: (one[0].at, one[0].id)):
            assert row.level is not None
            assert row.machine is not None
            yield (row.target, row.grader, lang), row.at, (row.level, row.machine)

    def weeks(self, viewer: Person) -> tuple[Week, ...]:
        """Return agreement week by week."""
        must_lead(viewer)
        pairs: dict[date, list[Pair]] = defaultdict(list)
        for _key, at, pair in self._pairs():
            pairs[monday(at.date())].append(pair)
        return tuple(Week(begins, agreement(found)) for begins, found in sorted(pairs.items())[-WEEKS:])

    def reviewers(self, viewer: Person) -> tuple[Reviewers, ...]:
        """Return agreement of first with second reviewers, by criterion and language; no grader stands in it."""
        must_lead(viewer)
        with self._database.reading() as session:
            given, rows = opinions.given(session), opinions.first_words(session)
        words: dict[str, list[Word]] = defaultdict(list)
        for row in rows:
            assert row.level is not None
            words[row.simulation_id].append(Word(row.author_id, row.target, row.level, row.at))
        pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
        for one, lang in given:
            assert one.given_at is not None
            levels = json.loads(one.body)["levels"]
            found = independent(words[one.simulation_id], one.reviewer_id, one.given_at, levels)
            for target, pair in found.items():
                pairs[target, lang].append(pair)
        return tuple(Reviewers(*key, found=agreement(found)) for key, found in sorted(pairs.items()))

    def _line(self, key: Key, pairs: Sequence[Pair]) -> Line:
        found = agreement(pairs)
        # What the log proves counts from the start; what words suggest has to show agreement first.
        enough = key[1] == "rule" or counts(found, self._content.automation)
        return Line(*key, found=found, counts=enough)

    def gold(self) -> GoldResult:
        """Grade the gold set's runs with the present graders and compare with what people stand by."""
        with self._database.reading() as session:
            rows = find.gold(session)
        wanted: dict[str, dict[str, float]] = defaultdict(dict)
        langs: dict[str, str] = {}
        for row, lang in rows:
            wanted[row.simulation_id][row.target] = row.level
            langs[row.simulation_id] = lang
        pairs: dict[Key, list[Pair]] = defaultdict(list)
        missing = 0
        for simulation_id, levels in wanted.items():
            _old, new = self.again(simulation_id)
            given, graders = levels_of(new), _graders(new)
            for target, level in levels.items():
                if target in given:
                    pairs[target, graders[target], langs[simulation_id]].append((level, given[target]))
                else:
                    missing += 1
        every = [pair for found in pairs.values() for pair in found]
        return GoldResult(
            runs=len(wanted),
            levels=sum(map(len, wanted.values())),
            missing=missing,
            whole=agreement(every),
            lines=tuple(self._line(key, found) for key, found in sorted(pairs.items())),
        )

    def recorded(self) -> tuple[Recorded, ...]:
        """Return the gold set's runs as requests to a judge, with the levels people stand by."""
        found: list[Recorded] = []
        with self._database.reading() as session:
            levels: dict[str, dict[str, float]] = defaultdict(dict)
            for row, _lang in find.gold(session):
                levels[row.simulation_id][row.target] = row.level
            for simulation_id, gold in levels.items():
                run = session.get(SimulationRow, simulation_id)
                assert run is not None
                loaded = self._runs.load(session, run)
                events = tuple(event.plain() for event in loaded.run.events)
                found.append(
                    Recorded(
                        id=f"gold/{len(found) + 1}",
                        task="judge",
                        scenario=loaded.case.scenario.id,
                        lang=run.lang,
                        seed=run.seed,
                        events=events,
                        gold=gold,
                    )
                )
        return tuple(found)

    def preview(self, limit: int = 500) -> Movement:
        """Return what grading the newest ended runs again, by the present scorecards and graders, would move."""
        return movement(self._regraded(limit))

    def publish(self, grading: Grading, limit: int = 500) -> int:
        """Queue grading of those runs by the present scorecards and graders; return how many were queued.

        Old grades stay; people's words are applied to the new ones as well.
        """
        ids = self._newest(limit)
        for simulation_id in ids:
            grading.regrade(simulation_id)
        return len(ids)

    def _regraded(self, limit: int) -> Iterator[tuple[str, Grade, Grade]]:
        for simulation_id in self._newest(limit):
            old, new = self.again(simulation_id)
            if old is not None:
                yield simulation_id, old, new

    def _newest(self, limit: int) -> list[str]:
        with self._database.reading() as session:
            return [row.id for row, _grade, _name in find.graded_runs(session, find.Wanted(None), limit)]

    def again(self, simulation_id: str) -> tuple[Grade | None, Grade]:
        """Return a run's stored machine grade and the one the present scorecards and graders give."""
        from simulator.grading.grade import grade

        with self._database.reading() as session:
            row = simulations.simulation(session, simulation_id)
            if row is None:
                raise NotFound(simulation_id)
            loaded = self._runs.load(session, row)
            stored = simulations.latest_grade(session, simulation_id)
        old = Grade.model_validate_json(stored.body) if stored is not None else None
        return old, grade(loaded.case, loaded.run.events, self._content.rubrics)


def _graders(grade: Grade) -> dict[str, str]:
    return {one.id: one.grader for rubric in grade.rubrics for one in rubric.criteria}
