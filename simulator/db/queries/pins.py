"""Pinned content."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from simulator.db.tables import PinRow


def pin(session: Session, digest: str) -> PinRow | None:
    """Return a piece by digest."""
    return session.get(PinRow, digest)


def keep_pin(session: Session, digest: str, kind: str, body: str) -> None:
    """Store a piece; two processes may do so at once, and both say the same."""
    is_postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgres else sqlite.insert
    session.execute(insert(PinRow).values(digest=digest, kind=kind, body=body).on_conflict_do_nothing())
