"""Reviews of written work: what waits, a version beside the machine's advice, accepted or returned."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import exercises as find, writings
from simulator.db.tables import ExerciseRow, PersonRow, WritingReviewRow
from simulator.domain.appraisal import Proposal
from simulator.domain.person import LEADS, Person
from simulator.domain.rubric import Criterion
from simulator.domain.writing import State, Writing
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.rehearsal.writing import proposed
from simulator.services.access import must_lead, people_seen, sees
from simulator.services.works import Work, not_found, prove, settle, state_of, work_of

LOOKED_AT = 300
REMARK = 2000
"""Characters of a remark."""


@dataclass(frozen=True)
class WaitingLine:
    """A work in a lead's list."""

    id: str
    task: Writing
    person: str
    state: State
    score: float
    at: datetime


@dataclass(frozen=True)
class Reviewed:
    """A criterion as a reviewer sees it: its name, and what rules propose."""

    criterion: Criterion
    proposal: Proposal


class WritingReviews:
    """What leads do with written work."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock

    def queue(self, viewer: Person) -> tuple[WaitingLine, ...]:
        """Return works of the viewer's people: those that need a person first, then the longest waiting."""
        must_lead(viewer)
        tasks = {task.id: task for task in self._content.writings}
        with self._database.reading() as session:
            found = writings.handed_in(session, people_seen(session, viewer), LOOKED_AT)
        lines = [
            WaitingLine(row.id, tasks[row.item_id], name, state_of(row), row.score or 0.0, row.touched_at)
            for row, name in found
            if row.person_id != viewer.id and row.item_id in tasks
        ]
        return tuple(
            sorted(lines, key=lambda one: (one.state != "handed-in", one.task.by_rule, one.at, one.id))
        )

    def work(self, viewer: Person, work_id: str) -> Work:
        """Return a work of somebody the viewer leads."""
        must_lead(viewer)
        with self._database.reading() as session:
            row = self._led(session, viewer, session.get(ExerciseRow, work_id), work_id)
            person = session.get(PersonRow, row.person_id)
            assert person is not None
            return work_of(session, self._content.writing(row.item_id), row, person.name)

    def criteria(self, work: Work) -> tuple[Reviewed, ...]:
        """Return the criteria of a work, each with the level that rules propose for its newest version."""
        version = work.versions[-1]
        known = {one.id: one for card in self._content.rubrics.rubrics.values() for one in card.criteria}
        found = proposed(self._content, work.task, version.fields, version.appraisal, work.lang)
        return tuple(Reviewed(known[one.criterion], one) for one in found)

    def review(
        self,
        viewer: Person,
        work_id: str,
        n: int,
        verdict: str,
        comment: str,
        levels: Mapping[str, tuple[float | None, str]],
    ) -> None:
        """Accept or return the newest version, with a level and a remark by criterion.

        Raises:
            InvalidInput: ``verdict-unknown``, ``level-range``, ``levels-needed`` (accepting gives levels),
                ``comment-needed`` (returning says why).
            Conflict: ``writing-moved-on`` when a newer version came in, ``reviewed-already``.
        """
        must_lead(viewer)
        said = clean_text(comment, name="comment", required=False)[:REMARK]
        with self._database.writing() as session:
            row = self._led(session, viewer, find.to_change(session, work_id), work_id)
            task = self._content.writing(row.item_id)
            given = _levels(task, levels)
            _must_say(verdict, said, given)
            newest = writings.versions(session, row.id)[-1]
            if newest.n != n:
                raise Conflict("writing-moved-on")
            if any(review.n == n for review, _ in writings.reviews(session, row.id)):
                raise Conflict("reviewed-already")
            now = self._clock()
            session.add(
                WritingReviewRow(
                    id=secrets.token_hex(8), exercise_id=row.id, n=n, author_id=viewer.id, verdict=verdict,
                    comment=said, levels=json.dumps(given, ensure_ascii=False), at=now,
                )
            )  # fmt: skip
            settle(row, verdict, now)
            score = self._score(task, given)
            if score is not None and (task.by_rule or verdict == "accepted"):
                prove(session, row, task, n, score, now, viewer.id)

    def _score(self, task: Writing, given: Mapping[str, tuple[float | None, str]]) -> float | None:
        """Return the weighted mean of a person's levels as 0–1 (RUBRICS.md §0), or None without levels."""
        weights = {
            one.id: one.weight for card in self._content.rubrics.rubrics.values() for one in card.criteria
        }
        found = [(weights[name], level) for name, (level, _) in given.items() if level is not None]
        total = sum(weight for weight, _ in found)
        return round(sum(weight * level for weight, level in found) / total / 4, 4) if total else None

    def _led(self, session: Session, viewer: Person, row: ExerciseRow | None, work_id: str) -> ExerciseRow:
        """Return a handed-in work of one's people, never one's own."""
        found = not_found(row, work_id)
        mine = found.person_id == viewer.id or viewer.role not in LEADS
        if mine or found.score is None or not sees(session, viewer, found.person_id):
            raise NotFound(work_id)
        return found


def _levels(
    task: Writing, levels: Mapping[str, tuple[float | None, str]]
) -> dict[str, tuple[float | None, str]]:
    found = {}
    for name in task.criteria:
        level, remark = levels.get(name, (None, ""))
        if level is not None and not (0 <= level <= 4 and (2 * level).is_integer()):
            raise InvalidInput("level-range", name=name)
        text = clean_text(remark, name=name, required=False)[:REMARK]
        if level is not None or text:
            found[name] = (level, text)
    return found


def _must_say(verdict: str, comment: str, given: Mapping[str, tuple[float | None, str]]) -> None:
    remarks: Sequence[str] = [remark for _, remark in given.values() if remark]
    if verdict not in ("accepted", "returned"):
        raise InvalidInput("verdict-unknown", name="verdict")
    if verdict == "accepted" and not any(level is not None for level, _ in given.values()):
        raise InvalidInput("levels-needed", name="verdict")
    if verdict == "returned" and not comment and not remarks:
        raise InvalidInput("comment-needed", name="comment")
