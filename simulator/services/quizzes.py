"""Taking quizzes: drawn, answered once, explained, remembered; each one proves its competencies."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import onboarding
from simulator.db.tables import ExerciseRow
from simulator.domain.person import Person
from simulator.domain.practice import Section
from simulator.domain.proof import Proof
from simulator.domain.quiz import Quiz
from simulator.domain.text import Language
from simulator.exercises.quizzing import Drawn, Result, drawn, due_items, ordered, result
from simulator.services.attempts import Attempts, Start, Tally, held, packed, section, tally
from simulator.services.proofs import row_of

KIND = "quiz"


@dataclass(frozen=True)
class QuizLine:
    """A quiz in the list."""

    quiz: Quiz
    best: float | None
    passed: bool
    due: int
    """Items whose time has come again."""
    open_id: str | None = None


@dataclass(frozen=True)
class Attempt:
    """An attempt as its person sees it."""

    id: str
    quiz: Quiz
    shown: tuple[Drawn, ...]
    answers: Mapping[str, tuple[str, ...]]
    result: Result | None
    at: datetime


class Quizzes:
    """What trainees do with quizzes."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock
        self._attempts = Attempts(database, clock)

    def all(self, viewer: Person) -> tuple[QuizLine, ...]:
        """Return every quiz with how far the viewer is."""
        now = self._clock()
        rows = self._attempts.of(viewer, KIND)
        lines = []
        for quiz in self._content.quizzes:
            if not any(item.use != "hiring" for item in quiz.items):
                continue
            due = self._due([row for row in rows if row.item_id == quiz.id], now)
            so_far = tally(rows, quiz.id)
            lines.append(QuizLine(quiz, so_far.best, so_far.passed, len(due), so_far.open_id))
        return tuple(lines)

    def practice(self, viewer: Person) -> Section:
        """Return how far the viewer is with quizzes."""
        lines = self.all(viewer)
        tallies = [Tally(0, line.best, line.passed, line.open_id) for line in lines]
        return section("quizzes", tallies, due=sum(line.due > 0 for line in lines))

    def begin(self, viewer: Person, quiz_id: str, lang: Language, key: str) -> str:
        """Draw an attempt and return its id; the same key, or an open attempt, begins nothing twice."""
        quiz = self._content.quiz(quiz_id)

        def draw(seed: int, own: Sequence[ExerciseRow]) -> dict[str, Any]:
            seen = [item for row in own for item in json.loads(row.body).get("shares", {})]
            shown = drawn(quiz, seed, self._due(own, self._clock()), seen)
            return {"shown": [[one.item, list(one.options)] for one in shown]}

        return self._attempts.begin(viewer, Start(KIND, quiz_id, lang, key), draw)

    def attempt(self, viewer: Person, attempt_id: str) -> Attempt:
        """Return one's own attempt."""
        return self._attempt(self._attempts.read(viewer, attempt_id, KIND))

    def hand_in(self, viewer: Person, attempt_id: str, answers: Mapping[str, Sequence[str]]) -> Attempt:
        """Score an attempt, once; it proves the competencies of its items.

        Raises:
            Conflict: ``handed-in`` when it was scored before.
        """
        with self._database.writing() as session:
            row = held(session, viewer, attempt_id, KIND)
            plain = self._attempt(row)
            given = {one.item: _given(plain.quiz, one, answers) for one in plain.shown}
            made = result(plain.quiz, plain.shown, given)
            body = json.loads(row.body)
            body |= {"answers": given, "shares": dict(made.shares)}
            row.body = packed(body)
            row.score, row.passed = made.score, made.passed
            row.ended_at = row.touched_at = self._clock()
            row.version += 1
            self._prove(session, row, plain.quiz, made)
            return self._attempt(row)

    def _prove(self, session: Session, row: ExerciseRow, quiz: Quiz, made: Result) -> None:
        """Let an attempt prove what its items are about, each competency by its own items."""
        assert row.ended_at is not None
        by_competency: dict[str, list[tuple[float, int]]] = {}
        for item_id, worth in made.shares.items():
            item = quiz.item(item_id)
            assert item is not None
            for name in item.competencies or quiz.competencies:
                by_competency.setdefault(name, []).append((worth, item.difficulty))
        ref = f"{KIND}:{row.id}"
        proofs = [
            Proof(
                competency=name, kind="quiz", score=round(sum(w for w, _ in found) / len(found), 4),
                difficulty=round(sum(d for _, d in found) / len(found)), at=row.ended_at, family=quiz.id, ref=ref,
            )
            for name, found in sorted(by_competency.items())
        ]  # fmt: skip
        onboarding.replace_proofs(session, row.person_id, ref, [row_of(one, row.person_id) for one in proofs])

    def _due(self, rows: Sequence[ExerciseRow], now: datetime) -> tuple[str, ...]:
        history = [(row.ended_at, json.loads(row.body)["shares"]) for row in rows if row.ended_at is not None]
        return due_items(history, self._content.programme.spacing_days, now)

    def _attempt(self, row: ExerciseRow) -> Attempt:
        body = json.loads(row.body)
        made = None
        if row.score is not None:
            made = Result(row.score, bool(row.passed), body["shares"])
        return Attempt(
            id=row.id,
            quiz=self._content.quiz(row.item_id),
            shown=tuple(Drawn(item, tuple(options)) for item, options in body["shown"]),
            answers={item: tuple(given) for item, given in body.get("answers", {}).items()},
            result=made,
            at=row.ended_at or row.started_at,
        )


def _given(quiz: Quiz, one: Drawn, answers: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what was answered to an item; an order comes as a place for each option."""
    item = quiz.item(one.item)
    if item is None or item.kind != "order":
        return tuple(text[:200] for text in tuple(answers.get(one.item, ()))[:8])
    places = {option: (list(answers.get(f"{one.item}:{option}", ())) or [""])[0] for option in one.options}
    return ordered(places)
