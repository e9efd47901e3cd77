"""What assessors do: score blind, interview, rule on signals, compare, decide with a reason. No machine signs."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from simulator.assessment.scoring import Sheet, may_show_machine
from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
from simulator.db.tables import DecisionRow, InterviewRow, ScoreRow
from simulator.domain.assessment import Assessment
from simulator.domain.person import Person, Role
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services.hiring.doors import candidate_seen, vacancy_seen
from simulator.services.hiring.files import CandidateFile, Files
from simulator.services.hiring.likeness import Likeness
from simulator.services.hiring.record import Record
from simulator.services.hiring.taking import Taking

VERDICTS = ("offer", "training", "second", "no")
REASON_WORDS = 12
REASON_LENGTH = 60
HOLLOW = re.compile(
    r"low(est)? score|score (is )?too low|the (ai|model|machine|system|program)[^.]{0,20}(said|says|decided|recommends?)"
    r"|низк\w+ (балл|оценк)\w*|мало баллов|(ии|нейросеть|модель|система|программа|машина)[^.]{0,20}(сказал|решил|рекоменду)\w*",
    re.IGNORECASE,
)
"""A reason that is only this is none: it cites nothing a person has looked at."""
NOTE_LIMIT = 8_000


@dataclass(frozen=True)
class Compared:
    """One candidate on the sheet that compares a dimension at a time."""

    code: str
    state: str
    sheet: Sheet | None
    """None until the viewer has scored what he must score first."""
    sibling_of: str = ""


class Panel:
    """The work of the panel."""

    def __init__(
        self, database: Database, content: Library, files: Files, record: Record, taking: Taking,
        likeness: Likeness, clock: Clock,
    ) -> None:  # fmt: skip
        self._database = database
        self._content = content
        self._files = files
        self._record = record
        self._taking = taking
        self._likeness = likeness
        self._clock = clock

    def open(self, viewer: Person, code: str) -> CandidateFile:
        """Return a candidate's file; that it was opened goes into the record."""
        with self._database.reading() as session:
            row, _vacancy = candidate_seen(session, viewer, code)
        self._taking.settle_of(row.person_id)
        self._likeness.look(row.person_id)
        with self._database.writing() as session:
            row, vacancy = candidate_seen(session, viewer, code)
            self._record.add(session, viewer.id, "file-opened", row.code)
            return self._files.of(
                session, row, vacancy, self._content.assessment(vacancy.template), viewer.id
            )

    def score(self, viewer: Person, code: str, given: Mapping[str, tuple[float, str]]) -> None:
        """Keep levels with their reasons; what was given before stays in the record.

        Raises:
            Conflict: ``not-finished`` while the candidate still works.
            InvalidInput: ``level-range`` or ``score-reason``.
        """
        with self._database.writing() as session:
            row, vacancy = candidate_seen(session, viewer, code)
            _check_scores(given)
            template = self._content.assessment(vacancy.template)
            if row.state not in ("finished", "decided"):
                raise Conflict("not-finished")
            blind = not may_show_machine(template, self._files.scores(session, row), viewer.id)
            own = {
                one.dimension: one
                for one in find.scores_of(session, row.person_id)
                if one.author_id == viewer.id
            }
            for dimension, (level, reason) in given.items():
                if template.dimension(dimension) is None:
                    raise NotFound(dimension)
                known = own.get(dimension)
                if known is not None and (known.level, known.reason) == (level, reason.strip()):
                    continue
                session.add(
                    ScoreRow(
                        person_id=row.person_id, dimension=dimension, level=level, reason=reason.strip()[:2000],
                        blind=blind, author_id=viewer.id, at=self._clock(),
                    )
                )  # fmt: skip
                detail = {"dimension": dimension, "level": level, "blind": blind}
                self._record.add(session, viewer.id, "scored", row.code, detail)

    def save_interview(self, viewer: Person, code: str, answers: Mapping[str, str], version: int) -> int:
        """Keep one's notes of the interview and return the new version; ``Conflict`` when another window was newer."""
        with self._database.writing() as session:
            row, vacancy = candidate_seen(session, viewer, code)
            known = {question.id for question in self._content.assessment(vacancy.template).questions}
            kept = {name: text[:NOTE_LIMIT] for name, text in answers.items() if name in known}
            notes = session.get(InterviewRow, (row.person_id, viewer.id))
            if notes is None:
                notes = InterviewRow(
                    person_id=row.person_id, author_id=viewer.id, at=self._clock(), version=0
                )
                session.add(notes)
                self._record.add(session, viewer.id, "interviewed", row.code)
            if notes.version != version:
                raise Conflict("draft-moved-on")
            notes.body, notes.at = json.dumps(kept, ensure_ascii=False), self._clock()
            notes.version += 1
            return notes.version

    def rule_signal(self, viewer: Person, code: str, signal_id: int, ruling: str, note: str) -> None:
        """Confirm or dismiss a signal, with a note. It moves no score."""
        with self._database.writing() as session:
            row, _vacancy = candidate_seen(session, viewer, code)
            if ruling not in ("confirmed", "dismissed"):
                raise InvalidInput("ruling-unknown", name="ruling")
            if len(note.strip()) < 5:
                raise InvalidInput("ruling-note", name="note")
            signal = next(
                (one for one in find.signals_of(session, row.person_id) if one.id == signal_id), None
            )
            if signal is None:
                raise NotFound(str(signal_id))
            signal.ruling, signal.ruled_by, signal.note = ruling, viewer.id, note.strip()[:1000]
            session.add(signal)
            self._record.add(
                session, viewer.id, "signal-ruled", row.code, {"signal": signal_id, "ruling": ruling}
            )

    def compare(self, viewer: Person, vacancy_id: str) -> tuple[Assessment, tuple[Compared, ...]]:
        """Return the candidates side by side, in order of their codes: never ranked by one number."""
        with self._database.reading() as session:
            vacancy = vacancy_seen(session, viewer, vacancy_id)
            template = self._content.assessment(vacancy.template)
            found = []
            # A second session stands beside the first one of its person.
            rows = find.candidates_of(session, vacancy.id)
            for row in sorted(rows, key=lambda one: (one.sibling_of or one.code, one.sibling_of)):
                scores = self._files.scores(session, row)
                shows = may_show_machine(template, scores, viewer.id)
                made = self._files.sheet(session, row, template) if shows else None
                found.append(Compared(row.code, row.state, made, row.sibling_of))
            return template, tuple(found)

    def decide(
        self, viewer: Person, code: str, verdict: str, reason: str, evidence: Sequence[str], *, appeal: bool
    ) -> None:
        """Sign a decision with a reason that cites evidence.

        Raises:
            InvalidInput: ``verdict-unknown``, ``decision-reason``, ``decision-hollow``, ``decision-evidence``,
                ``decision-missing`` with dimensions nobody scored, ``decision-second`` while a second assessor has
                to score, ``decision-unheard`` while the candidate was not heard on a reference that differs.
            Conflict: ``not-finished``, ``decided-already``, ``appeal-same`` when who decided rules on the appeal,
                ``appeal-early``.
        """
        with self._database.writing() as session:
            row, vacancy = candidate_seen(session, viewer, code)
            _check_reason(verdict, reason)
            template = self._content.assessment(vacancy.template)
            made = self._files.sheet(session, row, template)
            cited = [name for name in dict.fromkeys(evidence) if template.dimension(name) is not None]
            earlier = find.decisions_of(session, row.person_id)
            _check_time(row.state, [one.author_id for one in earlier], viewer, appeal=appeal)
            _check_sheet(made, cited)
            if any(
                one.outcome == "differs" and not one.heard
                for one in find.references_of(session, row.person_id)
            ):
                raise InvalidInput("decision-unheard", name="reason")
            now = self._clock()
            session.add(
                DecisionRow(
                    person_id=row.person_id, verdict=verdict, reason=reason.strip()[:4000], evidence=json.dumps(cited),
                    author_id=viewer.id, at=now, is_appeal=appeal,
                )
            )  # fmt: skip
            row.state, row.retain_until = "decided", now + timedelta(days=template.retention_days)
            session.add(row)
            self._record.add(session, viewer.id, "decided", row.code, {"verdict": verdict, "appeal": appeal})


def _check_scores(given: Mapping[str, tuple[float, str]]) -> None:
    for dimension, (level, reason) in given.items():
        if not 0 <= level <= 4 or (level * 2) % 1:
            raise InvalidInput("level-range", name=f"level-{dimension}")
        if len(reason.strip()) < 10:
            raise InvalidInput("score-reason", name=f"reason-{dimension}")


def _check_reason(verdict: str, reason: str) -> None:
    if verdict not in VERDICTS:
        raise InvalidInput("verdict-unknown", name="verdict")
    rest = HOLLOW.sub(" ", reason)
    if len(reason.strip()) < REASON_LENGTH or len(reason.split()) < REASON_WORDS:
        raise InvalidInput("decision-reason", name="reason")
    if len(rest.split()) < REASON_WORDS:
        raise InvalidInput("decision-hollow", name="reason")


def _check_time(state: str, deciders: Sequence[str], viewer: Person, *, appeal: bool) -> None:
    if state not in ("finished", "decided") or viewer.role is Role.CANDIDATE:
        raise Conflict("not-finished")
    if appeal and not deciders:
        raise Conflict("appeal-early")
    if appeal and viewer.id in deciders:
        raise Conflict("appeal-same")
    if deciders and not appeal:
        raise Conflict("decided-already")


def _check_sheet(made: Sheet, cited: Sequence[str]) -> None:
    if not cited:
        raise InvalidInput("decision-evidence", name="evidence")
    if made.missing:
        raise InvalidInput("decision-missing", name="reason")
    if made.second:
        raise InvalidInput("decision-second", name="reason")
