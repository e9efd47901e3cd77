"""How a candidate comes in: by a link that works once, with consent; and what is recorded besides the work."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
from simulator.db.tables import InvitationRow, PersonRow, SessionRow, SignalRow
from simulator.domain.person import Person
from simulator.domain.text import Language
from simulator.errors import Conflict, InvalidInput
from simulator.services.accounts import as_person
from simulator.services.hiring.candidacy import own_with_vacancy
from simulator.services.hiring.doors import own, own_to_change
from simulator.services.hiring.inviting import hash_of
from simulator.services.hiring.record import Record
from simulator.services.hiring.stages import Stages

SESSION_DAYS = 200
"""The own page stays open until data are erased."""
LONG_PASTE = 80
"""Characters from which a paste is recorded."""
LONG_ABSENCE = 5
"""Seconds."""
MOST_SIGNALS = 300

LinkState = Literal["good", "unknown", "used", "expired", "revoked"]


class Entering:
    """Links, consent and the candidate's own log."""

    def __init__(self, database: Database, stages: Stages, record: Record, clock: Clock) -> None:
        self._database = database
        self._stages = stages
        self._record = record
        self._clock = clock

    def link(self, token: str) -> LinkState:
        """Tell what a link is worth, without using it."""
        with self._database.reading() as session:
            row = find.invitation(session, hash_of(token))
        return "unknown" if row is None else _state(row, self._clock())

    def enter(self, token: str) -> tuple[Person, str]:
        """Use a link and return the candidate with a session's token. A link works once.

        Raises:
            InvalidInput: ``link-unknown``, ``link-used``, ``link-expired`` or ``link-revoked``.
        """
        now = self._clock()
        with self._database.writing() as session:
            row = find.invitation_to_change(session, hash_of(token))
            state = "unknown" if row is None else _state(row, now)
            if row is None or state != "good":
                raise InvalidInput(f"link-{state}")
            row.used_at = now
            fresh = secrets.token_urlsafe(32)
            session.add(
                SessionRow(
                    token_hash=hash_of(fresh), person_id=row.person_id, created_at=now,
                    expires_at=now + timedelta(days=SESSION_DAYS),
                )
            )  # fmt: skip
            person = session.get(PersonRow, row.person_id)
            assert person is not None
            self._record.add(session, person.id, "entered", person.name)
            return as_person(person), fresh

    def consent(self, viewer: Person, version: int) -> None:
        """Agree to the notice, once, and draw what is played.

        Raises:
            Conflict: ``notice-changed`` when another version was read.
        """
        with self._database.writing() as session:
            own_to_change(session, viewer)
            row, vacancy = own_with_vacancy(session, viewer)
            template = self._stages.template(vacancy)
            if template.version != version:
                raise Conflict("notice-changed")
            if row.consent_at is None:
                row.consent, row.consent_at = f"{template.id} {template.version}", self._clock()
                row.state = "begun"
                self._stages.draw(session, row, vacancy, self._clock())
                self._record.add(session, viewer.id, "consented", row.code, {"notice": row.consent})

    def sample(self, viewer: Person, lang: Language) -> str:
        """Start the sample ticket and return its run."""
        with self._database.reading() as session:
            _row, vacancy = own_with_vacancy(session, viewer)
        return self._stages.sample(viewer, vacancy, lang)

    def notice(self, viewer: Person, kind: str, size: int) -> None:
        """Record a long paste or an absence, in an open stage only; nothing where that was granted."""
        if kind not in ("paste", "focus") or size < (LONG_PASTE if kind == "paste" else LONG_ABSENCE):
            return
        with self._database.writing() as session:
            row = own_to_change(session, viewer)
            still = next((one for one in find.stages_of(session, viewer.id) if one.ended_at is None), None)
            if still is None or (kind == "focus" and row.no_tracking):
                return
            if len(find.signals_of(session, viewer.id)) < MOST_SIGNALS:
                session.add(
                    SignalRow(
                        person_id=viewer.id,
                        stage=still.name,
                        kind=kind,
                        at=self._clock(),
                        size=min(size, 1_000_000),
                    )
                )

    def signals(self, viewer: Person) -> Sequence[SignalRow]:
        """Return the candidate's own log."""
        with self._database.reading() as session:
            own(session, viewer)
            return find.signals_of(session, viewer.id)

    def has_declared(self, viewer: Person) -> bool:
        """Tell whether the candidate answered already."""
        with self._database.reading() as session:
            own(session, viewer)
            return find.has_declared(session, viewer.id)

    def declare(self, viewer: Person, answers: Mapping[str, str]) -> None:
        """Keep what a candidate says of himself for the impact report, of his own will and apart from all else."""
        with self._database.writing() as session:
            own_to_change(session, viewer)
            find.replace_declarations(session, viewer.id, answers)


def _state(row: InvitationRow, now: datetime) -> LinkState:
    if row.revoked_at is not None:
        return "revoked"
    if row.used_at is not None:
        return "used"
    return "expired" if row.expires_at <= now else "good"
