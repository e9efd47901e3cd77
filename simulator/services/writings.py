"""Writing: drafts that are kept, versions that are handed in, what rules advise."""

import json
import secrets
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import exercises as find, writings
from simulator.db.tables import ExerciseRow, WritingVersionRow
from simulator.domain.appraisal import Appraisal
from simulator.domain.exercise import Fields
from simulator.domain.person import Person
from simulator.domain.practice import Section
from simulator.domain.text import Language
from simulator.domain.writing import State, Writing
from simulator.engine.replies import TEXT_LIMIT, clean_text
from simulator.errors import Conflict, InvalidInput
from simulator.exercises.writing import field_names
from simulator.rehearsal.writing import appraised
from simulator.services.works import Work, key_of, prove, set_state, state_of, work_of


@dataclass(frozen=True)
class WritingLine:
    """An exercise in the list."""

    task: Writing
    state: State
    score: float | None = None


@dataclass(frozen=True)
class Typed:
    """What a page sends: the text, the version it was made from, and which page it was."""

    fields: Fields
    version: int
    tab: str = ""


class Writings:
    """What trainees do with writing exercises."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock

    def all(self, viewer: Person) -> tuple[WritingLine, ...]:
        """Return every exercise with how far the viewer is."""
        with self._database.reading() as session:
            rows = {row.item_id: row for row in find.attempts(session, viewer.id, "writing")}
        return tuple(
            WritingLine(task, state_of(rows.get(task.id)), row.score if (row := rows.get(task.id)) else None)
            for task in self._content.writings
        )

    def practice(self, viewer: Person) -> Section:
        """Return how far the viewer is with written work. Returned work is due again; accepted work is done."""
        lines = self.all(viewer)
        scores = [line.score for line in lines if line.score is not None]
        return Section(
            id="writing", due=sum(line.state == "returned" for line in lines),
            open=sum(line.state == "draft" for line in lines), of=len(lines),
            done=sum(line.state in ("accepted", "handed-in") for line in lines),
            best=round(sum(scores) / len(scores), 4) if scores else None,
        )  # fmt: skip

    def work(self, viewer: Person, exercise_id: str, lang: Language) -> Work:
        """Return the viewer's own work; one that is not begun is empty and in ``lang``."""
        task = self._content.writing(exercise_id)
        with self._database.reading() as session:
            row = find.by_start_key(session, viewer.id, key_of(task))
            return work_of(session, task, row) if row else Work(task, lang, {}, 0, "new")

    def save_draft(
        self, viewer: Person, exercise_id: str, lang: Language, fields: Fields, version: int, tab: str = ""
    ) -> int:
        """Keep what stands in the editor; return its new version. The same text changes nothing.

        ``tab`` names the page that writes: what it has written last it may write over, whatever the version.

        Raises:
            InvalidInput: ``text-too-long``.
            Conflict: ``writing-moved-on`` when it was changed elsewhere, ``writing-accepted``.
        """
        task = self._content.writing(exercise_id)
        kept = cleaned(task, fields)
        try:
            return self._save(viewer, task, lang, Typed(kept, version, tab))
        except IntegrityError:
            # Another tab began the work a moment earlier.
            return self._save(viewer, task, lang, Typed(kept, version, tab))

    def _save(self, viewer: Person, task: Writing, lang: Language, typed: Typed) -> int:
        with self._database.writing() as session:
            return self._kept(self._row(session, viewer, task, lang), typed)

    def hand_in(
        self, viewer: Person, exercise_id: str, lang: Language, fields: Fields, version: int, tab: str = ""
    ) -> None:
        """Append a version with what rules see in it. The same text twice is one version.

        Raises:
            InvalidInput: ``text-empty``, ``text-too-long``.
            Conflict: ``writing-moved-on``, ``writing-accepted``.
        """
        task = self._content.writing(exercise_id)
        kept = cleaned(task, fields)
        if not any(any(sign.isalpha() for sign in text) for text in kept.values()):
            raise InvalidInput("text-empty", name=field_names(task)[-1])
        with self._database.reading() as session:
            known = find.by_start_key(session, viewer.id, key_of(task))
            spoken: Language = work_of(session, task, known).lang if known else lang
        seen = appraised(self._content, task, kept, spoken)
        try:
            self._append(viewer, task, spoken, Typed(kept, version, tab), seen)
        except IntegrityError:
            # The other half of a double click was faster.
            self._append(viewer, task, spoken, Typed(kept, version, tab), seen)

    def _append(self, viewer: Person, task: Writing, lang: Language, typed: Typed, seen: Appraisal) -> None:
        with self._database.writing() as session:
            row = self._row(session, viewer, task, lang)
            earlier = writings.versions(session, row.id)
            if earlier and json.loads(earlier[-1].fields) == typed.fields:
                return
            self._kept(row, typed)
            made = WritingVersionRow(
                id=secrets.token_hex(8), exercise_id=row.id, n=len(earlier) + 1, score=seen.score,
                fields=json.dumps(typed.fields, ensure_ascii=False), appraisal=seen.model_dump_json(), at=self._clock(),
            )  # fmt: skip
            session.add(made)
            row.score = seen.score
            set_state(row, "handed-in")
            if task.by_rule:
                prove(session, row, task, made.n, seen.score, made.at)

    def _row(self, session: Session, viewer: Person, task: Writing, lang: Language) -> ExerciseRow:
        """Return the viewer's row held against other writers, begun when it is not there."""
        known = find.by_start_key(session, viewer.id, key_of(task))
        if known is None:
            now = self._clock()
            known = ExerciseRow(
                id=secrets.token_hex(8), person_id=viewer.id, kind="writing", item_id=task.id,
                start_key=key_of(task), seed=1, lang=lang, started_at=now, touched_at=now, version=0,
                body=json.dumps({"fields": {}, "state": "draft"}),
            )  # fmt: skip
            session.add(known)
            session.flush()
        held = find.to_change(session, known.id)
        assert held is not None
        if state_of(held) == "accepted":
            raise Conflict("writing-accepted")
        return held

    def _kept(self, row: ExerciseRow, typed: Typed) -> int:
        body = json.loads(row.body)
        if row.version and body["fields"] == typed.fields:
            return row.version
        if row.version != typed.version and not (typed.tab and body.get("tab") == typed.tab):
            raise Conflict("writing-moved-on")
        row.body = json.dumps(body | {"fields": typed.fields, "tab": typed.tab}, ensure_ascii=False)
        row.version += 1
        row.touched_at = self._clock()
        return row.version


def cleaned(task: Writing, fields: Fields) -> dict[str, str]:
    """Return the known fields without control characters; all together no longer than one long text.

    Raises:
        InvalidInput: ``text-too-long``.
    """
    names = field_names(task)
    kept = {name: clean_text(fields[name], name=name, required=False) for name in names if name in fields}
    kept = {name: text for name, text in kept.items() if text}
    if sum(map(len, kept.values())) > TEXT_LIMIT:
        raise InvalidInput(
            "text-too-long", name=max(kept, key=lambda name: len(kept[name])), limit=TEXT_LIMIT
        )
    return kept
