"""The review desk: a queue of runs, levels by people with reasons, remarks, disputes and rulings."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from simulator.calibration.sampling import Sampled, reasons
from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import reviews as find
from simulator.db.tables import (
    CommentRow,
    ReviewDraftRow,
    SimulationRow,
)
from simulator.domain.grade import Grade
from simulator.domain.person import LEADS, Person
from simulator.domain.review import QueueLine
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, NotFound
from simulator.services.access import must_lead, people_seen, run_to_read
from simulator.services.corrections import Judged
from simulator.services.levels import Given, Levels, graded
from simulator.services.proofs import Proofs
from simulator.services.runs import Runs

LOOKED_AT = 300
"""Ended runs the queue chooses from."""


@dataclass(frozen=True)
class Draft:
    """What a reviewer has filled in so far."""

    fields: Mapping[str, str]
    version: int


class Reviews:
    """What leads do about grades, and what trainees may say against them."""

    def __init__(
        self, database: Database, runs: Runs, content: Library, clock: Clock, proofs: Proofs
    ) -> None:
        self._database = database
        self._runs = runs
        self._content = content
        self._clock = clock
        self._levels = Levels(runs, clock, proofs)

    def queue(self, viewer: Person, reason: str | None = None) -> tuple[QueueLine, ...]:
        """Return runs that wait for a reviewer, the most urgent first; ``reason`` narrows it (or "all")."""
        must_lead(viewer)
        rule = self._content.automation
        with self._database.reading() as session:
            people = people_seen(session, viewer)
            found = find.graded_runs(session, people, LOOKED_AT)
            ids = [row.id for row, _grade, _name in found]
            disputed, counts = find.disputed(session, ids), find.review_counts(session, ids)
        lines = []
        for row, stored, name in found:
            if row.person_id == viewer.id:
                continue
            why = reasons(Sampled(row.id, Grade.model_validate_json(stored.body), row.id in disputed), rule)
            done = counts.get(row.id, 0) > 0 and "dispute" not in why
            if (reason == "all") or (not done and why and (reason is None or reason in why)):
                lines.append(_line(row, name, why, counts.get(row.id, 0)))
        order = {name: place for place, name in enumerate(("dispute", "red", "ungraded", "unsure", "amber"))}
        return tuple(sorted(lines, key=lambda line: min((order.get(r, 9) for r in line.reasons), default=10)))

    def judged(self, viewer: Person, simulation_id: str) -> Judged:
        """Return a run's grade with everything people have said."""
        with self._database.reading() as session:
            loaded = self._runs.load(session, run_to_read(session, viewer, simulation_id))
            return graded(self._levels.corrections.judged(session, loaded))

    def may_review(self, viewer: Person, simulation_id: str) -> bool:
        """Tell whether the viewer may give levels: a lead of the person or an admin, never on one's own run."""
        with self._database.reading() as session:
            row = run_to_read(session, viewer, simulation_id)
        return viewer.role in LEADS and row.person_id != viewer.id

    def draft(self, viewer: Person, simulation_id: str) -> Draft:
        """Return what the viewer has filled in for a run."""
        with self._database.reading() as session:
            run_to_read(session, viewer, simulation_id)
            row = session.get(ReviewDraftRow, (simulation_id, viewer.id))
            return Draft(json.loads(row.body), row.version) if row else Draft({}, 0)

    def save_draft(self, viewer: Person, simulation_id: str, fields: Mapping[str, str], version: int) -> int:
        """Keep what a reviewer has filled in; return the new version.

        Raises:
            Conflict: ``draft-moved-on`` when it was changed elsewhere since ``version``; that one stays.
        """
        body = json.dumps(dict(list(fields.items())[:200]), ensure_ascii=False)[:100_000]
        with self._database.writing() as session:
            self._levels.reviewable(session, viewer, simulation_id)
            row = session.get(ReviewDraftRow, (simulation_id, viewer.id))
            if row is None:
                session.add(
                    ReviewDraftRow(
                        simulation_id=simulation_id, author_id=viewer.id, body=body, at=self._clock()
                    )
                )
                return 1
            if row.version != version:
                raise Conflict("draft-moved-on")
            row.body, row.version, row.at = body, row.version + 1, self._clock()
            return row.version

    def hand_in(
        self,
        viewer: Person,
        simulation_id: str,
        given: list[Given],
        summary: str = "",
        *,
        blind: bool = False,
    ) -> int:
        """Store levels that differ or were given blind, and the summary for the trainee; return how many.

        Raises:
            InvalidInput: a level is out of range, or an override has no reason.
        """
        with self._database.writing() as session:
            loaded = self._levels.reviewable(session, viewer, simulation_id)
            judged = graded(self._levels.corrections.judged(session, loaded))
            known = {one.id: one for rubric in judged.machine.rubrics for one in rubric.criteria}
            rows = [
                row
                for one in given
                if (row := self._levels.row(viewer, loaded, judged, known, one, blind=blind))
            ]
            for row in rows:
                session.add(row)
                self._levels.to_gold(session, row, "review")
            if summary.strip():
                self._remark(session, viewer, simulation_id, 0, summary)
            draft = session.get(ReviewDraftRow, (simulation_id, viewer.id))
            if draft is not None:
                session.delete(draft)
            session.flush()
            self._levels.corrections.settle(session, loaded)
        return len(rows)

    def remark(self, viewer: Person, simulation_id: str, event: int, text: str) -> None:
        """Say something about one moment of a run (0: about the whole of it)."""
        with self._database.writing() as session:
            loaded = self._levels.reviewable(session, viewer, simulation_id)
            if not 0 <= event <= len(loaded.run.events):
                raise NotFound(simulation_id)
            self._remark(session, viewer, simulation_id, event, text)

    def _remark(self, session: Session, viewer: Person, simulation_id: str, event: int, text: str) -> None:
        session.add(
            CommentRow(
                id=secrets.token_hex(8),
                simulation_id=simulation_id,
                event=event,
                author_id=viewer.id,
                text=clean_text(text, name="text")[:2000],
                at=self._clock(),
            )
        )


def _line(row: SimulationRow, person: str, why: tuple[str, ...], reviews: int) -> QueueLine:
    assert row.ended_at is not None
    values: dict[str, Any] = {"lang": row.lang, "mode": row.mode, "total": row.total, "result": row.result}
    return QueueLine(
        simulation_id=row.id,
        scenario_id=row.scenario_id,
        subject=row.subject,
        person=person,
        ended=row.ended_at,
        reasons=why,
        reviews=reviews,
        **values,
    )
