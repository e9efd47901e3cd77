"""What every kind of exercise has in common: an attempt begins once, is one's own, and is summed up for the hub."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import exercises as find
from simulator.db.tables import ExerciseRow
from simulator.domain.person import Person
from simulator.domain.practice import Section, SectionId
from simulator.domain.text import Language
from simulator.errors import Conflict, NotFound

Draw = Callable[[int, Sequence[ExerciseRow]], dict[str, Any]]
"""(seed, earlier attempts) → what the attempt holds."""


@dataclass(frozen=True)
class Start:
    """What somebody begins."""

    kind: str
    item_id: str
    lang: Language
    key: str


@dataclass(frozen=True)
class Tally:
    """How far somebody is with one exercise."""

    tries: int
    best: float | None
    passed: bool
    open_id: str | None


class Attempts:
    """Begins and reads attempts of any kind."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, viewer: Person, start: Start, draw: Draw) -> str:
        """Draw an attempt and return its id; the same key, or an open attempt, begins nothing twice."""
        try:
            return self._begin(viewer, start, draw)
        except IntegrityError:
            # The other half of a double click was faster.
            return self._begin(viewer, start, draw)

    def _begin(self, viewer: Person, start: Start, draw: Draw) -> str:
        now, key = self._clock(), start.key[:80]
        with self._database.writing() as session:
            known = find.by_start_key(session, viewer.id, key)
            own = find.attempts(session, viewer.id, start.kind, start.item_id)
            still = known or next((row for row in own if row.ended_at is None), None)
            if still is not None:
                return still.id
            seed = len(own) + 1
            row = ExerciseRow(
                id=secrets.token_hex(8), person_id=viewer.id, kind=start.kind, item_id=start.item_id, start_key=key,
                seed=seed, lang=start.lang, started_at=now, touched_at=now, body=packed(draw(seed, own)),
            )  # fmt: skip
            session.add(row)
            return row.id

    def of(self, viewer: Person, kind: str) -> Sequence[ExerciseRow]:
        """Return a person's own attempts of one kind, the oldest first."""
        with self._database.reading() as session:
            return find.attempts(session, viewer.id, kind)

    def read(self, viewer: Person, attempt_id: str, kind: str) -> ExerciseRow:
        """Return one's own attempt."""
        with self._database.reading() as session:
            return _own(session.get(ExerciseRow, attempt_id), viewer, attempt_id, kind)


def held(session: Session, viewer: Person, attempt_id: str, kind: str) -> ExerciseRow:
    """Return one's own attempt that still goes on, and keep other writers away from it.

    Raises:
        Conflict: ``handed-in`` when it has ended.
    """
    row = _own(find.to_change(session, attempt_id), viewer, attempt_id, kind)
    if row.ended_at is not None:
        raise Conflict("handed-in")
    return row


def _own(row: ExerciseRow | None, viewer: Person, attempt_id: str, kind: str) -> ExerciseRow:
    if row is None or row.person_id != viewer.id or row.kind != kind:
        raise NotFound(attempt_id)
    return row


def packed(body: dict[str, Any]) -> str:
    """Return what an attempt holds as it is stored."""
    return json.dumps(body, ensure_ascii=False)


def tally(rows: Sequence[ExerciseRow], item_id: str) -> Tally:
    """Return how far somebody is with one exercise."""
    own = [row for row in rows if row.item_id == item_id]
    scores = [row.score for row in own if row.score is not None]
    return Tally(
        tries=len(own),
        best=max(scores, default=None),
        passed=any(row.passed for row in own),
        open_id=next((row.id for row in own if row.ended_at is None), None),
    )


def section(name: SectionId, tallies: Sequence[Tally], due: int = 0) -> Section:
    """Return one kind of exercise, summed up for the hub."""
    best = [one.best for one in tallies if one.best is not None]
    return Section(
        id=name, due=due, open=sum(one.open_id is not None for one in tallies),
        done=sum(one.passed for one in tallies), of=len(tallies),
        best=round(sum(best) / len(best), 4) if best else None,
    )  # fmt: skip
