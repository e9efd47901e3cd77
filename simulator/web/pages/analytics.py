"""Figures over many runs, as their templates and spreadsheets see them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext

from simulator.domain.analytics import GROUPS, AnalyticsBoard, CardLine, Group, PersonLine, Scope, Tile
from simulator.domain.rubric import Criterion, Rubrics
from simulator.domain.text import Language

LEVELS = 4
Row = Sequence[object]
TREND = ("first_sla", "restore_sla", "fcr", "satisfied", "promises")
"""Shares the chart of weeks shows."""


@dataclass(frozen=True)
class BoardPage:
    """The board of a scope."""

    board: AnalyticsBoard
    cohorts: tuple[tuple[str, str], ...]
    """(id, name)."""
    rubrics: Rubrics
    language: Language

    @property
    def groups(self) -> tuple[tuple[Group, tuple[Tile, ...]], ...]:
        """Tiles by the question they belong to."""
        return tuple(
            (group, tuple(tile for tile in self.board.tiles if tile.benchmark.group == group))
            for group in GROUPS
        )

    @property
    def filters(self) -> dict[str, str]:
        """The filters as parts of an address."""
        scope = self.board.scope
        found = {
            "cohort": scope.cohort_id,
            "person": scope.person_id,
            "weeks": scope.weeks or "all",
            "mode": scope.mode,
        }
        return {name: str(value) for name, value in found.items() if value is not None}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Criterion → what it is called."""
        return {one.id: one for rubric in self.rubrics.rubrics.values() for one in rubric.criteria}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Criteria somebody has a level for, in the order of the scorecards."""
        known = {name for name, _mean, _n in self.board.criteria}
        return tuple(name for name in self.criteria if name in known)

    @property
    def measures(self) -> frozenset[str]:
        """Everything that has runs behind it."""
        return frozenset({tile.benchmark.measure for tile in self.board.tiles} | self.criteria.keys())

    def title(self, measure: str) -> str:
        """Return what a measure is called."""
        tile = next((one for one in self.board.tiles if one.benchmark.measure == measure), None)
        if tile is not None:
            return tile.benchmark.question.within(self.language)
        return f"{measure} {self.criteria[measure].name.within(self.language)}"

    @property
    def shown(self) -> tuple[PersonLine, ...]:
        """People who have played at all."""
        return tuple(line for line in self.board.lines if line.runs)

    @property
    def trend(self) -> str:
        """The chart of weeks, as data for the script that draws it."""
        return json.dumps(
            {
                "kind": "weeks",
                "weeks": [line.week.isoformat() for line in self.board.trend],
                "series": [
                    {
                        "name": self.title(name),
                        "values": [percent(line.shares.get(name)) for line in self.board.trend],
                    }
                    for name in TREND
                ],
            },
            ensure_ascii=False,
        )

    @property
    def movement(self) -> str:
        """The chart of criteria before and after, as data."""
        changes = self.board.changes[:10]
        return json.dumps(
            {
                "kind": "change",
                "names": [self.title(one.measure) for one in changes],
                "series": [
                    {"name": gettext("First third"), "values": [round(one.before, 2) for one in changes]},
                    {"name": gettext("Last third"), "values": [round(one.after, 2) for one in changes]},
                ],
            },
            ensure_ascii=False,
        )

    def sheet(self) -> list[Row]:
        """Return people's mean levels as rows."""
        head = [gettext("Person"), gettext("Runs"), *(self.title(name) for name in self.columns)]
        return [
            head,
            *(
                [line.person, line.runs, *(rounded(line.means.get(name)) for name in self.columns)]
                for line in self.board.lines
            ),
        ]

    def tile_sheet(self) -> list[Row]:
        """Return the tiles as rows: shares as parts of one, times in minutes."""
        head = [
            "measure",
            gettext("Question"),
            gettext("Value"),
            "95 % −",
            "95 % +",
            "n",
            gettext("Published figure"),
            "",
        ]
        return [
            head,
            *(
                [
                    tile.benchmark.measure, tile.benchmark.question.within(self.language), rounded(tile.value, 4),
                    rounded(tile.low, 4), rounded(tile.high, 4), tile.n,
                    tile.benchmark.published.value if tile.benchmark.published else "",
                    tile.benchmark.published.source if tile.benchmark.published else "",
                ]
                for tile in self.board.tiles
            ),
        ]  # fmt: skip


@dataclass(frozen=True)
class CardsPage:
    """How cards fare."""

    lines: tuple[CardLine, ...]
    scope: Scope
    language: Language

    @property
    def filters(self) -> dict[str, str]:
        """The filters as parts of an address."""
        return {"cohort": self.scope.cohort_id} if self.scope.cohort_id else {}

    def sheet(self) -> list[Row]:
        """Return the lines as rows."""
        head = [
            "id", gettext("Ticket"), gettext("Difficulty"), gettext("Runs"), gettext("People"), gettext("Mean"),
            gettext("Spread"), gettext("Passed"), gettext("Discrimination"), gettext("Exposure"), gettext("Disputes"),
            gettext("Look at it"),
        ]  # fmt: skip
        return [
            head,
            *(
                [
                    one.scenario_id, one.title.within(self.language), one.difficulty, one.runs, one.people,
                    rounded(one.mean, 1), rounded(one.deviation, 1), rounded(one.passed), rounded(one.discrimination),
                    rounded(one.exposure), one.disputes, ", ".join(one.flags),
                ]
                for one in self.lines
            ),
        ]  # fmt: skip


def rounded(value: float | None, digits: int = 2) -> float | str:
    """Return a figure for a cell; empty for none."""
    return "" if value is None else round(value, digits)


def percent(value: float | None) -> float | None:
    """Return a share in percent."""
    return None if value is None else round(100 * value, 1)
