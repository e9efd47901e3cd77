"""Assignments: what a lead asks somebody to work on, on which terms, and what has come of it."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import coaching as find
from simulator.db.tables import AssignmentRow, AssignmentRunRow, ExerciseRow, PersonRow, SimulationRow
from simulator.domain.coaching import Assignment, Item, ItemKind, Order, Playlist, State, Try
from simulator.domain.event import Mode
from simulator.domain.person import Person, Role
from simulator.domain.text import Language, Text
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services.access import must_lead, people_seen, sees
from simulator.services.cohorts import led
from simulator.services.starting import HIGHEST_SEED, Choice, Starting

LIST = "list:"
"""What stands before the id of a playlist."""
MOST_PEOPLE, MOST_ITEMS, MOST_ATTEMPTS = 200, 40, 20


class Assignments:
    """What leads assign, and how far people are with it."""

    def __init__(self, database: Database, content: Library, starting: Starting, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._starting = starting
        self._clock = clock

    @property
    def items(self) -> dict[str, Item]:
        """Everything that can be assigned, by id."""
        return {item.id: item for item in _items(self._content)}

    @property
    def playlists(self) -> tuple[Playlist, ...]:
        """Lists that are assigned as one: those authors wrote, then the weeks of the onboarding."""
        known = self.items
        weeks = [
            Playlist(
                id=f"week-{week.n}", title=Text(en=f"Week {week.n}", ru=f"Неделя {week.n}"), aim=week.aim, items=items
            )
            for week in self._content.programme.weeks
            if (items := tuple(one for one in (*week.scenarios, *week.tasks) if one in known))
        ]  # fmt: skip
        return (*self._content.playlists, *weeks)

    def assign(self, viewer: Person, order: Order, key: str, coaching_id: str | None = None) -> int:
        """Assign and return how many assignments there are now; the same key assigns once.

        Raises:
            InvalidInput: nobody, nothing, something unknown, a day that has passed, terms that cannot be.
        """
        must_lead(viewer)
        items = self.checked(order)
        with self._database.writing() as session:
            return self.within(session, viewer, order, items, key, coaching_id)

    def within(
        self, session: Session, viewer: Person, order: Order, items: Sequence[Item], key: str,
        coaching_id: str | None = None,
    ) -> int:  # fmt: skip
        """Assign in the caller's transaction what was checked before."""
        made = 0
        for person_id in dict.fromkeys(order.people):
            led(session, viewer, person_id)
            if find.assigned_already(session, person_id, key):
                continue
            for item in items:
                session.add(
                    AssignmentRow(
                        id=secrets.token_hex(8), person_id=person_id, author_id=viewer.id, coaching_id=coaching_id,
                        form_key=key, kind=item.kind, item_id=item.id, mode=order.mode, hints=order.hints,
                        attempts=order.attempts, seed=order.seed, due=order.due, why=order.why[:1000],
                        created_at=self._clock(),
                    )
                )  # fmt: skip
                made += 1
        return made

    def checked(self, order: Order) -> tuple[Item, ...]:
        """Return what an order asks for; raise ``InvalidInput`` for terms that cannot be."""
        if not order.people:
            raise InvalidInput("nobody", name="people")
        if order.due < self._clock().date():
            raise InvalidInput("date-past", name="due")
        if order.mode not in ("practice", "exam"):
            raise InvalidInput("mode-unknown", name="mode")
        if order.attempts is not None and not 1 <= order.attempts <= MOST_ATTEMPTS:
            raise InvalidInput("attempts-range", name="attempts")
        if order.seed is not None and not 1 <= order.seed <= HIGHEST_SEED:
            raise InvalidInput("seed-out-of-range", name="seed")
        clean_text(order.why, name="why", required=False)
        items = tuple(self._named(order.items))
        if not items:
            raise InvalidInput("nothing-assigned", name="items")
        if len(items) > MOST_ITEMS or len(order.people) > MOST_PEOPLE:
            raise InvalidInput("assigned-too-much", name="items")
        return items

    def _named(self, names: Sequence[str]) -> Iterable[Item]:
        known, lists = self.items, {f"{LIST}{one.id}": one.items for one in self.playlists}
        for name in dict.fromkeys(one for asked in names for one in lists.get(asked, (asked,))):
            if name not in known:
                raise InvalidInput("exercise-unknown", name="items", item=name)
            yield known[name]

    def of(self, viewer: Person, person_id: str | None = None) -> tuple[Assignment, ...]:
        """Return the assignments of a person the viewer sees, or of everybody he leads, the nearest due first."""
        with self._database.reading() as session:
            if person_id is not None and not sees(session, viewer, person_id):
                raise NotFound(person_id)
            people = [person_id] if person_id is not None else people_seen(session, viewer)
            found = self.views(session, find.assignments(session, people))
        return tuple(sorted(found, key=lambda one: (not one.is_open, one.due, one.person, one.item.id)))

    def views(
        self, session: Session, rows: Sequence[tuple[AssignmentRow, str, str]]
    ) -> tuple[Assignment, ...]:
        """Return assignments with their attempts: the same number of queries for one and for many."""
        runs: dict[str, list[SimulationRow]] = defaultdict(list)
        for assignment_id, run in find.assigned_runs(session, [row.id for row, _person, _author in rows]):
            runs[assignment_id].append(run)
        tried: dict[tuple[str, str, str], list[ExerciseRow]] = defaultdict(list)
        for one in find.exercises_of(session, list({row.person_id for row, _person, _author in rows})):
            tried[one.person_id, one.kind, one.item_id].append(one)
        known, today = self.items if rows else {}, self._clock().date()
        return tuple(
            _view(row, (person, author), known, _tries(row, runs[row.id], tried), today)
            for row, person, author in rows
        )

    def start(self, viewer: Person, assignment_id: str, lang: Language) -> str:
        """Begin a ticket on the terms of an assignment, or return the run that goes on.

        Raises:
            Conflict: ``attempts-used`` or ``withdrawn``.
        """
        view, row = self._own(viewer, assignment_id)
        if view.going is not None:
            return view.going
        if row.withdrawn_at is not None:
            raise Conflict("withdrawn")
        if view.left == 0:
            raise Conflict("attempts-used")
        # The key is made of the attempt's number: two windows begin the same run.
        choice = Choice(row.item_id, lang, view.mode, row.seed, f"as-{assignment_id}-{len(view.tries)}")
        simulation_id = self._starting.start(viewer, choice)
        with self._database.writing() as session:
            held = find.assignment_to_change(session, assignment_id)
            assert held is not None
            if session.get(AssignmentRunRow, (assignment_id, simulation_id)) is None:
                session.add(AssignmentRunRow(assignment_id=assignment_id, simulation_id=simulation_id))
        return simulation_id

    def _own(self, viewer: Person, assignment_id: str) -> tuple[Assignment, AssignmentRow]:
        with self._database.reading() as session:
            row = session.get(AssignmentRow, assignment_id)
            if row is None or row.person_id != viewer.id or row.kind != "scenario":
                raise NotFound(assignment_id)
            author = session.get(PersonRow, row.author_id)
            assert author is not None
            return self.views(session, [(row, viewer.name, author.name)])[0], row

    def withdraw(self, viewer: Person, assignment_id: str) -> str:
        """Take an assignment back and return whose it was; what was done stays done."""
        with self._database.writing() as session:
            row = find.assignment_to_change(session, assignment_id)
            if row is None or viewer.role not in (Role.LEAD, Role.ADMIN):
                raise NotFound(assignment_id)
            led(session, viewer, row.person_id)
            row.withdrawn_at = row.withdrawn_at or self._clock()
            return row.person_id


def _items(content: Library) -> Iterable[Item]:
    for card in content.scenarios:
        if card.state == "published":
            yield Item("scenario", card.id, card.subject)
    for quiz in content.quizzes:
        yield Item("quiz", quiz.id, quiz.title)
    for lab in content.labs:
        yield Item("lab", lab.id, lab.title)
    for plan in content.triage_sets:
        if plan.use == "training":
            yield Item("triage", plan.id, plan.title)
    for task in content.writings:
        yield Item("writing", task.id, task.title)
    for check in content.draft_checks:
        if check.use == "training":
            yield Item("draft", check.id, check.title)


def _tries(
    row: AssignmentRow,
    runs: Sequence[SimulationRow],
    tried: Mapping[tuple[str, str, str], Sequence[ExerciseRow]],
) -> tuple[Try, ...]:
    if row.kind == "scenario":
        return tuple(
            Try(run.started_at, run.total, run.result == "pass", run.ended_at is not None, run.id)
            for run in runs
        )
    return tuple(
        Try(
            one.started_at, None if one.score is None else round(100 * one.score, 1), bool(one.passed),
            one.ended_at is not None,
        )
        for one in tried[row.person_id, row.kind, row.item_id]
        if one.started_at >= row.created_at
    )  # fmt: skip


def _view(
    row: AssignmentRow, names: tuple[str, str], known: Mapping[str, Item], tries: tuple[Try, ...], today: date
) -> Assignment:
    gone = Item(cast("ItemKind", row.kind), row.item_id, Text(en=row.item_id, ru=row.item_id))
    return Assignment(
        id=row.id, person_id=row.person_id, person=names[0], author=names[1], item=known.get(row.item_id, gone),
        mode=cast("Mode", row.mode), hints=row.hints, attempts=row.attempts, seed=row.seed, due=row.due, why=row.why,
        created_at=row.created_at, state=_state(row, tries, today), tries=tries, coaching_id=row.coaching_id,
    )  # fmt: skip


def _state(row: AssignmentRow, tries: Sequence[Try], today: date) -> State:
    """Done: an attempt that has ended well. A ticket without a level yet is not late: it waits for us."""
    if any(one.passed for one in tries):
        return "done"
    if row.withdrawn_at is not None:
        return "withdrawn"
    over = [one for one in tries if one.is_over]
    if row.attempts is not None and len(over) >= row.attempts:
        return "used"
    return "late" if row.due < today else "open"
