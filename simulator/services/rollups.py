"""Keeping the figures over many runs: what a grade adds is added when it lands, and replaced when it changes."""

import json
from collections.abc import Iterable, Mapping

from sqlmodel import Session

from simulator.db.queries import analytics as find
from simulator.db.tables import PersonRow, RunFactRow, SimulationRow
from simulator.domain.grade import Grade
from simulator.domain.person import Role
from simulator.domain.week import monday
from simulator.metrics.measures import PASSED, TOTAL, Added, Figures, added


def land(session: Session, row: SimulationRow, grade: Grade, figures: Figures) -> None:
    """Let the figures hold a run as it is graded now. Runs of trainees count; those who assess others do not."""
    person = session.get(PersonRow, row.person_id)
    if person is None or person.role != Role.TRAINEE or row.ended_at is None:
        return
    now, fact = added(grade, figures), session.get(RunFactRow, row.id)
    before: Added = {name: (n, t, s) for name, (n, t, s) in json.loads(fact.body).items()} if fact else {}
    if fact is not None and before == now:
        return
    if fact is None:
        fact = RunFactRow(
            simulation_id=row.id, person_id=row.person_id, scenario_id=row.scenario_id, mode=row.mode,
            week=monday(row.ended_at.date()), ended_at=row.ended_at, body="{}",
        )  # fmt: skip
        session.add(fact)
        session.flush()
    fact.body = json.dumps(now)
    find.add(session, fact, dict(_difference(before, now)))
    find.add_card(session, fact, *_card(before, now))


def _difference(before: Added, now: Added) -> Iterable[tuple[str, tuple[float, float, float]]]:
    """Yield measure → what must be added, in order of name: two writers never wait for each other in a circle."""
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, (0.0, 0.0, 0.0)), now.get(name, (0.0, 0.0, 0.0))
        if old != new:
            yield name, (new[0] - old[0], new[1] - old[1], new[2] - old[2])


def _card(before: Mapping[str, tuple[float, float, float]], now: Added) -> tuple[float, float, float, float]:
    difference = dict(_difference(dict(before), now))
    n, total, squares = difference.get(TOTAL, (0.0, 0.0, 0.0))
    return n, total, squares, difference.get(PASSED, (0.0, 0.0, 0.0))[1]
