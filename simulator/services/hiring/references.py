"""The consented reference check: the same questions to everybody, open to the candidate, heard before a decision."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
from simulator.db.tables import ReferenceRow
from simulator.domain.person import Person
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services.hiring.doors import candidate_seen
from simulator.services.hiring.record import Record

KINDS = ("fact", "referee")
OUTCOMES = ("confirmed", "unconfirmed", "differs")
CONSENT = 10
LIMIT = 2_000


@dataclass(frozen=True)
class NewReference:
    """What an official source or a referee said."""

    kind: str
    who: str
    consent: str
    """Where and when the candidate consented in writing."""
    outcome: str
    answers: Mapping[str, str] = field(default_factory=dict)


class References:
    """Reference checks of candidates who have finished."""

    def __init__(self, database: Database, content: Library, record: Record, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._record = record
        self._clock = clock

    def add(self, viewer: Person, code: str, new: NewReference) -> None:
        """Keep what was said; it cannot be changed afterwards.

        Raises:
            InvalidInput: ``reference-kind``, ``reference-who``, ``reference-consent``, ``reference-outcome`` or
                ``reference-answers``.
            Conflict: ``not-finished`` before the candidate's last stage.
        """
        with self._database.writing() as session:
            row, vacancy = candidate_seen(session, viewer, code)
            _check(new)
            asked = {
                one.id
                for one in self._content.assessment(vacancy.template).references
                if one.kind == new.kind
            }
            answers = {name: text.strip()[:LIMIT] for name, text in new.answers.items() if name in asked and text.strip()}  # fmt: skip
            if not answers and new.outcome != "unconfirmed":
                raise InvalidInput("reference-answers", name="outcome")
            if row.state not in ("finished", "decided"):
                raise Conflict("not-finished")
            session.add(
                ReferenceRow(
                    id=secrets.token_hex(8), person_id=row.person_id, kind=new.kind, who=new.who.strip()[:200],
                    consent=new.consent.strip()[:400], body=json.dumps(answers, ensure_ascii=False),
                    outcome=new.outcome, author_id=viewer.id, at=self._clock(),
                )
            )  # fmt: skip
            detail = {"kind": new.kind, "outcome": new.outcome, "consent": new.consent.strip()[:400]}
            self._record.add(session, viewer.id, "reference", row.code, detail)

    def hear(self, viewer: Person, code: str, reference_id: str, said: str) -> None:
        """Keep what the candidate says to what differs; raise ``InvalidInput`` ``reference-heard`` for too little."""
        with self._database.writing() as session:
            row, _vacancy = candidate_seen(session, viewer, code)
            if len(said.strip()) < CONSENT:
                raise InvalidInput("reference-heard", name="heard")
            one = session.get(ReferenceRow, reference_id)
            if one is None or one.person_id != row.person_id:
                raise NotFound(reference_id)
            one.heard = said.strip()[:LIMIT]
            session.add(one)
            self._record.add(session, viewer.id, "heard", row.code, {"reference": one.id})

    def of(self, viewer: Person, code: str) -> tuple[ReferenceRow, ...]:
        """Return what was asked about a candidate."""
        with self._database.reading() as session:
            row, _vacancy = candidate_seen(session, viewer, code)
            return tuple(find.references_of(session, row.person_id))


def _check(new: NewReference) -> None:
    if new.kind not in KINDS:
        raise InvalidInput("reference-kind", name="kind")
    if len(new.who.strip()) < 3:
        raise InvalidInput("reference-who", name="who")
    if len(new.consent.strip()) < CONSENT:
        raise InvalidInput("reference-consent", name="consent")
    if new.outcome not in OUTCOMES:
        raise InvalidInput("reference-outcome", name="outcome")
