"""Old tickets and sheets that wait."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from simulator.db.tables import OldTicketRow, SheetRow


def page(session: Session, limit: int, before: tuple[datetime, str] | None = None) -> Sequence[OldTicketRow]:
    """Return the newest tickets, those after the place ``before`` when there is one."""
    query = select(OldTicketRow).order_by(col(OldTicketRow.at).desc(), col(OldTicketRow.id).desc())
    if before is not None:
        query = query.where(tuple_(col(OldTicketRow.at), col(OldTicketRow.id)) < before)
    return session.exec(query.limit(limit)).all()


def known_digests(session: Session, digests: Sequence[str]) -> set[str]:
    """Return those of ``digests`` that are kept already."""
    return set(session.exec(select(OldTicketRow.digest).where(col(OldTicketRow.digest).in_(digests))))


def of_card(session: Session, card_id: str) -> OldTicketRow | None:
    """Return the ticket a card was begun from."""
    return session.exec(select(OldTicketRow).where(OldTicketRow.card_id == card_id)).first()


def sheets_of(session: Session, author_id: str) -> Sequence[SheetRow]:
    """Return the sheets of one person that wait, the newest first."""
    return session.exec(
        select(SheetRow).where(SheetRow.author_id == author_id).order_by(col(SheetRow.at).desc())
    ).all()


def sheets_before(session: Session, moment: datetime) -> Sequence[SheetRow]:
    """Return sheets that nobody confirmed since ``moment``."""
    return session.exec(select(SheetRow).where(SheetRow.at < moment)).all()
