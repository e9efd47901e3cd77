"""Sums over calls of language models."""

from datetime import datetime

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from simulator.db.tables import ModelCallRow


def tokens_of_subject(session: Session, subject: str) -> int:
    """Return the tokens a run has cost so far."""
    return _sum(session, col(ModelCallRow.subject) == subject)


def tokens_since(session: Session, since: datetime) -> int:
    """Return the tokens of everybody's calls since a moment."""
    return _sum(session, col(ModelCallRow.at) >= since)


def _sum(session: Session, condition: object) -> int:
    tokens = col(ModelCallRow.prompt_tokens) + col(ModelCallRow.completion_tokens)
    found = session.exec(select(func.coalesce(func.sum(tokens), 0)).where(condition)).one()  # type: ignore[arg-type]
    return int(found)


def totals_since(session: Session, since: datetime) -> list[tuple[str, str, int, int, int, float]]:
    """Return (purpose, model, calls, of them with a fault, tokens, cost) since a moment."""
    row = ModelCallRow
    tokens = func.sum(col(row.prompt_tokens) + col(row.completion_tokens))
    faults = func.sum(case((col(row.fault) != "", 1), else_=0))
    found = session.exec(
        select(row.purpose, row.model, func.count(), faults, tokens, func.sum(col(row.cost)))  # type: ignore[call-overload]
        .where(col(row.at) >= since)
        .group_by(row.purpose, row.model)
        .order_by(row.purpose, row.model)
    ).all()
    return [(p, m, int(n), int(f), int(t), float(c)) for p, m, n, f, t, c in found]
