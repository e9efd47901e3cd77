"""Attempts at exercises."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from simulator.db.tables import ExerciseRow

READ_AT_MOST = 20_000
"""Attempts that figures over everybody look at: the newest ones say what items are like now."""


def attempts(
    session: Session, person_id: str, kind: str, item_id: str | None = None
) -> Sequence[ExerciseRow]:
    """Return a person's attempts of one kind (at one item), the oldest first."""
    question = select(ExerciseRow).where(ExerciseRow.person_id == person_id, ExerciseRow.kind == kind)
    if item_id is not None:
        question = question.where(ExerciseRow.item_id == item_id)
    return session.exec(question.order_by(col(ExerciseRow.started_at), col(ExerciseRow.id))).all()


def passed(session: Session, people: Sequence[str], kind: str, until: datetime) -> Sequence[tuple[str, str]]:
    """Return (person, exercise) of what some people have passed up to a moment: one query."""
    question = select(ExerciseRow.person_id, ExerciseRow.item_id).where(
        col(ExerciseRow.person_id).in_(people), ExerciseRow.kind == kind,
        col(ExerciseRow.passed).is_(True), col(ExerciseRow.ended_at) <= until,
    )  # fmt: skip
    return session.exec(question.distinct()).all()


def best(
    session: Session, people: Sequence[str], kind: str, until: datetime
) -> Sequence[tuple[str, str, float]]:
    """Return (person, exercise, best score 0–1) of what some people have finished up to a moment: one query."""
    question = select(ExerciseRow.person_id, ExerciseRow.item_id, func.max(ExerciseRow.score)).where(
        col(ExerciseRow.person_id).in_(people), ExerciseRow.kind == kind,
        col(ExerciseRow.score).is_not(None), col(ExerciseRow.ended_at) <= until,
    )  # fmt: skip
    found = session.exec(question.group_by(col(ExerciseRow.person_id), col(ExerciseRow.item_id))).all()
    return [(person_id, item_id, score or 0.0) for person_id, item_id, score in found]


def by_start_key(session: Session, person_id: str, key: str) -> ExerciseRow | None:
    """Return the attempt which this form already began."""
    return session.exec(
        select(ExerciseRow).where(ExerciseRow.person_id == person_id, ExerciseRow.start_key == key)
    ).first()


def to_change(session: Session, attempt_id: str) -> ExerciseRow | None:
    """Return an attempt and keep other writers away from it."""
    return session.exec(select(ExerciseRow).where(ExerciseRow.id == attempt_id).with_for_update()).first()


def ended(session: Session, kind: str) -> Sequence[tuple[str, str, str]]:
    """Return (exercise, person, body) of the newest attempts that have ended, the oldest of them first."""
    question = (
        select(ExerciseRow.item_id, ExerciseRow.person_id, ExerciseRow.body)
        .where(ExerciseRow.kind == kind, col(ExerciseRow.ended_at).is_not(None))
        .order_by(col(ExerciseRow.started_at).desc(), col(ExerciseRow.id).desc())
        .limit(READ_AT_MOST)
    )
    return list(reversed(session.exec(question).all()))
