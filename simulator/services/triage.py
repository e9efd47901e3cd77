"""Triage sets against the clock: drawn, kept at each change, handed in once or by the end of time, explained."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import exercises as find, onboarding
from simulator.db.tables import ExerciseRow
from simulator.domain.person import Person
from simulator.domain.practice import Section
from simulator.domain.proof import Proof
from simulator.domain.text import Language
from simulator.domain.triage import Call, Ticket, TriageSet
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.exercises.triage import Score, drawn, scored
from simulator.services.attempts import Attempts, Start, Tally, held, packed, section, tally
from simulator.services.proofs import row_of

KIND = "triage"
GRACE = timedelta(seconds=10)
"""How long after the end a page that hands itself in may take on its way."""
PROVES = {
    "L1-P02": ("impact", "urgency", "priority"),
    "L1-D10": ("pattern",),
    "L1-D11": ("category",),
    "L1-D12": ("team",),
    "L1-S08": ("order",),
}
"""Competency → dimensions that prove it; the total proves L1-P01 (the life cycle as a whole)."""
WHOLE = "L1-P01"


@dataclass(frozen=True)
class TriageLine:
    """A triage set in the list."""

    plan: TriageSet
    tally: Tally


@dataclass(frozen=True)
class TriageAttempt:
    """An attempt as its person sees it."""

    id: str
    plan: TriageSet
    tickets: tuple[Ticket, ...]
    calls: Mapping[str, Call]
    version: int
    until: datetime
    now: datetime
    score: Score | None = None
    passed: bool = False
    found_after: int | None = None
    """Seconds from the beginning until the signals of the hidden fault were marked, as far as was kept."""
    ran_out: bool = False
    repeated: bool = False

    @property
    def seconds_left(self) -> int:
        """Seconds until it hands itself in."""
        return max(0, int((self.until - self.now).total_seconds()))


class Triage:
    """What trainees do with triage sets."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock
        self._attempts = Attempts(database, clock)

    @property
    def _sets(self) -> tuple[TriageSet, ...]:
        # The hiring pool stays unseen: whoever trains with it could not be assessed by it.
        return tuple(one for one in self._content.triage_sets if one.use == "training")

    def _plan(self, set_id: str) -> TriageSet:
        found = next((one for one in self._sets if one.id == set_id), None)
        if found is None:
            raise NotFound(set_id)
        return found

    def all(self, viewer: Person) -> tuple[TriageLine, ...]:
        """Return every set for training with how far the viewer is."""
        for row in self._attempts.of(viewer, KIND):
            self._settle(viewer, row)
        rows = self._attempts.of(viewer, KIND)
        return tuple(TriageLine(plan, tally(rows, plan.id)) for plan in self._sets)

    def practice(self, viewer: Person) -> Section:
        """Return how far the viewer is with triage."""
        return section("triage", [line.tally for line in self.all(viewer)])

    def begin(self, viewer: Person, set_id: str, lang: Language, key: str) -> str:
        """Draw a queue, start its clock and return the attempt's id; nothing is begun twice."""
        plan = self._plan(set_id)
        for row in self._attempts.of(viewer, KIND):
            self._settle(viewer, row)
        names = self._content.triage_names

        def draw(seed: int, _own: object) -> dict[str, Any]:
            return {"tickets": [one.plain() for one in drawn(plan, names, seed)], "calls": {}}

        return self._attempts.begin(viewer, Start(KIND, set_id, lang, key), draw)

    def attempt(self, viewer: Person, attempt_id: str) -> TriageAttempt:
        """Return one's own attempt; when its time is up it is handed in as it was kept."""
        row = self._attempts.read(viewer, attempt_id, KIND)
        return self._view(self._settle(viewer, row))

    def save(self, viewer: Person, attempt_id: str, calls: Mapping[str, Call], version: int) -> int:
        """Keep what was decided so far; return the version to come with the next change.

        Raises:
            Conflict: ``handed-in``; ``time-is-up``; ``attempt-moved-on`` when it was changed in another tab.
        """
        with self._database.writing() as session:
            row = held(session, viewer, attempt_id, KIND)
            if self._clock() > self._until(row):
                raise Conflict("time-is-up")
            if version != row.version:
                raise Conflict("attempt-moved-on")
            self._keep(row, calls)
            return row.version

    def hand_in(self, viewer: Person, attempt_id: str, calls: Mapping[str, Call]) -> TriageAttempt:
        """Score an attempt, once. What comes after its time is not looked at: what was kept counts.

        Raises:
            Conflict: ``handed-in``.
            InvalidInput: ``place-twice`` when two vignettes stand in one place.
        """
        with self._database.writing() as session:
            row = held(session, viewer, attempt_id, KIND)
            now = self._clock()
            if now <= self._until(row) + GRACE:
                places = [call.place for call in calls.values() if call.place is not None]
                # Where time has run out nothing can be mended any more: a doubled place settles no pair, that is all.
                if len(set(places)) != len(places) and now < self._until(row):
                    raise InvalidInput("place-twice", name="place")
                self._keep(row, calls)
            self._end(session, row, min(now, self._until(row)))
            return self._view(row)

    def _settle(self, viewer: Person, row: ExerciseRow) -> ExerciseRow:
        """Hand in an attempt whose time is up."""
        if row.ended_at is not None or self._clock() <= self._until(row) + GRACE:
            return row
        with self._database.writing() as session:
            held_row = find.to_change(session, row.id)
            assert held_row is not None
            if held_row.ended_at is None:
                self._end(session, held_row, self._until(held_row))
            return held_row

    def _keep(self, row: ExerciseRow, calls: Mapping[str, Call]) -> None:
        body = json.loads(row.body)
        plan = self._content.triage_set(row.item_id)
        shown = [one["vignette"] for one in body["tickets"]]
        kept = {name: calls[name] for name in shown if name in calls}
        body["calls"] = {name: call.plain() for name, call in kept.items() if not call.is_empty}
        found = scored(plan, shown, kept).pattern_found
        now = self._clock()
        if found and body.get("found_after") is None:
            body["found_after"] = int((min(now, self._until(row)) - row.started_at).total_seconds())
        elif not found:
            body.pop("found_after", None)
        row.body, row.touched_at = packed(body), now
        row.version += 1

    def _end(self, session: Session, row: ExerciseRow, at: datetime) -> None:
        plan = self._content.triage_set(row.item_id)
        view = self._view(row)
        made = scored(plan, [one.vignette for one in view.tickets], view.calls)
        row.score, row.passed = made.total, made.total >= plan.pass_mark - 1e-9
        row.ended_at = row.touched_at = at
        row.version += 1
        if view.calls:
            # Nothing decided is nothing seen: it proves nothing, neither for nor against.
            self._prove(session, row, plan, made)

    def _prove(self, session: Session, row: ExerciseRow, plan: TriageSet, made: Score) -> None:
        assert row.ended_at is not None
        worth = {WHOLE: made.total}
        for name, dimensions in PROVES.items():
            found = [made.dimensions[one] for one in dimensions if one in made.dimensions]
            if found:
                worth[name] = round(sum(found) / len(found), 4)
        ref = f"{KIND}:{row.id}"
        proofs = [
            # Who has read the explanations of a set comes back with help.
            Proof(
                competency=name, kind="practical", score=score, difficulty=plan.difficulty, at=row.ended_at,
                family=plan.id, ref=ref, independence="alone" if row.seed == 1 else "hint",
            )
            for name, score in sorted(worth.items())
        ]  # fmt: skip
        onboarding.replace_proofs(session, row.person_id, ref, [row_of(one, row.person_id) for one in proofs])

    def _until(self, row: ExerciseRow) -> datetime:
        return row.started_at + timedelta(minutes=self._content.triage_set(row.item_id).minutes)

    def _view(self, row: ExerciseRow) -> TriageAttempt:
        body = json.loads(row.body)
        plan = self._content.triage_set(row.item_id)
        tickets = tuple(Ticket.model_validate(one) for one in body["tickets"])
        calls = {name: Call.model_validate(call) for name, call in body["calls"].items()}
        ended = row.ended_at is not None
        return TriageAttempt(
            id=row.id, plan=plan, tickets=tickets, calls=calls, version=row.version, until=self._until(row),
            now=self._clock(), passed=bool(row.passed), found_after=body.get("found_after"),
            score=scored(plan, [one.vignette for one in tickets], calls) if ended else None,
            ran_out=ended and row.ended_at == self._until(row), repeated=row.seed > 1,
        )  # fmt: skip
