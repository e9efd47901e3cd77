"""Badges and the signatures they stand on."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from simulator.db.tables import BadgeRow, SignatureRow, WithdrawalRow


def standing_signature(session: Session, person_id: str, gate: str) -> SignatureRow | None:
    """Return the newest signature by which somebody passed a gate and that was not withdrawn."""
    return session.exec(
        select(SignatureRow)
        .join(WithdrawalRow, col(WithdrawalRow.signature_id) == col(SignatureRow.id), isouter=True)
        .where(
            SignatureRow.person_id == person_id, SignatureRow.gate == gate, SignatureRow.verdict == "passed",
            col(WithdrawalRow.signature_id).is_(None),
        )
        .order_by(col(SignatureRow.at).desc(), col(SignatureRow.id))
    ).first()  # fmt: skip


def of_signature(session: Session, signature_id: str) -> BadgeRow | None:
    """Return the badge that was issued for a signature."""
    return session.exec(select(BadgeRow).where(BadgeRow.signature_id == signature_id)).first()


def revoked(session: Session) -> Sequence[str]:
    """Return the ids of badges whose signature was withdrawn."""
    return session.exec(
        select(BadgeRow.id)
        .join(WithdrawalRow, col(WithdrawalRow.signature_id) == col(BadgeRow.signature_id))
        .order_by(col(WithdrawalRow.at))
    ).all()
