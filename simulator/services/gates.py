"""What people add to the machine's figures: observations, signatures under gates, disagreement, the learning log."""

import secrets
from datetime import date, datetime

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import onboarding as find
from simulator.db.tables import LogRow, SignatureRow, WithdrawalRow
from simulator.domain.person import Person
from simulator.domain.proof import Proof, ProofKind
from simulator.engine.replies import clean_text
from simulator.errors import InvalidInput, NotFound
from simulator.services.cohorts import led
from simulator.services.onboarding import Onboarding
from simulator.services.proofs import row_of

OBSERVED: dict[str, ProofKind] = {"lead": "lead", "buddy": "buddy", "real": "real", "written": "written"}


class Gates:
    """Words of people under gates and beside them."""

    def __init__(self, database: Database, onboarding: Onboarding, clock: Clock) -> None:
        self._database = database
        self._onboarding = onboarding
        self._clock = clock

    def observe(
        self,
        viewer: Person,
        person_id: str,
        competency: str,
        kind: str,
        score: float,
        note: str,
        *,
        helped: bool,
    ) -> None:
        """Record what a lead or buddy has seen: an observation, a reviewed real ticket, an accepted article.

        Raises:
            InvalidInput: an unknown competency or kind, a score outside 0–1, or no note.
        """
        if competency not in {one.id for one in self._onboarding.competencies}:
            raise InvalidInput("competency-unknown", name="competency")
        if kind not in OBSERVED:
            raise InvalidInput("kind-unknown", name="kind")
        if not 0 <= score <= 1:
            raise InvalidInput("score-range", name="score")
        text = clean_text(note, name="note")[:1000]
        ref = f"note:{secrets.token_hex(8)}"
        proof = Proof(
            competency=competency, kind=OBSERVED[kind], score=score, at=self._clock(), family=ref, ref=ref,
            helped=helped, note=text,
        )  # fmt: skip
        with self._database.writing() as session:
            led(session, viewer, person_id)
            session.add(row_of(proof, person_id, viewer.id))

    def sign(
        self, viewer: Person, person_id: str, gate: str, verdict: str, comment: str, until: date | None
    ) -> None:
        """Sign under a gate: passed, or extended with a date. The conditions only recommend.

        Raises:
            InvalidInput: no comment, an unknown gate or verdict, or an extension without a date.
        """
        if verdict not in ("passed", "extended"):
            raise InvalidInput("verdict-unknown", name="verdict")
        if verdict == "extended" and until is None:
            raise InvalidInput("date-needed", name="until")
        text = clean_text(comment, name="comment")
        progress = self._onboarding.progress(viewer, person_id)
        state = next((one for one in progress.gates if one.id == gate), None)
        if state is None:
            raise InvalidInput("gate-unknown", name="gate")
        with self._database.writing() as session:
            led(session, viewer, person_id)
            session.add(
                SignatureRow(
                    id=secrets.token_hex(8), person_id=person_id, gate=gate, verdict=verdict,
                    recommended=state.holds, comment=text, until=until if verdict == "extended" else None,
                    author_id=viewer.id, at=self._clock(),
                )
            )  # fmt: skip

    def withdraw(self, viewer: Person, signature_id: str, reason: str) -> str:
        """Take a signature back, with a reason; it stays to be seen. Return whose it is.

        Raises:
            InvalidInput: no reason, or ``withdrawn-already``.
        """
        text = clean_text(reason, name="reason")[:2000]
        with self._database.writing() as session:
            row = session.get(SignatureRow, signature_id)
            if row is None:
                raise NotFound(signature_id)
            led(session, viewer, row.person_id)
            if session.get(WithdrawalRow, signature_id) is not None:
                raise InvalidInput("withdrawn-already", name="reason")
            session.add(
                WithdrawalRow(signature_id=row.id, author_id=viewer.id, reason=text, at=self._clock())
            )
            return row.person_id

    def disagree(self, viewer: Person, signature_id: str, text: str) -> None:
        """Add one's disagreement to a signature under one's own gate."""
        said = clean_text(text, name="text")[:2000]
        with self._database.writing() as session:
            row = session.get(SignatureRow, signature_id)
            if row is None or row.person_id != viewer.id:
                raise NotFound(signature_id)
            row.disagreement = said

    def write_log(self, viewer: Person, text: str) -> None:
        """Write into one's own learning log."""
        with self._database.writing() as session:
            session.add(
                LogRow(
                    id=secrets.token_hex(8), person_id=viewer.id, text=clean_text(text, name="text")[:4000],
                    at=self._clock(),
                )
            )  # fmt: skip

    def log(self, viewer: Person) -> tuple[tuple[str, datetime], ...]:
        """Return one's own learning log, the newest first."""
        with self._database.reading() as session:
            return tuple((row.text, row.at) for row in find.log_of(session, viewer.id))
