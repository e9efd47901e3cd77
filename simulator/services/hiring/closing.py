"""After the decision, or without one: what the candidate is told, his copy, his withdrawal, a hired one's evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import hiring as find, onboarding, people
from simulator.db.tables import CandidateRow
from simulator.domain.grade import Grade, Remark
from simulator.domain.person import Person, Role
from simulator.errors import Conflict, InvalidInput
from simulator.services.hiring.doors import candidate_seen, own
from simulator.services.hiring.files import Files
from simulator.services.hiring.record import Record
from simulator.services.privacy import Privacy
from simulator.services.proofs import proof_of, row_of

HIRED = ("offer", "training")


UNDECIDED = timedelta(days=180)
"""How long somebody is kept who was invited before terms were set with the invitation."""
AT_WORK = ("invited", "begun")
LEVELS = frozenset({"grade", "proof", "score", "interview"})
"""Tables that hold what somebody or a machine thinks of the work."""
PLAYED = frozenset({"simulation", "event", "receipt", "job", "model_call"})
DRAWN = frozenset({"plan", "seed", "body", "score"})
"""Columns that tell what comes next, or what was right."""


@dataclass(frozen=True)
class Feedback:
    """What a candidate reads about the own work: nobody is compared, no signal is named."""

    strengths: tuple[Remark, ...]
    changes: tuple[Remark, ...]
    next: str
    """The verdict that stands."""


class Closing:
    """Ends of a candidacy."""

    def __init__(
        self, database: Database, files: Files, record: Record, privacy: Privacy, clock: Clock
    ) -> None:
        self._database = database
        self._files = files
        self._record = record
        self._privacy = privacy
        self._clock = clock

    def feedback(self, viewer: Person) -> Feedback | None:
        """Return what the candidate is told; None before a decision."""
        with self._database.reading() as session:
            row = own(session, viewer)
            decisions = find.decisions_of(session, row.person_id)
            if not decisions:
                return None
            results = self._files.results(session, row)
        graded = [grade for grade in (results.case, results.note) if grade is not None]
        return Feedback(
            strengths=tuple(_remarks(graded, "strength")), changes=tuple(_remarks(graded, "change")),
            next=decisions[-1].verdict,
        )  # fmt: skip

    def copy(self, viewer: Person) -> dict[str, Any]:
        """Return what is kept about the candidate: the draw once every stage is taken, levels once it is decided."""
        with self._database.reading() as session:
            state = own(session, viewer).state
        found = self._privacy.copy(viewer, viewer.id)
        left_out = (LEVELS if state != "decided" else frozenset()) | (
            PLAYED if state in AT_WORK else frozenset()
        )
        tables = {name: rows for name, rows in found["tables"].items() if name not in left_out}
        if "signal" in tables:
            # Whom a text is alike with is that other person's matter.
            tables["signal"] = [
                {name: value for name, value in row.items() if name != "about"} for row in tables["signal"]
            ]
        if state in AT_WORK:
            tables = {name: [_undrawn(row) for row in rows] for name, rows in tables.items()}
        return found | {"tables": tables}

    def withdraw(self, viewer: Person) -> None:
        """Erase everything about the candidate; the record keeps that it happened."""
        with self._database.writing() as session:
            row = own(session, viewer)
            self._record.add(session, viewer.id, "withdrawn", row.code)
        self._privacy.erase(viewer.id, ordered_by="the candidate", reason="withdrawal")

    def import_evidence(self, viewer: Person, code: str, login: str) -> int:
        """Let a hired candidate's evidence be the first entries of his role matrix; return how many.

        Raises:
            Conflict: ``not-hired`` without a decision to hire.
            InvalidInput: ``trainee-unknown`` when no trainee signs in so.
        """
        with self._database.writing() as session:
            row, _vacancy = candidate_seen(session, viewer, code)
            decisions = find.decisions_of(session, row.person_id)
            if not decisions or decisions[-1].verdict not in HIRED:
                raise Conflict("not-hired")
            person = people.person_by_login(session, login.strip().casefold())
            if person is None or person.role != Role.TRAINEE:
                raise InvalidInput("trainee-unknown", name="login")
            return self._import(session, viewer, row, person.id)

    def expired(self) -> tuple[str, ...]:
        """Erase candidates whose time of retention is over and return their codes."""
        now = self._clock()
        with self._database.reading() as session:
            over = [(row.person_id, row.code) for row in find.retained_until(session, now, now - UNDECIDED)]
        for person_id, code in over:
            with self._database.writing() as session:
                self._record.add(session, "retention", "erased", code)
            self._privacy.erase(person_id, ordered_by="retention", reason="the time of retention is over")
        return tuple(code for _person_id, code in over)

    def _import(self, session: Session, viewer: Person, row: CandidateRow, person_id: str) -> int:
        found = [proof_of(one) for one in onboarding.proofs_of(session, [row.person_id], self._clock())]
        # A proof is one per run and competency: each run of the assessment keeps a place of its own.
        for number, source in enumerate(dict.fromkeys(one.ref for one in found), start=1):
            ref = f"hiring:{row.code}:{number}"
            kept = [
                one.model_copy(update={"kind": "hiring", "ref": ref, "events": ()})
                for one in found
                if one.ref == source
            ]
            onboarding.replace_proofs(
                session, person_id, ref, [row_of(one, person_id, viewer.id) for one in kept]
            )
        self._record.add(session, viewer.id, "imported", row.code, {"proofs": len(found)})
        return len(found)


def _undrawn(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in DRAWN}


def _remarks(grades: list[Grade], name: str) -> list[Remark]:
    return [one for grade in grades if (one := getattr(grade.feedback, name)) is not None]
