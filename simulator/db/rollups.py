"""Lines of boards are kept; whatever lands that one rests on says, in the same transaction, that it is out of date.

This hangs on the session and not on those who write, so that a new kind of evidence is not forgotten.
"""

from collections.abc import Iterable
from typing import TypeGuard

from sqlalchemy import event, inspect, select, update
from sqlmodel import Session, col

from simulator.db.columns import METADATA
from simulator.db.tables import (
    AbsenceRow,
    CohortDayRow,
    GradeRow,
    MemberRow,
    ProofRow,
    SignatureRow,
    SimulationRow,
    WithdrawalRow,
)

OWNED = ProofRow | SignatureRow | AbsenceRow | MemberRow
RATING = ("total", "result", "ended_at")
"""What boards look at in a run. A run that goes on changes all the time and moves no line."""


def outdate(session: Session, people: Iterable[str]) -> None:
    """Say that the lines of some people have to be worked out anew."""
    session.execute(
        update(MemberRow)
        .where(col(MemberRow.person_id).in_(sorted(people)))
        .values(changes=col(MemberRow.changes) + 1, rolled_on=None),
        execution_options={"synchronize_session": False},
    )


def _after_flush(session: Session, _context: object) -> None:
    touched = [*session.new, *session.dirty, *session.deleted]
    people = {row.person_id for row in touched if isinstance(row, OWNED) or _is_rated(row)}
    signatures = {row.signature_id for row in touched if isinstance(row, WithdrawalRow)}
    runs = {row.simulation_id for row in touched if isinstance(row, GradeRow)}
    simulation, signature = METADATA.tables["simulation"], METADATA.tables["signature"]
    for table, ids in ((simulation, runs), (signature, signatures)):
        if ids:
            owners = select(table.c.person_id).where(table.c.id.in_(ids))
            people |= set(session.connection().scalars(owners))
    cohorts = {row.cohort_id for row in touched if isinstance(row, CohortDayRow)}
    if cohorts:
        member = METADATA.tables["member"]
        owners = select(member.c.person_id).where(member.c.cohort_id.in_(cohorts))
        people |= set(session.connection().scalars(owners))
    if people:
        outdate(session, people)


def _is_rated(row: object) -> TypeGuard[SimulationRow]:
    if not isinstance(row, SimulationRow):
        return False
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in RATING)


event.listen(Session, "after_flush", _after_flush)
