"""Cards that people write in the product."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from simulator.db.tables import CardRow, CardVersionRow


def cards(session: Session) -> Sequence[CardRow]:
    """Return all of them, in order of id."""
    return session.exec(select(CardRow).order_by(CardRow.scenario_id)).all()


def of_scenario(session: Session, scenario_id: str) -> CardRow | None:
    """Return the card that is written under this id."""
    return session.exec(select(CardRow).where(CardRow.scenario_id == scenario_id)).first()


def to_change(session: Session, card_id: str) -> CardRow | None:
    """Return one card, held against other writers."""
    return session.exec(select(CardRow).where(CardRow.id == card_id).with_for_update()).first()


def version(session: Session, card_id: str, n: int) -> CardVersionRow | None:
    """Return one saved text."""
    return session.exec(
        select(CardVersionRow).where(CardVersionRow.card_id == card_id, CardVersionRow.n == n)
    ).first()


def history(session: Session, card_id: str) -> Sequence[CardVersionRow]:
    """Return all saved texts of a card, the newest first."""
    return session.exec(
        select(CardVersionRow).where(CardVersionRow.card_id == card_id).order_by(col(CardVersionRow.n).desc())
    ).all()


def published(session: Session) -> Sequence[tuple[str, str, str, int]]:
    """Return id of the scenario, digest, id of the card and number of each text that trainees are given."""
    return [
        (scenario_id, digest, card_id, n)
        for scenario_id, digest, card_id, n in session.exec(
            select(CardRow.scenario_id, CardVersionRow.digest, CardRow.id, CardVersionRow.n).join(
                CardVersionRow,
                (col(CardVersionRow.card_id) == col(CardRow.id))
                & (col(CardVersionRow.n) == col(CardRow.published_version)),
            )
        )
    ]
