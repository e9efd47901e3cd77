"""Whether a candidate's own words are alike with another's on the same task. A question for people, in no score."""

import threading
from dataclasses import dataclass

from sqlmodel import Session

from simulator.assessment.similarity import (
    THRESHOLD,
    Trade,
    is_long_enough,
    likeness,
    own_words,
    shingles,
)
from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow, SignalRow, SimulationRow
from simulator.domain.case import Case
from simulator.domain.text import Language
from simulator.rehearsal.words import task_of, trade_of
from simulator.services.runs import Runs

KIND = "alike"


@dataclass(frozen=True)
class Alike:
    """Two candidates whose words on one stage are alike."""

    stage: str
    one: CandidateRow
    other: CandidateRow
    share: float


class Likeness:
    """Compares candidates who had the same task."""

    def __init__(self, database: Database, content: Library, runs: Runs, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._runs = runs
        self._clock = clock
        self._trades: dict[Language, Trade] = {}
        self._lock = threading.Lock()

    def look(self, person_id: str) -> None:
        """Compare a finished candidate with everybody who had the same task; each pair is noted once, for both."""
        with self._database.reading() as session:
            row = session.get(CandidateRow, person_id)
            if row is None or row.state not in ("finished", "decided"):
                return
            found = [one for stage in ("case", "note", "trap") for one in self._compared(session, row, stage)]
        if not found:
            return
        with self._database.writing() as session:
            for one in found:
                self._note(session, one.one, one.other, one)
                self._note(session, one.other, one.one, one)

    def _compared(self, session: Session, row: CandidateRow, stage: str) -> list[Alike]:
        own = find.stage(session, row.person_id, stage)
        run = session.get(SimulationRow, own.run_id) if own is not None and own.run_id else None
        known = {
            one.about
            for one in find.signals_of(session, row.person_id)
            if one.kind == KIND and one.stage == stage
        }
        others = [] if run is None else [
            (candidate, other)
            for candidate, other in find.same_task(session, stage, run)
            if candidate.code not in known and not _is_sibling(row, candidate)
        ]  # fmt: skip
        if run is None or not others:
            return []
        case, mine = self._words(session, run)
        if not is_long_enough(mine):
            return []
        task, trade, text = task_of(self._content, case), self._trade(case.lang), shingles(mine)
        found = []
        for candidate, other in others:
            other_case, theirs = self._words(session, other)
            if is_long_enough(theirs):
                both = task | task_of(self._content, other_case)
                share = likeness(text, shingles(theirs), both, trade)
                if share >= THRESHOLD:
                    found.append(Alike(stage, row, candidate, share))
        return found

    def _words(self, session: Session, run: SimulationRow) -> tuple[Case, str]:
        loaded = self._runs.load(session, run)
        return loaded.case, own_words(loaded.run.events)

    def _trade(self, lang: Language) -> Trade:
        with self._lock:
            if lang not in self._trades:
                self._trades[lang] = trade_of(self._content, lang)
            return self._trades[lang]

    def _note(self, session: Session, row: CandidateRow, other: CandidateRow, found: Alike) -> None:
        kept = find.signals_of(session, row.person_id)
        if not any((one.kind, one.stage, one.about) == (KIND, found.stage, other.code) for one in kept):
            session.add(
                SignalRow(
                    person_id=row.person_id, stage=found.stage, kind=KIND, at=self._clock(),
                    size=round(found.share * 100), about=other.code,
                )
            )  # fmt: skip


def _is_sibling(row: CandidateRow, other: CandidateRow) -> bool:
    """Tell whether two sessions are one person's: nobody copies from himself."""
    return row.code in (other.sibling_of, row.sibling_of and other.code) or (
        row.sibling_of != "" and row.sibling_of in (other.code, other.sibling_of)
    )
