"""Drafts of the assistant: marked, explained, rewritten; checked by rules that look at facts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import onboarding
from simulator.db.tables import ExerciseRow
from simulator.domain.draft import FINE, REASONS, DraftCheck, Finding
from simulator.domain.person import Person
from simulator.domain.practice import Section
from simulator.domain.proof import Proof
from simulator.domain.text import Language, Text
from simulator.errors import InvalidInput, NotFound
from simulator.exercises.drafting import REWRITE_LIMIT, Readers, Score, drawn, scored
from simulator.grading.invention import SPECIFIC
from simulator.grading.secret import secrets_in
from simulator.services.attempts import Attempts, Start, Tally, held, packed, section, tally
from simulator.services.proofs import row_of

KIND = "draft"
READERS = Readers(particulars=SPECIFIC.findall, secrets=secrets_in)
PROVES = {"L1-P09": ("found", "reason", "rewrite"), "L1-S02": ("found", "reason"), "L1-S10": ("rewrite",)}
"""Competency → dimensions that prove it."""


@dataclass(frozen=True)
class DraftLine:
    """A draft in the list."""

    check: DraftCheck
    tally: Tally


@dataclass(frozen=True)
class DraftAttempt:
    """An attempt as its person sees it."""

    id: str
    check: DraftCheck
    sentences: tuple[tuple[str, Text], ...]
    finding: Finding
    wrong: tuple[str, ...] = ()
    """Which sentences were wrong; empty while it goes on."""
    score: Score | None = None
    passed: bool = False
    repeated: bool = False


class Drafts:
    """What trainees do with drafts of the assistant."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock
        self._attempts = Attempts(database, clock)

    @property
    def _checks(self) -> tuple[DraftCheck, ...]:
        return tuple(one for one in self._content.draft_checks if one.use == "training")

    def all(self, viewer: Person) -> tuple[DraftLine, ...]:
        """Return every draft for training with how far the viewer is."""
        rows = self._attempts.of(viewer, KIND)
        return tuple(DraftLine(check, tally(rows, check.id)) for check in self._checks)

    def practice(self, viewer: Person) -> Section:
        """Return how far the viewer is with drafts."""
        return section("drafts", [line.tally for line in self.all(viewer)])

    def begin(self, viewer: Person, check_id: str, lang: Language, key: str) -> str:
        """Draw which sentences go wrong and return the attempt's id; nothing is begun twice."""
        check = next((one for one in self._checks if one.id == check_id), None)
        if check is None:
            raise NotFound(check_id)

        def draw(seed: int, _own: object) -> dict[str, Any]:
            return {"wrong": drawn(check, seed)}

        return self._attempts.begin(viewer, Start(KIND, check_id, lang, key), draw)

    def attempt(self, viewer: Person, attempt_id: str) -> DraftAttempt:
        """Return one's own attempt."""
        return self._view(self._attempts.read(viewer, attempt_id, KIND))

    def hand_in(self, viewer: Person, attempt_id: str, finding: Finding) -> DraftAttempt:
        """Score an attempt, once.

        Raises:
            Conflict: ``handed-in``.
            InvalidInput: ``sentence-undecided``, ``worst-needed``, ``rewrite-needed``, ``text-too-long``.
        """
        with self._database.writing() as session:
            row = held(session, viewer, attempt_id, KIND)
            check, body = self._content.draft_check(row.item_id), json.loads(row.body)
            given = checked(check, finding)
            made = scored(check, body["wrong"], given, READERS)
            row.body = packed(body | {"finding": given.plain()})
            row.score, row.passed = made.total, made.total >= check.pass_mark - 1e-9
            row.ended_at = row.touched_at = self._clock()
            row.version += 1
            ref = f"{KIND}:{row.id}"
            proofs = [
                Proof(
                    competency=name, kind="lab", score=worth, difficulty=check.difficulty, at=row.ended_at,
                    family=check.id, ref=ref, independence="alone" if row.seed == 1 else "hint",
                )
                for name, worth in worths(made).items()
            ]  # fmt: skip
            onboarding.replace_proofs(
                session, row.person_id, ref, [row_of(one, row.person_id) for one in proofs]
            )
            return self._view(row)

    def _view(self, row: ExerciseRow) -> DraftAttempt:
        body, check = json.loads(row.body), self._content.draft_check(row.item_id)
        finding = Finding.model_validate(body.get("finding", {}))
        ended = row.ended_at is not None
        return DraftAttempt(
            id=row.id, check=check, sentences=check.shown(body["wrong"]), finding=finding,
            wrong=tuple(body["wrong"]) if ended else (),
            score=scored(check, body["wrong"], finding, READERS) if ended else None,
            passed=bool(row.passed), repeated=row.seed > 1,
        )  # fmt: skip


def worths(made: Score) -> Mapping[str, float]:
    """Return competency → what an attempt proves of it."""
    return {
        name: made.total
        if len(parts) == len(made.dimensions)
        else _mean([made.dimensions[one] for one in parts])
        for name, parts in PROVES.items()
    }


def _mean(worth: list[float]) -> float:
    return round(sum(worth) / len(worth), 4)


def checked(check: DraftCheck, finding: Finding) -> Finding:
    """Return a finding that can be scored; raise ``InvalidInput`` for one that is not finished."""
    verdicts = {}
    for one in check.sentences:
        verdict = finding.verdicts.get(one.id, "")
        if verdict not in (*REASONS, FINE):
            raise InvalidInput("sentence-undecided", name=f"verdict-{one.id}")
        verdicts[one.id] = verdict
    if all(verdict == FINE for verdict in verdicts.values()):
        return Finding(verdicts=verdicts)
    if verdicts.get(finding.worst, FINE) == FINE:
        raise InvalidInput("worst-needed", name="worst")
    rewrite = finding.rewrite.replace("\r\n", "\n").replace("\x00", "").strip()
    if not rewrite:
        raise InvalidInput("rewrite-needed", name="rewrite")
    if len(rewrite) > REWRITE_LIMIT:
        raise InvalidInput("text-too-long", name="rewrite", limit=REWRITE_LIMIT)
    return Finding(verdicts=verdicts, worst=finding.worst, rewrite=rewrite)
