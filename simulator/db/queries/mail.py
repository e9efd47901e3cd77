"""Letters on their way."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, and_, col, delete, or_, select

from simulator.db.tables import MailRow, PersonRow

DEAD = "dead-link"
"""What went wrong with a letter whose link ended before it was sent."""


def by_key(session: Session, key: str) -> MailRow | None:
    """Return the letter with this key."""
    return session.exec(select(MailRow).where(MailRow.key == key)).first()


def to_change(session: Session, mail_id: str) -> MailRow | None:
    """Return a letter, held against other writers."""
    return session.exec(select(MailRow).where(MailRow.id == mail_id).with_for_update()).first()


def untaken(session: Session, person_id: str, kind: str) -> Sequence[MailRow]:
    """Return a person's letters of a kind that no server has taken, held against other writers."""
    question = select(MailRow).where(
        MailRow.person_id == person_id, MailRow.kind == kind, col(MailRow.status).in_(("waiting", "failed"))
    )
    return session.exec(question.with_for_update()).all()


def states(session: Session, people: Sequence[str], kind: str) -> dict[str, str]:
    """Return person → state of the newest letter of a kind, for those who have one."""
    question = select(MailRow.person_id, MailRow.status).where(
        col(MailRow.person_id).in_(people), MailRow.kind == kind
    )
    # In order of time, so that the newest of a person stays.
    found = session.exec(question.order_by(col(MailRow.created_at), col(MailRow.id)))
    return {person_id: str(status) for person_id, status in found}


def due(session: Session, now: datetime) -> Sequence[MailRow]:
    """Return waiting letters whose time has come, the oldest first."""
    question = select(MailRow).where(MailRow.status == "waiting", col(MailRow.next_at) <= now)
    return session.exec(question.order_by(col(MailRow.next_at)).limit(200)).all()


def wipe(session: Session, links: Collection[str]) -> None:
    """Wipe the texts of letters whose links were used or taken back; what still waited is not sent."""
    question = select(MailRow).where(col(MailRow.link).in_([one for one in links if one]))
    for row in session.exec(question.with_for_update()).all():
        _wiped(row)
        row.expires_at = None


def wipe_expired(session: Session, now: datetime) -> None:
    """Wipe the texts of letters whose links have expired."""
    question = select(MailRow).where(col(MailRow.expires_at) <= now, MailRow.sealed != "")
    for row in session.exec(question.with_for_update()).all():
        _wiped(row)


def _wiped(row: MailRow) -> None:
    row.sealed = ""
    if row.status == "waiting":
        row.status, row.problem = "failed", DEAD


def forget(session: Session, before: datetime) -> None:
    """Erase letters that were sent or given up before a moment."""
    over = col(MailRow.status).in_(("sent", "failed", "unclear"))
    session.exec(delete(MailRow).where(over, col(MailRow.next_at) < before))


def newest(session: Session, after: tuple[datetime, str] | None, limit: int) -> Sequence[tuple[MailRow, str]]:
    """Return letters with their readers' names, the newest first, those behind ``after`` (moment, id)."""
    question = select(MailRow, PersonRow.name).join(PersonRow, col(PersonRow.id) == col(MailRow.person_id))
    if after is not None:
        at, mail_id = after
        earlier = col(MailRow.created_at) < at
        question = question.where(
            or_(earlier, and_(col(MailRow.created_at) == at, col(MailRow.id) < mail_id))
        )
    return session.exec(
        question.order_by(col(MailRow.created_at).desc(), col(MailRow.id).desc()).limit(limit)
    ).all()
