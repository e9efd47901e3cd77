"""Playing a ticket: starting, writing to the customer, acting, finishing."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import coaching, simulations as find
from simulator.db.tables import DraftRow, PersonRow, ReceiptRow, SimulationRow
from simulator.domain.action import Action, Hint, Kb, Open, Resolve, Say
from simulator.domain.desk import Desk, RunLine
from simulator.domain.event import Mode
from simulator.domain.modifier import ModifierId
from simulator.domain.person import Person
from simulator.domain.text import Language
from simulator.engine import play
from simulator.engine.environment import complete
from simulator.engine.modifiers import stale_first
from simulator.engine.recorder import Recorder
from simulator.engine.replies import clean_text
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services.access import people_seen, run_to_change, run_to_read, sees
from simulator.services.answering import RETRIES, Answering
from simulator.services.desk import Around, desk_of, run_line
from simulator.services.jobs import Jobs
from simulator.services.library import ScenarioLibrary
from simulator.services.runs import Loaded, Runs
from simulator.services.starting import Choice, Starting

PAGE = 30
"""Runs on one page of a history."""
KEY_LIMIT = 80
LOOKUPS = frozenset({"run", "kb", "open", "note"})
"""Actions that may be added to a run that has moved on: they decide nothing."""


@dataclass(frozen=True)
class Collaborators:
    """What the service is built from."""

    database: Database
    library: ScenarioLibrary
    runs: Runs
    starting: Starting
    answering: Answering
    jobs: Jobs
    clock: Clock
    show_mood: bool = True


class Simulations:
    """Everything a trainee does at the desk."""

    def __init__(self, parts: Collaborators) -> None:
        self._parts = parts
        self._database = parts.database
        self._runs = parts.runs
        self._answering = parts.answering

    def start(
        self,
        viewer: Person,
        scenario_id: str,
        lang: Language,
        mode: Mode,
        seed: int | None,
        key: str,
        modifiers: tuple[ModifierId, ...] = (),
    ) -> str:
        """Start a run and return its id; without a seed, with values the person has not had yet."""
        choice = Choice(scenario_id, lang, mode, seed, _checked_key(key), modifiers)
        return self._parts.starting.start(viewer, choice)

    def desk(self, viewer: Person, simulation_id: str) -> Desk:
        """Return everything the ticket desk shows."""
        with self._database.reading() as session:
            row = run_to_read(session, viewer, simulation_id)
            loaded = self._runs.load(session, row)
            draft = session.get(DraftRow, simulation_id) if row.person_id == viewer.id else None
            owner = session.get(PersonRow, row.person_id)
            job = self._parts.jobs.state(session, "grade", simulation_id)
            task = coaching.assignment_of_run(session, simulation_id)
        assert owner is not None
        around = Around(
            owner=owner.name,
            draft=draft.text if draft else "",
            grade_state="done" if row.result is not None else job[0] if job else "none",
            show_mood=self._parts.show_mood,
            hints_allowed=task is None or task.hints,
        )
        return desk_of(loaded, around)

    def send_message(
        self,
        viewer: Person,
        simulation_id: str,
        text: str,
        key: str,
        version: int | None = None,
    ) -> int:
        """Store a message to the customer and return its event number.

        When this returns, the message is safe. It may be written from a tab that shows an older state: what a
        person wrote is never refused for that.
        """
        key = _checked_key(key)
        with self._database.writing() as session:
            row = run_to_change(session, viewer, simulation_id)
            receipt = session.get(ReceiptRow, (simulation_id, key))
            if receipt is not None:
                return receipt.n
            _still_going(row)
            loaded = self._runs.load(session, row)
            events = play.act(loaded.case, loaded.run, Say(text=text))
            done = self._runs.append(session, loaded, events, key=key)
            draft = session.get(DraftRow, simulation_id)
            if draft is not None:
                session.delete(draft)
        self._answering.committed(done)
        return next(event.n for event in events if event.kind == "said")

    def answer(self, viewer: Person, simulation_id: str, n: int) -> Iterator[str]:
        """Return the customer's answer to message ``n`` as far as it goes, longer each time.

        What was stored once is given again after a reload.
        """
        with self._database.reading() as session:
            run_to_read(session, viewer, simulation_id)
        return self._answering.telling(simulation_id, n)

    def ensure_answered(self, simulation_id: str, n: int | None = None) -> None:
        """Have message ``n`` (or every message) answered before this returns."""
        self._answering.ensure(simulation_id, n)

    def act(
        self, viewer: Person, simulation_id: str, action: Action, key: str, version: int | None = None
    ) -> Desk:
        """Do something at the desk and return it as it is then.

        Raises:
            Conflict: ``stale`` when a decision was made on an older state than the present one, ``run-over``,
                or the engine's reason why the action is not legal now.
        """
        key = _checked_key(key)
        for _ in range(RETRIES):
            with self._database.reading() as session:
                row = run_to_read(session, viewer, simulation_id)
                if row.person_id != viewer.id:
                    raise NotFound(simulation_id)
                if session.get(ReceiptRow, (simulation_id, key)) is not None:
                    return self.desk(viewer, simulation_id)
                loaded = self._runs.load(session, row)
                task = (
                    coaching.assignment_of_run(session, simulation_id) if isinstance(action, Hint) else None
                )
            _still_going(row)
            if task is not None and not task.hints:
                raise Conflict("hints-off")
            if loaded.run.unread and action.do not in LOOKUPS:
                self._answering.ensure(simulation_id)
                continue
            if version is not None and version != row.event_count and action.do not in LOOKUPS:
                raise Conflict("stale")
            if self._store_act(viewer, loaded, action, key):
                return self.desk(viewer, simulation_id)
        raise Conflict("busy")

    def _store_act(self, viewer: Person, loaded: Loaded, action: Action, key: str) -> bool:
        case, run, library = loaded.case, loaded.run, self._parts.library
        if isinstance(action, Open):
            library.article(viewer, action.article, case.lang)
        found = library.search(action.query, case.lang) if isinstance(action, Kb) else ()
        found = stale_first(case.scenario, library.content.articles, found)
        reader = self._answering.voices.reader
        cause = reader.read_cause(case, action.cause) if isinstance(action, Resolve) else None
        run = run.after(*play.act(case, run, action, cause=cause, found=found))
        return self._answering.store(loaded, self._answering.settled(case, run), key=key) is not None

    def finish(self, viewer: Person, simulation_id: str, key: str) -> Desk:
        """End a run that needs no closing: handed over, or given up (then it counts as abandoned)."""
        _checked_key(key)
        with self._database.reading() as session:
            row = run_to_read(session, viewer, simulation_id)
            if row.person_id != viewer.id:
                raise NotFound(simulation_id)
        self._answering.ensure(simulation_id)
        with self._database.writing() as session:
            row = run_to_change(session, viewer, simulation_id)
            loaded = self._runs.load(session, row)
            if row.ended_at is None:
                if not loaded.run.escalations and loaded.run.resolved is None:
                    record = Recorder(loaded.run)
                    record.move_to("abandoned")
                    loaded = self._runs.append(session, loaded, record.events)
                else:
                    loaded = self._runs.end(session, loaded)
        self._answering.committed(loaded)
        return self.desk(viewer, simulation_id)

    def save_draft(self, viewer: Person, simulation_id: str, text: str) -> None:
        """Keep what stands in the composer."""
        text = clean_text(text, name="text", required=False)
        with self._database.writing() as session:
            row = run_to_change(session, viewer, simulation_id)
            draft = session.get(DraftRow, simulation_id)
            if draft is not None and not text:
                session.delete(draft)
            elif draft is not None:
                draft.text, draft.at = text, self._parts.clock()
            elif text and row.ended_at is None:
                session.add(DraftRow(simulation_id=simulation_id, text=text, at=self._parts.clock()))

    def history(
        self, viewer: Person, person_id: str | None = None, after: str | None = None
    ) -> tuple[RunLine, ...]:
        """Return a page of runs, the newest first: one's own, one's people's, or a person's.

        ``after`` is the id of the last run of the page before.
        """
        with self._database.reading() as session:
            people = people_seen(session, viewer)
            if person_id is not None:
                if not sees(session, viewer, person_id):
                    raise NotFound(person_id)
                people = [person_id]
            last = run_to_read(session, viewer, after) if after else None
            before = (last.started_at, last.id) if last else None
            return tuple(
                run_line(row, name) for row, name in find.history_page(session, people, before, PAGE)
            )

    def complete(self, viewer: Person, simulation_id: str, text: str) -> list[str]:
        """Return what the console could complete ``text`` to."""
        with self._database.reading() as session:
            loaded = self._runs.load(session, run_to_read(session, viewer, simulation_id))
        return complete(loaded.case, loaded.run, text[:200])


def _still_going(row: SimulationRow) -> None:
    if row.ended_at is not None:
        raise Conflict("run-over")


def _checked_key(key: str) -> str:
    if not 1 <= len(key) <= KEY_LIMIT:
        raise InvalidInput("key-missing", name="key")
    return key
