"""The record of hiring: who saw, scored, changed, decided."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from simulator.db.tables import AuditRow


def last_audit(session: Session) -> AuditRow | None:
    """Return the newest entry of the record."""
    return session.exec(select(AuditRow).order_by(col(AuditRow.n).desc()).limit(1)).first()


def audit(session: Session, subject: str | None = None, limit: int = 200) -> Sequence[AuditRow]:
    """Return entries of the record, the newest first."""
    question = select(AuditRow).order_by(col(AuditRow.n).desc()).limit(limit)
    return session.exec(question if subject is None else question.where(AuditRow.subject == subject)).all()


def audit_after(session: Session, n: int, limit: int) -> Sequence[AuditRow]:
    """Return the entries of the record after a number, in order."""
    return session.exec(
        select(AuditRow).where(col(AuditRow.n) > n).order_by(col(AuditRow.n)).limit(limit)
    ).all()


def audit_count(session: Session) -> int:
    """Return how many entries the record has."""
    return session.exec(select(func.count()).select_from(AuditRow)).one()
