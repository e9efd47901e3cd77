"""Content as it was when a run began: changed cards never alter a running or graded run."""

import threading
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar, cast

from pydantic import BaseModel
from sqlmodel import Session

from simulator.db.queries import pins as find
from simulator.db.tables import SimulationRow
from simulator.domain.case import Case
from simulator.domain.event import Mode
from simulator.domain.persona import Persona, Voice
from simulator.domain.provider import Provider
from simulator.domain.rubric import Rubric, Rubrics, Scoring
from simulator.domain.scenario import Scenario
from simulator.domain.text import Language
from simulator.errors import NotFound

REMEMBERED = 400
"""Parsed pieces kept in memory. They never change, so any process may keep its own."""

Piece = TypeVar("Piece")


class _Scorecards(BaseModel):
    rubrics: dict[str, Rubric]
    scoring: Scoring


@dataclass(frozen=True)
class Pinned:
    """Digests of everything a run needs."""

    scenario: str
    persona: str
    voice: str
    provider: str
    rubrics: str


class Pins:
    """Stores each piece of content once, by its digest, and gives it back parsed."""

    def __init__(self) -> None:
        self._parsed: dict[str, object] = {}
        self._lock = threading.Lock()

    def keep(self, session: Session, case: Case, rubrics: Rubrics) -> Pinned:
        """Store what ``case`` is made of, unless it is stored already."""
        return Pinned(
            scenario=self._store(session, "scenario", case.scenario),
            persona=self._store(session, "persona", case.persona),
            voice=self._store(session, "voice", case.voice),
            provider=self._store(session, "provider", case.provider),
            rubrics=self.keep_rubrics(session, rubrics),
        )

    def keep_rubrics(self, session: Session, rubrics: Rubrics) -> str:
        """Store the scorecards and return their digest."""
        return self._store(session, "rubrics", _Scorecards(rubrics=rubrics.rubrics, scoring=rubrics.scoring))

    def case(self, session: Session, row: SimulationRow) -> Case:
        """Return the case which a run plays."""
        return Case(
            scenario=self._piece(session, row.scenario_pin, Scenario),
            persona=self._piece(session, row.persona_pin, Persona),
            voice=self._piece(session, row.voice_pin, Voice),
            provider=self._piece(session, row.provider_pin, Provider),
            lang=cast("Language", row.lang),
            seed=row.seed,
            mode=cast("Mode", row.mode),
            digest=row.digest,
        )

    def rubrics(self, session: Session, digest: str) -> Rubrics:
        """Return scorecards by digest."""
        cards = self._piece(session, digest, _Scorecards)
        return Rubrics(rubrics=cards.rubrics, scoring=cards.scoring)

    def _store(self, session: Session, kind: str, piece: BaseModel) -> str:
        body = piece.model_dump_json()
        digest = sha256(f"{kind}\n{body}".encode()).hexdigest()
        if digest not in self._parsed and find.pin(session, digest) is None:
            find.keep_pin(session, digest, kind, body)
        return digest

    def _piece(self, session: Session, digest: str, model: type[Piece]) -> Piece:
        found = self._parsed.get(digest)
        if found is None:
            row = find.pin(session, digest)
            if row is None:
                raise NotFound(digest)
            assert issubclass(model, BaseModel)
            found = model.model_validate_json(row.body)
            with self._lock:
                while len(self._parsed) >= REMEMBERED:
                    self._parsed.pop(next(iter(self._parsed)))
                self._parsed[digest] = found
        assert isinstance(found, model)
        return found
