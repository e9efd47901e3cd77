"""The record: who saw, scored, changed, decided. Appended in the transaction of what it tells, and chained."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from simulator.assessment.chain import START, Broken, Entry, digest_of, verified
from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import audit as find
from simulator.db.tables import AuditRow

LOCK = 5_307_212
"""Number of the advisory lock under which PostgreSQL appends: SQLite has one writer anyway."""
BATCH = 1_000


class Record:
    """Appends to the record and verifies it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self, session: Session, actor: str, kind: str, subject: str, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Append an entry in the caller's transaction: what is not recorded has not happened."""
        if not self._database.is_sqlite:
            session.connection().execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK})
        session.flush()
        last = find.last_audit(session)
        n, previous = (last.n + 1, last.digest) if last else (1, START)
        row = AuditRow(
            n=n, at=self._clock(), actor=actor, kind=kind, subject=subject,
            detail=json.dumps(detail or {}, ensure_ascii=False, sort_keys=True), previous=previous, digest="",
        )  # fmt: skip
        row.digest = digest_of(n, content_of(row), previous)
        session.add(row)
        session.flush()

    def verify(self) -> tuple[int, Broken | None, str]:
        """Return how many entries there are, where the chain breaks, and the last digest to compare with a copy."""
        with self._database.reading() as session:
            count = find.audit_count(session)
            last = find.last_audit(session)
            return count, verified(self._entries(session)), last.digest if last else START

    def _entries(self, session: Session) -> Iterator[Entry]:
        last = 0
        while rows := find.audit_after(session, last, BATCH):
            for row in rows:
                yield Entry(row.n, content_of(row), row.previous, row.digest)
            last = rows[-1].n


def content_of(row: AuditRow) -> dict[str, Any]:
    """Return what the digest of an entry covers."""
    return {
        "at": row.at.astimezone(UTC).isoformat(), "actor": row.actor, "kind": row.kind, "subject": row.subject,
        "detail": row.detail,
    }  # fmt: skip
