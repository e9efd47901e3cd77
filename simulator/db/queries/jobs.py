"""Jobs: taking, keeping and giving back leases."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, Update
from sqlmodel import Session, and_, col, or_, select, update

from simulator.db.tables import JobRow


def job_by_key(session: Session, key: str) -> JobRow | None:
    """Return the job with this key."""
    return session.exec(select(JobRow).where(JobRow.key == key)).first()


def latest_job(session: Session, kind: str, subject: str) -> JobRow | None:
    """Return the newest job of a kind about ``subject``."""
    return session.exec(
        select(JobRow)
        .where(JobRow.kind == kind, JobRow.subject == subject)
        .order_by(col(JobRow.created_at).desc(), col(JobRow.id).desc())
    ).first()


def take(session: Session, job_id: str, holder: str, now: datetime, lease: timedelta) -> bool:
    """Take the lease of a job that nobody works on; False when somebody does or it is finished."""
    free = or_(
        col(JobRow.status) == "queued",
        and_(col(JobRow.status) == "running", col(JobRow.lease_until) < now),
    )
    return _changed(
        session,
        update(JobRow)
        .where(col(JobRow.id) == job_id, free)
        .values(
            status="running",
            holder=holder,
            lease_until=now + lease,
            attempts=col(JobRow.attempts) + 1,
            updated_at=now,
        ),
    )


def change_held(session: Session, job_id: str, holder: str, **values: object) -> bool:
    """Change a job while ``holder`` still has it; False when the lease has gone to another."""
    return _changed(
        session,
        update(JobRow)
        .where(col(JobRow.id) == job_id, col(JobRow.status) == "running", col(JobRow.holder) == holder)
        .values(**values),
    )


def overdue(session: Session, now: datetime, queued_before: datetime) -> Sequence[str]:
    """Return ids of jobs whose message or worker got lost."""
    return session.exec(
        select(JobRow.id)
        .where(
            or_(
                and_(col(JobRow.status) == "queued", col(JobRow.updated_at) <= queued_before),
                and_(col(JobRow.status) == "running", col(JobRow.lease_until) < now),
            )
        )
        .order_by(col(JobRow.created_at))
    ).all()


def _changed(session: Session, statement: Update) -> bool:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)
    return result.rowcount == 1
