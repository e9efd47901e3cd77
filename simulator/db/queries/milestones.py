"""Reminders, promises of leads, calendar feeds."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, delete, select

from simulator.db.tables import (
    ContactRow,
    ExerciseRow,
    FeedRow,
    MemberRow,
    PersonRow,
    PledgeRow,
    ReminderRow,
)

SHOWN = 20


def members(
    session: Session, people: Collection[str] | None = None, cohort_id: str | None = None
) -> Sequence[tuple[MemberRow, PersonRow]]:
    """Return active people in cohorts: all, some, or of one cohort."""
    question = (
        select(MemberRow, PersonRow)
        .join(PersonRow, col(PersonRow.id) == col(MemberRow.person_id))
        .where(col(PersonRow.is_active).is_(True))
    )
    if people is not None:
        question = question.where(col(MemberRow.person_id).in_(people))
    if cohort_id is not None:
        question = question.where(MemberRow.cohort_id == cohort_id)
    return session.exec(question.order_by(col(PersonRow.name), col(PersonRow.id))).all()


def reminded(session: Session, people: Collection[str]) -> set[tuple[str, str, str]]:
    """Return (person, kind, occurrence) of every reminder some people have had."""
    question = select(ReminderRow.person_id, ReminderRow.kind, ReminderRow.ref)
    return set(session.exec(question.where(col(ReminderRow.person_id).in_(people))).all())


def readers(session: Session, people: Collection[str]) -> dict[str, tuple[PersonRow, ContactRow | None]]:
    """Return active people with how they are reached."""
    question = (
        select(PersonRow, ContactRow)
        .join(ContactRow, col(ContactRow.person_id) == col(PersonRow.id), isouter=True)
        .where(col(PersonRow.id).in_(people), col(PersonRow.is_active).is_(True))
    )
    return {person.id: (person, contact) for person, contact in session.exec(question).all()}


def unseen(session: Session, person_id: str) -> Sequence[ReminderRow]:
    """Return reminders a person has not put away, the newest first."""
    question = select(ReminderRow).where(
        ReminderRow.person_id == person_id, col(ReminderRow.seen_at).is_(None)
    )
    return session.exec(question.order_by(col(ReminderRow.at).desc(), col(ReminderRow.id)).limit(SHOWN)).all()


def quizzes_of_members(
    session: Session, people: Collection[str] | None = None
) -> dict[tuple[str, str], list[ExerciseRow]]:
    """Return (person, quiz) → attempts that have ended, the oldest first, of active people in cohorts."""
    question = (
        select(ExerciseRow)
        .join(PersonRow, col(PersonRow.id) == col(ExerciseRow.person_id))
        .where(
            ExerciseRow.kind == "quiz",
            col(ExerciseRow.ended_at).is_not(None),
            col(PersonRow.is_active).is_(True),
        )
    )
    if people is None:
        question = question.join(MemberRow, col(MemberRow.person_id) == col(ExerciseRow.person_id))
    else:
        question = question.where(col(ExerciseRow.person_id).in_(people))
    found: dict[tuple[str, str], list[ExerciseRow]] = defaultdict(list)
    for row in session.exec(question.order_by(col(ExerciseRow.ended_at), col(ExerciseRow.id))).all():
        found[row.person_id, row.item_id].append(row)
    return found


def pledges_due(session: Session, today: date) -> Sequence[tuple[PledgeRow, str]]:
    """Return promises whose day has come and that are not kept, with the name of who waits."""
    question = (
        select(PledgeRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(PledgeRow.person_id))
        .where(col(PledgeRow.kept_at).is_(None), col(PledgeRow.due) <= today)
    )
    return session.exec(question.order_by(col(PledgeRow.due), col(PledgeRow.id))).all()


def pledges_of(session: Session, person_id: str) -> Sequence[tuple[PledgeRow, str]]:
    """Return what a person was promised and has not got, with the name of who promised."""
    question = (
        select(PledgeRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(PledgeRow.author_id))
        .where(PledgeRow.person_id == person_id, col(PledgeRow.kept_at).is_(None))
    )
    return session.exec(question.order_by(col(PledgeRow.due), col(PledgeRow.id))).all()


def feeds(session: Session, person_id: str, cohort_id: str | None) -> Sequence[FeedRow]:
    """Return a person's feeds of a cohort, or his own."""
    where = col(FeedRow.cohort_id).is_(None) if cohort_id is None else col(FeedRow.cohort_id) == cohort_id
    return session.exec(select(FeedRow).where(FeedRow.person_id == person_id, where)).all()


def end_feeds(session: Session, person_id: str, cohort_id: str | None) -> None:
    """Delete a person's feeds of a cohort, or his own."""
    where = col(FeedRow.cohort_id).is_(None) if cohort_id is None else col(FeedRow.cohort_id) == cohort_id
    session.exec(delete(FeedRow).where(col(FeedRow.person_id) == person_id, where))
