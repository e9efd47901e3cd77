"""Labs: begun with values of one's own, typed line by line, replayed from what was typed, scored once."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlmodel import Session as Transaction

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import exercises as find, onboarding
from simulator.db.tables import ExerciseRow
from simulator.domain.person import Person
from simulator.domain.practice import Section
from simulator.domain.proof import Proof
from simulator.domain.text import Language
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.labs.answers import LONGEST
from simulator.labs.completing import completions
from simulator.labs.limits import LINE
from simulator.labs.scoring import Score, scored
from simulator.services.attempts import Attempts, Start, held, packed, section, tally
from simulator.services.labviews import LabAttempt, LabLine, view_of
from simulator.services.proofs import row_of
from simulator.services.replays import Replays

KIND = "lab"
GRACE = timedelta(seconds=10)


class Labs:
    """What trainees do in labs and practicals."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock
        self._attempts = Attempts(database, clock)
        self._replays = Replays(content)

    def all(self, viewer: Person) -> tuple[LabLine, ...]:
        """Return every lab with how far the viewer is."""
        for row in self._attempts.of(viewer, KIND):
            self._settle(row)
        rows = self._attempts.of(viewer, KIND)
        return tuple(
            LabLine(lab, tally(rows, lab.id), self._is_due(rows, lab.id)) for lab in self._content.labs
        )

    def practice(self, viewer: Person) -> Section:
        """Return how far the viewer is with labs."""
        lines = self.all(viewer)
        return section("labs", [line.tally for line in lines], due=sum(line.due for line in lines))

    def begin(self, viewer: Person, lab_id: str, lang: Language, key: str) -> str:
        """Switch the machines on and return the attempt's id; nothing is begun twice."""
        self._content.lab(lab_id)
        for row in self._attempts.of(viewer, KIND):
            self._settle(row)

        def draw(seed: int, own: Sequence[ExerciseRow]) -> dict[str, Any]:
            # Values of one's own: what a colleague found out is not the answer here.
            digest = sha256(f"{viewer.id}:{lab_id}:{seed}".encode()).hexdigest()
            return {
                "values": int(digest[:6], 16),
                "lines": [],
                "answers": {},
                "hints": 0,
                "helped": self._is_fresh(own),
            }

        return self._attempts.begin(viewer, Start(KIND, lab_id, lang, key), draw)

    def attempt(self, viewer: Person, attempt_id: str) -> LabAttempt:
        """Return one's own attempt; when its time is up it is handed in as it stands."""
        return self._view(self._settle(self._attempts.read(viewer, attempt_id, KIND)))

    def type(self, viewer: Person, attempt_id: str, machine: str, line: str, key: str) -> LabAttempt:
        """Run a line; the same submission runs once.

        Raises:
            Conflict: ``handed-in``, ``time-is-up``, ``lab-full``.
            InvalidInput: ``tool-empty``, ``tool-too-long``.
        """
        text = "".join(char for char in line if char.isprintable() or char == "\t").strip()
        if not text:
            raise InvalidInput("tool-empty", name="tool")
        if len(text) > LINE:
            raise InvalidInput("tool-too-long", name="tool")
        with self._replays.at(self._attempts.read(viewer, attempt_id, KIND)):
            # Whatever must be replayed is replayed before others wait for the database.
            pass
        with self._database.writing() as session:
            row, body = self._going_on(session, viewer, attempt_id)
            if machine not in self._content.lab(row.item_id).machines:
                raise NotFound(machine)
            if any(key == known for _machine, _text, known in body["lines"]):
                return self._view(row)
            if self._view(row).is_full:
                raise Conflict("lab-full")
            body["lines"].append([machine, text, key[:64]])
            self._keep(row, body)
            return self._view(row)

    def answer(self, viewer: Person, attempt_id: str, answers: Mapping[str, str]) -> LabAttempt:
        """Keep what was answered so far."""
        with self._database.writing() as session:
            row, body = self._going_on(session, viewer, attempt_id)
            body["answers"] |= self._asked(row, answers)
            self._keep(row, body)
            return self._view(row)

    def hint(self, viewer: Person, attempt_id: str, shown: int) -> LabAttempt:
        """Show the hint after those ``shown``; asked for twice it is shown once.

        Raises:
            Conflict: ``no-more-hints``.
        """
        with self._database.writing() as session:
            row, body = self._going_on(session, viewer, attempt_id)
            if body["hints"] >= len(self._content.lab(row.item_id).hints):
                raise Conflict("no-more-hints")
            if shown == body["hints"]:
                body["hints"] += 1
                self._keep(row, body)
            return self._view(row)

    def hand_in(self, viewer: Person, attempt_id: str, answers: Mapping[str, str]) -> LabAttempt:
        """Score an attempt, once. After its time what was kept counts."""
        with self._database.writing() as session:
            row = held(session, viewer, attempt_id, KIND)
            body = json.loads(row.body)
            now, until = self._clock(), self._until(row)
            if until is None or now <= until + GRACE:
                body["answers"] |= self._asked(row, answers)
                row.body = packed(body)
            self._end(session, row, min(now, until) if until else now)
            return self._view(row)

    def completions(self, viewer: Person, attempt_id: str, machine: str, text: str) -> list[str]:
        """Return what the tabulator key offers after ``text``."""
        row = self._attempts.read(viewer, attempt_id, KIND)
        with self._replays.at(row) as session:
            if machine not in session.machines:
                raise NotFound(machine)
            return completions(session.machines[machine], text)

    def _going_on(
        self, session: Transaction, viewer: Person, attempt_id: str
    ) -> tuple[ExerciseRow, dict[str, Any]]:
        row = held(session, viewer, attempt_id, KIND)
        until = self._until(row)
        if until is not None and self._clock() > until:
            raise Conflict("time-is-up")
        return row, json.loads(row.body)

    def _keep(self, row: ExerciseRow, body: dict[str, Any]) -> None:
        row.body, row.touched_at = packed(body), self._clock()
        row.version += 1

    def _asked(self, row: ExerciseRow, answers: Mapping[str, str]) -> dict[str, str]:
        """Return the answers to questions of the lab."""
        asked = [goal.id for goal in self._content.lab(row.item_id).goals if goal.answer is not None]
        return {
            name: answers[name].replace("\x00", "")[:LONGEST].strip() for name in asked if name in answers
        }

    def _until(self, row: ExerciseRow) -> datetime | None:
        lab = self._content.lab(row.item_id)
        return row.started_at + timedelta(minutes=lab.minutes) if lab.timed else None

    def _settle(self, row: ExerciseRow) -> ExerciseRow:
        """Hand in an attempt whose time is up."""
        until = self._until(row)
        if row.ended_at is not None or until is None or self._clock() <= until + GRACE:
            return row
        with self._database.writing() as session:
            held_row = find.to_change(session, row.id)
            assert held_row is not None
            if held_row.ended_at is None:
                self._end(session, held_row, until)
            return held_row

    def _end(self, session: Transaction, row: ExerciseRow, at: datetime) -> None:
        body = json.loads(row.body)
        with self._replays.at(row) as played:
            made = scored(played, body["answers"])
        row.score, row.passed = made.total, made.passed
        row.ended_at = row.touched_at = at
        row.version += 1
        if body["lines"] or any(body["answers"].values()):
            # Where nothing was done nothing is seen: it proves nothing, neither for nor against.
            self._prove(session, row, body, made)

    def _prove(self, session: Transaction, row: ExerciseRow, body: dict[str, Any], made: Score) -> None:
        assert row.ended_at is not None
        lab, ref = self._content.lab(row.item_id), f"{KIND}:{row.id}"
        proofs = [
            Proof(
                competency=name, kind="practical" if lab.timed else "lab", score=worth, difficulty=lab.difficulty,
                at=row.ended_at, family=lab.id, ref=ref, independence="hint" if body["hints"] or body["helped"] else "alone",
            )
            for name, worth in sorted(made.worth.items())
        ]  # fmt: skip
        onboarding.replace_proofs(session, row.person_id, ref, [row_of(one, row.person_id) for one in proofs])

    def _is_fresh(self, own: Sequence[ExerciseRow]) -> bool:
        """Tell whether the explanation was read so lately that a repeat counts as one with a hint."""
        ended = [row.ended_at for row in own if row.ended_at is not None]
        pause = timedelta(days=max(self._content.programme.spacing_days))
        return bool(ended) and self._clock() - max(ended) < pause

    def _is_due(self, rows: Sequence[ExerciseRow], lab_id: str) -> bool:
        """Tell whether a lab is worth another go: soon after a miss, later and later after each pass."""
        own = [row for row in rows if row.item_id == lab_id]
        ended = [row.ended_at for row in own if row.ended_at is not None]
        if not ended or len(ended) < len(own):
            return False
        spacing = self._content.programme.spacing_days
        passes = sum(bool(row.passed) for row in own)
        return self._clock() - max(ended) >= timedelta(days=spacing[min(passes, len(spacing) - 1)])

    def _view(self, row: ExerciseRow) -> LabAttempt:
        with self._replays.at(row) as played:
            return view_of(row, json.loads(row.body), played, self._until(row), self._clock())
