"""Lines of a board: worked out once a day and person, and anew when something lands that they rest on."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import onboarding as find
from simulator.db.tables import MemberRow
from simulator.domain.progress import BoardLine
from simulator.readiness.care import hard_days, quiet_days, stuck
from simulator.readiness.index import readiness
from simulator.readiness.levels import Standing
from simulator.services.gathering import Known, day_of, gathered
from simulator.services.onboarding import Onboarding

TOGETHER = 20
"""People whose evidence is in memory at once."""
AT_A_SWEEP = 4
"""People a sweep works out ahead: boards are ready in the morning, and nobody waits for it."""


class Boards:
    """Keeps lines, and reads them."""

    def __init__(self, database: Database, content: Library, onboarding: Onboarding, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._onboarding = onboarding
        self._clock = clock

    def lines(self, cohort_id: str) -> list[BoardLine]:
        """Return a cohort's lines as of today, by name."""
        today = self._clock().date()
        with self._database.reading() as session:
            members = find.members(session, cohort_id)
        fresh = {row.person_id: read(row, name) for row, name in members if row.rolled_on == today}
        missing = [(row, name) for row, name in members if row.person_id not in fresh]
        for start in range(0, len(missing), TOGETHER):
            fresh |= {one.person_id: one for one in self._worked_out(missing[start : start + TOGETHER])}
        return [fresh[row.person_id] for row, _name in members]

    def roll_up(self) -> int:
        """Work out a few lines that are out of date, for whoever looks next; return how many."""
        with self._database.reading() as session:
            members = find.members_to_roll_up(session, self._clock().date(), AT_A_SWEEP)
        return len(self._worked_out(members))

    def _worked_out(self, members: Collection[tuple[MemberRow, str]]) -> list[BoardLine]:
        if not members:
            return []
        now = self._clock()
        with self._database.reading() as session:
            # Read together with the counts of changes: what lands afterwards is not covered by what is kept here.
            counts = find.changes(session, [row.person_id for row, _name in members])
            known = gathered(
                session,
                [(row.person_id, name) for row, name in members],
                self._content.programme.holidays,
                now,
            )
        lines = [self._line(known[row.person_id]) for row, _name in members]
        kept = {line.person_id: (counts.get(line.person_id, -1), packed(line)) for line in lines}
        with self._database.writing() as session:
            find.keep_rollups(session, kept, now.date())
        return lines

    def _line(self, person: Known) -> BoardLine:
        now, programme = self._clock(), self._content.programme
        competencies = self._onboarding.competencies
        standings = self._onboarding.standings(person.proofs, now)
        day = day_of(person, now.date())
        ready = readiness(competencies, standings, programme, day)
        gates = self._onboarding.gates(person, standings, ready)
        gate = next((one for one in gates if not one.is_passed), gates[-1])
        return BoardLine(
            person.person, person.person_id, day, ready.index, round(ready.pace, 1),
            {one.id: standings[one.id].level for one in competencies}, gate.id, gate.holds,
            *self._care(person, standings, now),
        )  # fmt: skip

    def _care(
        self, known: Known, standings: Mapping[str, Standing], now: datetime
    ) -> tuple[tuple[str, ...], int, int]:
        programme, from_ = self._content.programme, self._content.programme.fatigue.angry_from
        ends = [
            (row.ended_at, kpis.get("anger_start")) for row, kpis in known.runs if row.ended_at is not None
        ]
        last = max((*(proof.at for proof in known.proofs), *(at for at, _anger in ends)), default=None)
        angry = (at for at, anger in ends if isinstance(anger, float) and anger >= from_)
        return (
            tuple(
                one.id
                for one in stuck(self._onboarding.competencies, known.proofs, standings, programme, now)
            ),
            quiet_days(last.date() if last else None, known.starts, known.calendar, now.date()),
            hard_days(angry, programme, now),
        )


def read(row: MemberRow, name: str) -> BoardLine:
    """Return a kept line; the name is the person's of today."""
    kept = json.loads(row.rollup)
    return BoardLine(**{**kept, "person": name, "person_id": row.person_id, "stuck": tuple(kept["stuck"])})


def packed(line: BoardLine) -> str:
    """Return a line as it is kept, without whose it is."""
    body = {name: value for name, value in asdict(line).items() if name not in ("person", "person_id")}
    return json.dumps(body)
