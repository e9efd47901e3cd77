"""Calibration rounds: several reviewers grade one run blind, then compare."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simulator.calibration.agreement import icc
from simulator.calibration.movement import levels_of
from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import reviews as find, simulations
from simulator.db.tables import RoundRow, RoundScoreRow
from simulator.domain.grade import Grade
from simulator.domain.person import Person
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services.access import must_lead, run_to_read


@dataclass(frozen=True)
class Round:
    """A calibration round: who has given what."""

    id: str
    title: str
    subject: str
    simulation_id: str
    at: datetime
    closed: bool
    reviewers: tuple[str, ...] = ()
    mine: bool = False
    """Whether the viewer has given levels; what others gave is shown only then."""
    table: tuple[tuple[str, tuple[float | None, ...], float | None], ...] = ()
    """(criterion, level by reviewer, machine's level)."""
    icc: float | None = None


class Rounds:
    """What reviewers do in a round."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def all(self, viewer: Person) -> tuple[Round, ...]:
        """Return calibration rounds, the newest first."""
        must_lead(viewer)
        with self._database.reading() as session:
            return tuple(
                Round(row.id, row.title, subject, row.simulation_id, row.at, row.closed_at is not None)
                for row, subject in find.rounds(session)
            )

    def begin(self, viewer: Person, simulation_id: str, title: str) -> str:
        """Begin a round on a graded run the viewer may see; return its id."""
        must_lead(viewer)
        text = clean_text(title, name="title")
        if len(text) > 120:
            raise InvalidInput("text-too-long", name="title")
        with self._database.writing() as session:
            row = run_to_read(session, viewer, simulation_id)
            if row.result is None:
                raise Conflict("not-graded")
            made = RoundRow(
                id=secrets.token_hex(8),
                title=text,
                simulation_id=row.id,
                author_id=viewer.id,
                at=self._clock(),
            )
            session.add(made)
            return made.id

    def score(self, viewer: Person, round_id: str, levels: dict[str, float]) -> None:
        """Give one's levels in a round, once and blind."""
        must_lead(viewer)
        if not levels or not all(0 <= level <= 4 for level in levels.values()):
            raise InvalidInput("level-range", name="levels")
        with self._database.writing() as session:
            row = session.get(RoundRow, round_id)
            if row is None:
                raise NotFound(round_id)
            if row.closed_at is not None:
                raise Conflict("round-closed")
            if any(one.person_id == viewer.id for one, _name in find.round_scores(session, round_id)):
                raise Conflict("scored-already")
            for target, level in levels.items():
                session.add(
                    RoundScoreRow(
                        round_id=round_id,
                        person_id=viewer.id,
                        target=target[:8],
                        level=level,
                        at=self._clock(),
                    )
                )

    def close(self, viewer: Person, round_id: str) -> None:
        """End a round: nobody else gives levels."""
        must_lead(viewer)
        with self._database.writing() as session:
            row = session.get(RoundRow, round_id)
            if row is None:
                raise NotFound(round_id)
            row.closed_at = row.closed_at or self._clock()

    def one(self, viewer: Person, round_id: str) -> Round:
        """Return a round; what others gave only once the viewer has given levels, or it is closed."""
        must_lead(viewer)
        with self._database.reading() as session:
            row = session.get(RoundRow, round_id)
            if row is None:
                raise NotFound(round_id)
            run = simulations.simulation(session, row.simulation_id)
            stored = simulations.latest_grade(session, row.simulation_id)
            scores = find.round_scores(session, round_id)
        assert run is not None
        assert stored is not None
        mine = any(one.person_id == viewer.id for one, _name in scores)
        closed = row.closed_at is not None
        plain = Round(row.id, row.title, run.subject, row.simulation_id, row.at, closed, mine=mine)
        if not mine and not closed:
            return plain
        return _compared(plain, scores, levels_of(Grade.model_validate_json(stored.body)))


def _compared(plain: Round, scores: Sequence[tuple[RoundScoreRow, str]], machine: dict[str, float]) -> Round:
    people = sorted({name for _row, name in scores})
    given = {(name, row.target): row.level for row, name in scores}
    targets = sorted({row.target for row, _name in scores})
    table = tuple(
        (target, tuple(given.get((name, target)) for name in people), machine.get(target))
        for target in targets
    )
    whole = [[level for level in levels if level is not None] for _target, levels, _machine in table]
    full = [levels for levels in whole if len(levels) == len(people)]
    return Round(
        plain.id, plain.title, plain.subject, plain.simulation_id, plain.at, plain.closed,
        reviewers=tuple(people), mine=plain.mine, table=table, icc=icc(full) if full else None,
    )  # fmt: skip
