"""Coaching: what a lead and a person talked about, what they agreed, what the lead promised, what became of it."""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import coaching as find
from simulator.db.tables import CoachingFocusRow, CoachingRow, PledgeRow, SimulationRow, ThanksRow
from simulator.domain.coaching import Assignment, Focus, Order, Proposal, Talk, TalkForm, Thanks
from simulator.domain.grade import Grade
from simulator.domain.person import Person
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.grading.coaching import suggested
from simulator.services.access import run_to_read, sees
from simulator.services.assignments import Assignments
from simulator.services.cohorts import led
from simulator.services.corrections import Corrections
from simulator.services.runs import Runs

PROPOSED = 3
"""Criteria a talk begins with."""
WEAK = 2.5
"""Level below which a criterion is worth a talk."""
LATER_RUNS = 20
LIMIT = 4000


class Coaching:
    """Talks, promises, thanks."""

    def __init__(self, database: Database, runs: Runs, assignments: Assignments, clock: Clock) -> None:
        self._database = database
        self._runs = runs
        self._assignments = assignments
        self._clock = clock
        self._corrections = Corrections(runs, clock)

    def proposal(self, viewer: Person, simulation_id: str) -> Proposal:
        """Return how a talk about a run could begin, from its report: every word is there to be changed.

        Raises:
            Conflict: ``not-graded``.
        """
        with self._database.reading() as session:
            row = run_to_read(session, viewer, simulation_id)
            led(session, viewer, row.person_id)
            loaded = self._runs.load(session, row)
            judged = self._corrections.judged(session, loaded)
        if judged is None:
            raise Conflict("not-graded")
        grade = judged.grade
        said, levels = grade.feedback, _levels(grade)
        weak = sorted((level, name) for name, level in levels.items() if level <= WEAK)
        return Proposal(
            simulation_id=simulation_id,
            subject=row.subject,
            criteria=tuple((name, level) for level, name in weak[:PROPOSED]),
            strongest=said.strength.quote if said.strength else "",
            change=said.change.quote if said.change else "",
            rewritten=(said.change.rewritten or "") if said.change else "",
            exercise=said.link.id if said.link and said.link.id in self._assignments.items else "",
            suggestion=suggested(loaded.case, loaded.run.events, grade, judged.rubrics),
        )

    def hold(self, viewer: Person, person_id: str, form: TalkForm, order: Order | None, key: str) -> str:
        """Write down a talk, with what is to be practised next; the same key writes one. Return its id.

        Raises:
            InvalidInput: what happened or what is agreed is missing, a promise without a day, a strange criterion,
                or terms of the exercise that cannot be.
        """
        texts = _texts(form)
        if texts["promise"] and form.promise_due is None:
            raise InvalidInput("date-needed", name="promise_due")
        items = self._assignments.checked(order) if order is not None else ()
        with self._database.writing() as session:
            led(session, viewer, person_id)
            known = find.talk_by_key(session, viewer.id, key)
            if known is not None:
                return known.id
            row = CoachingRow(
                id=secrets.token_hex(8), person_id=person_id, author_id=viewer.id, form_key=key, at=self._clock(),
                happened=texts["happened"], agreed=texts["agreed"], strongest=texts["strongest"],
                change=texts["change"], rewritten=texts["rewritten"],
            )  # fmt: skip
            session.add(row)
            session.flush()
            if texts["promise"] and form.promise_due is not None:
                session.add(
                    PledgeRow(
                        id=row.id, person_id=person_id, author_id=viewer.id, text=texts["promise"],
                        due=form.promise_due, at=row.at,
                    )
                )  # fmt: skip
            for simulation_id, criterion in dict.fromkeys(form.focus):
                session.add(self._focus(session, viewer, row, simulation_id, criterion))
            if order is not None:
                self._assignments.within(session, viewer, order, items, key, row.id)
            return row.id

    def _focus(
        self, session: Session, viewer: Person, talk: CoachingRow, simulation_id: str, criterion: str
    ) -> CoachingFocusRow:
        run = run_to_read(session, viewer, simulation_id)
        grade = self._grade(session, run)
        if run.person_id != talk.person_id or grade is None or criterion not in _graded(grade):
            raise InvalidInput("criterion-unknown", name="focus")
        level = _levels(grade).get(criterion)
        return CoachingFocusRow(
            coaching_id=talk.id, simulation_id=simulation_id, criterion=criterion, level=level
        )

    def of(self, viewer: Person, person_id: str) -> tuple[Talk, ...]:
        """Return the talks with a person, the newest first: for himself and his lead."""
        with self._database.reading() as session:
            if not sees(session, viewer, person_id):
                raise NotFound(person_id)
            rows = find.talks(session, [person_id])
            ids = [row.id for row, _author in rows]
            tasks: dict[str, list[Assignment]] = defaultdict(list)
            for one in self._assignments.views(session, find.assignments(session, None, ids)):
                tasks[one.coaching_id or ""].append(one)
            subjects: dict[str, list[tuple[CoachingFocusRow, SimulationRow]]] = defaultdict(list)
            for focus, run in find.focus(session, ids):
                subjects[focus.coaching_id].append((focus, run))
            owed = find.promised(session, ids)
            first = min((row.at for row, _author in rows), default=None)
            later = self._later(session, person_id, first)
        return tuple(
            _talk(row, author, (subjects[row.id], owed.get(row.id)), later, tasks[row.id])
            for row, author in rows
        )

    def _later(
        self, session: Session, person_id: str, first: datetime | None
    ) -> list[tuple[datetime, Mapping[str, float]]]:
        """Return (when, levels) of the newest runs since the first talk."""
        if first is None:
            return []
        rows = find.graded_after(session, person_id, first)[-LATER_RUNS:]
        grades = ((row.started_at, self._grade(session, row)) for row in rows)
        return [(at, _levels(grade)) for at, grade in grades if grade is not None]

    def _grade(self, session: Session, row: SimulationRow) -> Grade | None:
        judged = self._corrections.judged(session, self._runs.load(session, row))
        return judged.grade if judged is not None else None

    def answer(self, viewer: Person, talk_id: str, text: str) -> None:
        """Add one's own words to a talk one had."""
        said = clean_text(text, name="answer")[:LIMIT]
        with self._database.writing() as session:
            row = self._talk_row(session, viewer, talk_id)
            if row.person_id != viewer.id:
                raise NotFound(talk_id)
            row.answer = said

    def _talk_row(self, session: Session, viewer: Person, talk_id: str) -> CoachingRow:
        row = session.get(CoachingRow, talk_id)
        if row is None or not sees(session, viewer, row.person_id):
            raise NotFound(talk_id)
        return row

    def thank(self, viewer: Person, person_id: str, text: str, key: str) -> None:
        """Thank somebody: only he reads it. The same key thanks once."""
        said = clean_text(text, name="thanks")[:1000]
        with self._database.writing() as session:
            led(session, viewer, person_id)
            if find.thanks_by_key(session, viewer.id, key) is None:
                session.add(
                    ThanksRow(
                        id=secrets.token_hex(8), person_id=person_id, author_id=viewer.id, form_key=key, text=said,
                        at=self._clock(),
                    )
                )  # fmt: skip

    def thanks(self, viewer: Person) -> tuple[Thanks, ...]:
        """Return one's own thanks, the newest first."""
        with self._database.reading() as session:
            return tuple(Thanks(row.text, name, row.at) for row, name in find.thanks_to(session, viewer.id))


def _texts(form: TalkForm) -> dict[str, str]:
    needed = {"happened": form.happened, "agreed": form.agreed}
    free = {
        "strongest": form.strongest,
        "change": form.change,
        "rewritten": form.rewritten,
        "promise": form.promise,
    }
    return {name: clean_text(text, name=name)[:LIMIT] for name, text in needed.items()} | {
        name: clean_text(text, name=name, required=False)[:LIMIT] for name, text in free.items()
    }


def _graded(grade: Grade) -> set[str]:
    return {one.id for rubric in grade.rubrics for one in rubric.criteria}


def _levels(grade: Grade) -> dict[str, float]:
    return {one.id: one.level for rubric in grade.rubrics for one in rubric.criteria if one.level is not None}


def _talk(
    row: CoachingRow,
    author: str,
    about: tuple[Sequence[tuple[CoachingFocusRow, SimulationRow]], PledgeRow | None],
    later: Sequence[tuple[datetime, Mapping[str, float]]],
    tasks: Sequence[Assignment],
) -> Talk:
    found = []
    subjects, owed = about
    for focus, run in subjects:
        levels = [each[focus.criterion] for at, each in later if at > row.at and focus.criterion in each]
        mean = round(sum(levels) / len(levels), 2) if levels else None
        found.append(Focus(run.id, run.subject, focus.criterion, focus.level, mean, len(levels)))
    return Talk(
        id=row.id, person_id=row.person_id, author=author, at=row.at, happened=row.happened, strongest=row.strongest,
        change=row.change, rewritten=row.rewritten, agreed=row.agreed,
        promise=owed.text if owed else "", promise_due=owed.due if owed else None,
        promise_kept_at=owed.kept_at if owed else None, answer=row.answer, focus=tuple(found),
        assignments=tuple(tasks),
    )  # fmt: skip
