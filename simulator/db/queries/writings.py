"""Versions of written answers and their reviews."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from simulator.db.tables import ExerciseRow, PersonRow, WritingReviewRow, WritingVersionRow


def versions(session: Session, exercise_id: str) -> Sequence[WritingVersionRow]:
    """Return what was handed in, the oldest first."""
    return session.exec(
        select(WritingVersionRow)
        .where(WritingVersionRow.exercise_id == exercise_id)
        .order_by(col(WritingVersionRow.n))
    ).all()


def reviews(session: Session, exercise_id: str) -> Sequence[tuple[WritingReviewRow, str]]:
    """Return what people said about it with their names, the oldest first."""
    return session.exec(
        select(WritingReviewRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(WritingReviewRow.author_id))
        .where(WritingReviewRow.exercise_id == exercise_id)
        .order_by(col(WritingReviewRow.n))
    ).all()


def handed_in(
    session: Session, people: Sequence[str] | None, limit: int
) -> Sequence[tuple[ExerciseRow, str]]:
    """Return answers that were handed in (of some people, or all) with the person's name, the longest waiting first."""
    question = (
        select(ExerciseRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(ExerciseRow.person_id))
        .where(ExerciseRow.kind == "writing", col(ExerciseRow.score).is_not(None))
    )
    if people is not None:
        question = question.where(col(ExerciseRow.person_id).in_(people))
    return session.exec(
        question.order_by(col(ExerciseRow.touched_at), col(ExerciseRow.id)).limit(limit)
    ).all()
