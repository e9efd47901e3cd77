"""Writing cards in the product: begin, save, check, try, publish. Every text is kept; nothing is published untried."""

import difflib
import secrets
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.content.manuscript import LONGEST, begun, checked, fields_of, with_fields
from simulator.db.engine import Database
from simulator.db.queries import cards as find
from simulator.db.tables import CardRow, CardVersionRow
from simulator.domain.manuscript import Manuscript
from simulator.domain.person import Person
from simulator.domain.text import Language
from simulator.domain.twin import parent_of
from simulator.engine import play
from simulator.errors import Conflict, InvalidInput, NotFound, Problem
from simulator.services.access import must_lead
from simulator.services.cards import CardLine, TwinLine, known, line_of, told, version_of, was_tried
from simulator.services.starting import Starting

FIRST_FREE, LAST = 60, 99
"""Ids for cards of one's own: those before ship with the product."""
NOTE_LIMIT = 400


class Authoring:
    """What leads do with cards of their own."""

    def __init__(self, database: Database, content: Library, starting: Starting, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._starting = starting
        self._clock = clock

    def all(self, viewer: Person) -> tuple[CardLine, ...]:
        """Return every card that is written here."""
        must_lead(viewer)
        with self._database.reading() as session:
            return tuple(line_of(session, row) for row in find.cards(session))

    def twins(self, viewer: Person) -> tuple[TwinLine, ...]:
        """Return the twins that ship with the product."""
        must_lead(viewer)
        return tuple(
            TwinLine(card.id, parent_of(card.id), card.title, card.cause.text) for card in self._content.twins
        )

    @cached_property
    def sources(self) -> tuple[tuple[str, str, str], ...]:
        """Id and title (English, Russian) of the cards that ship with the product: what a new one can begin as."""
        files = {file.stem for file in (self._content.root / "scenarios" / "cards").glob("*.yaml")}
        return tuple(
            (one.id, one.title.en, one.title.ru) for one in self._content.scenarios if one.id in files
        )

    def begin(self, viewer: Person, source: str, *, replace: bool) -> str:
        """Begin a card as a copy of a shipped one, under a free id or in its place; return the card's id.

        Raises:
            NotFound: no such source.
            InvalidInput: ``card-begun`` when the shipped card has a copy already, ``cards-full`` without a free id.
        """
        must_lead(viewer)
        if source not in {one[0] for one in self.sources}:
            raise NotFound(source)
        text = (self._content.root / "scenarios" / "cards" / f"{source}.yaml").read_text(encoding="utf-8")
        with self._database.writing() as session:
            taken = {row.scenario_id for row in find.cards(session)}
            if replace and source in taken:
                raise InvalidInput("card-begun", name="source")
            free = (f"SC-{n}" for n in range(FIRST_FREE, LAST + 1) if f"SC-{n}" not in taken)
            scenario_id = source if replace else next(free, None)
            if scenario_id is None:
                raise InvalidInput("cards-full", name="source")
            row = CardRow(
                id=secrets.token_hex(8), scenario_id=scenario_id, version=0, author_id=viewer.id,
                updated_at=self._clock(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            self._append(session, row, viewer, text if replace else begun(text, scenario_id), "")
            return row.id

    def open(self, viewer: Person, card_id: str, text: str | None = None) -> Manuscript:
        """Return a card with its newest text, or with an unsaved ``text`` seen in its place."""
        must_lead(viewer)
        with self._database.reading() as session:
            row = known(session.get(CardRow, card_id), card_id)
            newest = version_of(session, row, row.version)
            line = line_of(session, row)
            history = tuple(told(session, row, one) for one in find.history(session, card_id))
            tried = text in (None, newest.body) and was_tried(session, newest)
        shown = text or newest.body
        card, problems = checked(shown, row.scenario_id, self._content)
        return Manuscript(
            id=row.id, scenario_id=row.scenario_id, title=line.title,
            stage="tried" if tried and line.stage == "draft" else line.stage, version=row.version, text=shown, fields=fields_of(shown), problems=problems, readable=card is not None,
            tried=tried, author=line.author, updated_at=row.updated_at, published_version=row.published_version,
            replaces=row.scenario_id in {one[0] for one in self.sources}, history=history,
        )  # fmt: skip

    def problems(self, viewer: Person, card_id: str, text: str) -> tuple[Problem, ...]:
        """Return what is wrong with a text that is being typed."""
        must_lead(viewer)
        with self._database.reading() as session:
            row = known(session.get(CardRow, card_id), card_id)
        return checked(text[:LONGEST], row.scenario_id, self._content)[1]

    def save(self, viewer: Person, card_id: str, text: str, version: int, note: str = "") -> int:
        """Keep a text as the next version and return its number. A text with problems is kept too.

        Raises:
            InvalidInput: ``card-too-long`` or ``card-empty``.
            Conflict: ``card-moved-on`` when somebody saved after ``version``.
        """
        must_lead(viewer)
        text = text.replace("\r\n", "\n")
        if not text.strip():
            raise InvalidInput("card-empty", name="text")
        if len(text) > LONGEST or "\x00" in text:
            raise InvalidInput("card-too-long", name="text")
        with self._database.writing() as session:
            row = known(find.to_change(session, card_id), card_id)
            newest = version_of(session, row, row.version)
            if newest.body == text:
                return row.version
            if row.version != version:
                raise Conflict("card-moved-on")
            self._append(session, row, viewer, text, note)
            return row.version

    def merged(self, viewer: Person, text: str, changed: Mapping[str, str]) -> str:
        """Return ``text`` with the values of the short form put in; the author's layout stays."""
        must_lead(viewer)
        return with_fields(text[:LONGEST], changed)

    def try_run(self, viewer: Person, card_id: str, lang: Language, key: str) -> str:
        """Start a run of the newest text and return its id.

        Raises:
            InvalidInput: ``card-unreadable`` when the text is no card yet.
        """
        must_lead(viewer)
        with self._database.reading() as session:
            row = known(session.get(CardRow, card_id), card_id)
            newest = version_of(session, row, row.version)
        card, _problems = checked(newest.body, row.scenario_id, self._content)
        if card is None:
            raise InvalidInput("card-unreadable", name="text")
        case = self._content.case_of(card, lang, 1, "practice", newest.digest)
        run_id = self._starting.store(viewer, case, play.begin(case), key)
        with self._database.writing() as session:
            version_of(session, row, newest.n).tried_run = run_id
        return run_id

    def publish(self, viewer: Person, card_id: str, version: int, note: str) -> None:
        """Give the newest text to trainees. Runs that go on keep the text they began with.

        Raises:
            InvalidInput: ``card-wrong`` with problems, ``card-untried`` before a run of this text was ended.
            Conflict: ``card-moved-on``.
        """
        must_lead(viewer)
        with self._database.writing() as session:
            row = known(find.to_change(session, card_id), card_id)
            if row.version != version:
                raise Conflict("card-moved-on")
            newest = version_of(session, row, row.version)
            if checked(newest.body, row.scenario_id, self._content)[1]:
                raise InvalidInput("card-wrong", name="text")
            if not was_tried(session, newest):
                raise InvalidInput("card-untried", name="text")
            newest.note = note.strip()[:NOTE_LIMIT] or newest.note
            row.published_version, row.stage, row.updated_at = newest.n, "published", self._clock()
            row.author_id = viewer.id

    def withdraw(self, viewer: Person, card_id: str) -> None:
        """Take a card back from trainees; a shipped card that it replaced is theirs again."""
        must_lead(viewer)
        with self._database.writing() as session:
            row = known(find.to_change(session, card_id), card_id)
            row.published_version, row.stage, row.updated_at = None, "withdrawn", self._clock()

    def difference(self, viewer: Person, card_id: str, old: int, new: int) -> tuple[str, ...]:
        """Return the lines that two texts differ in, as a unified diff."""
        must_lead(viewer)
        with self._database.reading() as session:
            row = known(session.get(CardRow, card_id), card_id)
            before, after = version_of(session, row, old).body, version_of(session, row, new).body
        lines = difflib.unified_diff(
            before.splitlines(), after.splitlines(), str(old), str(new), lineterm="", n=2
        )
        return tuple(lines)

    def _append(self, session: Session, row: CardRow, viewer: Person, text: str, note: str) -> None:
        row.version += 1
        row.author_id, row.updated_at = viewer.id, self._clock()
        session.add(
            CardVersionRow(
                card_id=row.id, n=row.version, body=text, digest=sha256(text.encode()).hexdigest(),
                author_id=viewer.id, at=row.updated_at, note=note.strip()[:NOTE_LIMIT],
            )
        )  # fmt: skip
