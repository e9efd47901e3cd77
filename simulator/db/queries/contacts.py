"""Addresses of people, and links that confirm new ones."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from simulator.db.queries.mail import wipe
from simulator.db.tables import AddressChangeRow, ContactRow


def has_address(session: Session, email: str, *, but: str) -> bool:
    """Tell whether an address (in whatever case) is that of anybody but one person."""
    question = select(ContactRow.person_id).where(
        func.lower(ContactRow.email) == email.lower(), col(ContactRow.person_id) != but
    )
    return session.exec(question.limit(1)).first() is not None


def change_by(session: Session, token_hash: str) -> AddressChangeRow | None:
    """Return the change a link confirms, held against other writers."""
    question = select(AddressChangeRow).where(AddressChangeRow.token_hash == token_hash)
    return session.exec(question.with_for_update()).first()


def changes_of(session: Session, person_id: str) -> Sequence[AddressChangeRow]:
    """Return the changes a person asked for, the newest first."""
    question = select(AddressChangeRow).where(AddressChangeRow.person_id == person_id)
    return session.exec(question.order_by(col(AddressChangeRow.created_at).desc())).all()


def end_changes(session: Session, person_id: str, now: datetime) -> None:
    """Take back every change of a person that waits to be confirmed, and wipe its link from letters."""
    waiting = [
        row for row in changes_of(session, person_id) if row.used_at is None and row.revoked_at is None
    ]
    for row in waiting:
        row.revoked_at = now
    wipe(session, [row.id for row in waiting])
