"""The review desk: a queue of runs, levels by people with reasons, remarks, disputes and rulings."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.tables import (
    CommentRow,
    ReviewDraftRow,
)
from simulator.domain.person import LEADS, Person
from simulator.domain.review import QueueFilter, QueueLine, QueuePage
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, NotAllowed, NotFound
from simulator.services.access import must_lead, run_to_read, sees
from simulator.services.corrections import Judged
from simulator.services.levels import Given, Levels, graded
from simulator.services.opinions import settle_all
from simulator.services.proofs import Proofs
from simulator.services.queueing import Choices, choices_of, page_of
from simulator.services.runs import Runs


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
        return self.page(viewer, QueueFilter(reason=reason or "")).lines

    def page(self, viewer: Person, wanted: QueueFilter) -> QueuePage:
        """Return a page of the queue: as many of the newest runs as are looked at once, sorted by urgency."""
        must_lead(viewer)
        with self._database.reading() as session:
            return page_of(session, viewer, wanted, self._content.automation)

    def choices(self, viewer: Person) -> Choices:
        """Return what the queue can be narrowed to."""
        must_lead(viewer)
        with self._database.reading() as session:
            return choices_of(session, viewer)

    def judged(self, viewer: Person, simulation_id: str) -> Judged:
        """Return a run's grade with everything people have said."""
        with self._database.reading() as session:
            loaded = self._runs.load(session, run_to_read(session, viewer, simulation_id))
            return graded(self._levels.corrections.judged(session, loaded))

    def may_review(self, viewer: Person, simulation_id: str) -> bool:
        """Tell whether the viewer may give levels: a lead of the person or an admin, never on one's own run."""
        with self._database.reading() as session:
            row = run_to_read(session, viewer, simulation_id)
            return (
                viewer.role in LEADS and row.person_id != viewer.id and sees(session, viewer, row.person_id)
            )

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
            run = run_to_read(session, viewer, simulation_id)
            if viewer.role not in LEADS or run.person_id == viewer.id:
                raise NotAllowed(simulation_id)
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
        seen: str | None = None,
    ) -> int:
        """Store levels that differ or were given blind, and the summary for the trainee; return how many.

        Raises:
            InvalidInput: a level is out of range, or an override has no reason.
            Conflict: ``review-moved-on`` when somebody handed in after the review ``seen`` was the newest one.
        """
        with self._database.writing() as session:
            loaded = self._levels.reviewable(session, viewer, simulation_id)
            judged = graded(self._levels.corrections.judged(session, loaded))
            if seen is not None and seen != newest_of(judged):
                raise Conflict("review-moved-on")
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
            settle_all(session, simulation_id, {one.target for one in given}, self._clock())
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


def newest_of(judged: Judged) -> str:
    """Return the id of the newest word of a person on a run, or nothing: what a form was made from."""
    return judged.reviews[-1].id if judged.reviews else ""
