"""People, sessions and failed sign-ins."""

from datetime import datetime

from sqlmodel import Session, col, delete, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from simulator.db.tables import AttemptRow, PersonRow, SessionRow


def person_by_login(session: Session, login: str) -> PersonRow | None:
    """Return the person who signs in as ``login`` (lower case)."""
    return session.exec(select(PersonRow).where(PersonRow.login == login)).first()


def person_of_token(session: Session, token_hash: str, now: datetime) -> PersonRow | None:
    """Return whose unexpired session this is."""
    return session.exec(
        select(PersonRow)
        .join(SessionRow, col(SessionRow.person_id) == col(PersonRow.id))
        .where(
            SessionRow.token_hash == token_hash,
            SessionRow.expires_at > now,
            col(PersonRow.is_active).is_(True),
        )
    ).first()


def candidates() -> SelectOfScalar[str]:
    """Return the question for the ids of candidates: their runs belong to the panel of a vacancy, to no list."""
    return select(PersonRow.id).where(col(PersonRow.role) == "candidate")


def failures_since(session: Session, since: datetime, *, ip: str, login: str | None = None) -> int:
    """Return how many sign-ins failed from ``ip`` (for ``login``) since a moment."""
    question = select(func.count()).select_from(AttemptRow).where(AttemptRow.ip == ip, AttemptRow.at > since)
    if login is not None:
        question = question.where(AttemptRow.login == login)
    return session.exec(question).one()


def forget_attempts(session: Session, before: datetime, *, ip: str = "", login: str = "") -> None:
    """Delete attempts that count no longer: old ones, and those of a person who got in."""
    session.exec(
        delete(AttemptRow).where(
            or_(col(AttemptRow.at) <= before, (col(AttemptRow.ip) == ip) & (col(AttemptRow.login) == login))
        )
    )


def forget_sessions(session: Session, now: datetime) -> None:
    """Delete sessions that have expired."""
    session.exec(delete(SessionRow).where(col(SessionRow.expires_at) <= now))


def forget_session(session: Session, token_hash: str) -> None:
    """Delete one session."""
    session.exec(delete(SessionRow).where(col(SessionRow.token_hash) == token_hash))
