"""Assignments, talks, thanks, the pulse, what is put off."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from simulator.db.tables import (
    AssignmentRow,
    AssignmentRunRow,
    CoachingFocusRow,
    CoachingRow,
    CohortRow,
    ExerciseRow,
    MemberRow,
    PersonRow,
    PledgeRow,
    PulseRow,
    SimulationRow,
    SnoozeRow,
    ThanksRow,
)

READ_AT_MOST = 500
"""Assignments of one page: the newest ones."""


def assignments(
    session: Session, people: Sequence[str] | None, coaching: Sequence[str] | None = None
) -> Sequence[tuple[AssignmentRow, str, str]]:
    """Return assignments with the names of person and author: of some people (None: everybody), or of some talks."""
    person, author = aliased(PersonRow), aliased(PersonRow)
    question = (
        select(AssignmentRow, person.name, author.name)
        .join(person, col(person.id) == col(AssignmentRow.person_id))
        .join(author, col(author.id) == col(AssignmentRow.author_id))
        .order_by(col(AssignmentRow.created_at).desc(), col(AssignmentRow.id))
    )
    if people is not None:
        question = question.where(col(AssignmentRow.person_id).in_(people))
    if coaching is not None:
        question = question.where(col(AssignmentRow.coaching_id).in_(coaching))
    return session.exec(question.limit(READ_AT_MOST)).all()


def assigned_runs(session: Session, assignments: Sequence[str]) -> Sequence[tuple[str, SimulationRow]]:
    """Return (assignment, run) of every run that was begun for one of them, the oldest first."""
    return session.exec(
        select(AssignmentRunRow.assignment_id, SimulationRow)
        .join(SimulationRow, col(SimulationRow.id) == col(AssignmentRunRow.simulation_id))
        .where(col(AssignmentRunRow.assignment_id).in_(assignments))
        .order_by(col(SimulationRow.started_at), col(SimulationRow.id))
    ).all()


def exercises_of(session: Session, people: Sequence[str]) -> Sequence[ExerciseRow]:
    """Return the attempts at exercises of some people, the oldest first."""
    return session.exec(
        select(ExerciseRow)
        .where(col(ExerciseRow.person_id).in_(people))
        .order_by(col(ExerciseRow.started_at), col(ExerciseRow.id))
    ).all()


def assignment_to_change(session: Session, assignment_id: str) -> AssignmentRow | None:
    """Return an assignment and keep other writers away from it."""
    return session.exec(
        select(AssignmentRow).where(AssignmentRow.id == assignment_id).with_for_update()
    ).first()


def assignment_of_run(session: Session, simulation_id: str) -> AssignmentRow | None:
    """Return the assignment a run was begun for."""
    return session.exec(
        select(AssignmentRow)
        .join(AssignmentRunRow, col(AssignmentRunRow.assignment_id) == col(AssignmentRow.id))
        .where(AssignmentRunRow.simulation_id == simulation_id)
    ).first()


def assigned_already(session: Session, person_id: str, form_key: str) -> Sequence[AssignmentRow]:
    """Return what this form has assigned to a person."""
    return session.exec(
        select(AssignmentRow).where(AssignmentRow.person_id == person_id, AssignmentRow.form_key == form_key)
    ).all()


def talks(session: Session, people: Sequence[str]) -> Sequence[tuple[CoachingRow, str]]:
    """Return talks with some people and their leads' names, the newest first."""
    return session.exec(
        select(CoachingRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(CoachingRow.author_id))
        .where(col(CoachingRow.person_id).in_(people))
        .order_by(col(CoachingRow.at).desc(), col(CoachingRow.id))
    ).all()


def talk_by_key(session: Session, author_id: str, form_key: str) -> CoachingRow | None:
    """Return the talk this form has already written down."""
    return session.exec(
        select(CoachingRow).where(CoachingRow.author_id == author_id, CoachingRow.form_key == form_key)
    ).first()


def promises(session: Session, author_id: str | None) -> Sequence[tuple[PledgeRow, str]]:
    """Return what is still owed (by one lead, or any) with the person's name."""
    question = (
        select(PledgeRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(PledgeRow.person_id))
        .where(col(PledgeRow.kept_at).is_(None))
        .order_by(col(PledgeRow.due))
    )
    if author_id is not None:
        question = question.where(PledgeRow.author_id == author_id)
    return session.exec(question).all()


def promised(session: Session, talks: Sequence[str]) -> dict[str, PledgeRow]:
    """Return talk → what was promised in it."""
    rows = session.exec(select(PledgeRow).where(col(PledgeRow.id).in_(talks))).all()
    return {row.id: row for row in rows}


def focus(session: Session, talks: Sequence[str]) -> Sequence[tuple[CoachingFocusRow, SimulationRow]]:
    """Return what talks were about, with the runs."""
    return session.exec(
        select(CoachingFocusRow, SimulationRow)
        .join(SimulationRow, col(SimulationRow.id) == col(CoachingFocusRow.simulation_id))
        .where(col(CoachingFocusRow.coaching_id).in_(talks))
        .order_by(col(CoachingFocusRow.criterion))
    ).all()


def graded_after(session: Session, person_id: str, after: datetime) -> Sequence[SimulationRow]:
    """Return a person's graded runs that began after a moment, the oldest first."""
    return session.exec(
        select(SimulationRow)
        .where(
            SimulationRow.person_id == person_id,
            col(SimulationRow.result).is_not(None),
            col(SimulationRow.started_at) > after,
        )
        .order_by(col(SimulationRow.started_at))
    ).all()


def thanks_by_key(session: Session, author_id: str, form_key: str) -> ThanksRow | None:
    """Return the thanks this form has already written."""
    return session.exec(
        select(ThanksRow).where(ThanksRow.author_id == author_id, ThanksRow.form_key == form_key)
    ).first()


def thanks_to(session: Session, person_id: str) -> Sequence[tuple[ThanksRow, str]]:
    """Return thanks to a person with their authors' names, the newest first."""
    return session.exec(
        select(ThanksRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(ThanksRow.author_id))
        .where(ThanksRow.person_id == person_id)
        .order_by(col(ThanksRow.at).desc())
        .limit(50)
    ).all()


def pulse_of(
    session: Session, cohort_id: str, before: date
) -> Sequence[tuple[date, int, float, float, float]]:
    """Return (week, answers, means of the three questions) of each week that began before a day."""
    means = [func.avg(column) for column in (PulseRow.load, PulseRow.help, PulseRow.candour)]
    found = session.execute(
        columns(col(PulseRow.week), func.count(), *means)
        .where(col(PulseRow.cohort_id) == cohort_id, col(PulseRow.week) < before)
        .group_by(col(PulseRow.week))
        .order_by(col(PulseRow.week))
    )
    return [(week, count, float(a), float(b), float(c)) for week, count, a, b, c in found]


def member(session: Session, person_id: str) -> tuple[MemberRow, CohortRow] | None:
    """Return a person's cohort."""
    return session.exec(
        select(MemberRow, CohortRow)
        .join(CohortRow, col(CohortRow.id) == col(MemberRow.cohort_id))
        .where(MemberRow.person_id == person_id)
    ).first()


def snoozed(session: Session, person_id: str, today: date) -> frozenset[str]:
    """Return what a lead has put off beyond today."""
    return frozenset(
        session.exec(
            select(SnoozeRow.need).where(SnoozeRow.person_id == person_id, col(SnoozeRow.until) > today)
        ).all()
    )
