"""Changes to the working days of cohorts."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from simulator.db.tables import CohortDayRow, PersonRow


def changes(session: Session, until: datetime) -> Sequence[CohortDayRow]:
    """Return every change made up to a moment, the oldest first: the last one of a day holds."""
    return session.exec(
        select(CohortDayRow).where(col(CohortDayRow.at) <= until).order_by(col(CohortDayRow.id))
    ).all()


def changes_of(session: Session, cohort_id: str) -> Sequence[tuple[CohortDayRow, str]]:
    """Return the changes of a cohort with their authors' names, the oldest first."""
    return session.exec(
        select(CohortDayRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(CohortDayRow.author_id))
        .where(CohortDayRow.cohort_id == cohort_id)
        .order_by(col(CohortDayRow.id))
    ).all()


def works_somewhere(session: Session, day: date) -> bool:
    """Tell whether some cohort was ever told to work on a day off."""
    question = select(CohortDayRow.id).where(CohortDayRow.day == day, CohortDayRow.kind == "on").limit(1)
    return session.exec(question).first() is not None
