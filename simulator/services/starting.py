"""Starting a run: the card, its values and the scorecards are pinned with it."""

import random
import secrets
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import simulations as find
from simulator.db.tables import SimulationRow
from simulator.domain.case import Case
from simulator.domain.event import Event, Mode
from simulator.domain.modifier import ModifierId
from simulator.domain.person import Person, Role
from simulator.domain.run import Run
from simulator.domain.text import Language
from simulator.domain.twin import is_twin, letter_of, parent_of
from simulator.engine import play
from simulator.engine.modifiers import suitable
from simulator.errors import InvalidInput, NotFound
from simulator.services.runs import Loaded, Runs

HIGHEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class Choice:
    """What a person chose in the start form."""

    scenario_id: str
    lang: Language
    mode: Mode
    seed: int | None
    key: str
    modifiers: tuple[ModifierId, ...] = ()


class Starting:
    """Begins runs."""

    def __init__(self, database: Database, content: Library, runs: Runs, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._runs = runs
        self._clock = clock

    def start(self, viewer: Person, choice: Choice) -> str:
        """Start a run and return its id; the same key starts one run however often it is sent."""
        _check(choice)
        if is_twin(choice.scenario_id) and viewer.role is Role.TRAINEE:
            raise NotFound(choice.scenario_id)  # a twin is met, not chosen
        with self._database.reading() as session:
            known = find.run_by_start_key(session, viewer.id, choice.key)
            played = find.highest_seed(session, viewer.id, parent_of(choice.scenario_id))
            is_solved = find.is_solved(session, viewer.id, choice.scenario_id)
        if known is not None:
            return known.id
        seed = played + 1 if choice.seed is None else choice.seed
        again = choice.seed is None and is_solved
        card = self._met(viewer, choice, seed) if again else choice.scenario_id
        case = self._content.case(card, choice.lang, seed, choice.mode, choice.modifiers)
        try:
            return self.store(viewer, case, play.begin(case), choice.key)
        except IntegrityError:
            # The other half of a double click was faster.
            with self._database.reading() as session:
                known = find.run_by_start_key(session, viewer.id, choice.key)
            if known is None:
                raise
            return known.id

    def _met(self, viewer: Person, choice: Choice, seed: int) -> str:
        """Return what somebody meets who takes a card again that he has solved: it, or a twin of it."""
        twins = [
            twin.id
            for twin in self._content.twins_of(choice.scenario_id)
            if set(choice.modifiers) <= set(suitable(twin, self._content.articles))
        ]
        rng = random.Random(f"{viewer.id}:{choice.scenario_id}:{seed}")  # noqa: S311 — variety, not secrecy
        return rng.choice([choice.scenario_id, *twins])

    def store(self, viewer: Person, case: Case, events: tuple[Event, ...], key: str) -> str:
        """Store a run with its first events and return its id."""
        now = self._clock()
        with self._database.writing() as session:
            pinned = self._runs.pins.keep(session, case, self._content.rubrics)
            row = SimulationRow(
                id=secrets.token_hex(8),
                person_id=viewer.id,
                start_key=key,
                scenario_id=parent_of(case.scenario.id),
                twin=letter_of(case.scenario.id),
                digest=case.digest,
                seed=case.seed,
                lang=case.lang,
                mode=case.mode,
                subject=case.scenario.subject.within(case.lang),
                scenario_pin=pinned.scenario,
                persona_pin=pinned.persona,
                voice_pin=pinned.voice,
                provider_pin=pinned.provider,
                rubrics_pin=pinned.rubrics,
                status="open",
                event_count=0,
                started_at=now,
                touched_at=now,
            )
            session.add(row)
            session.flush()
            self._runs.append(session, Loaded(row, case, Run()), events)
        return row.id


def _check(choice: Choice) -> None:
    if choice.lang not in ("en", "ru"):
        raise InvalidInput("language-unknown", name="lang")
    if choice.mode not in ("practice", "exam"):
        raise InvalidInput("mode-unknown", name="mode")
    if choice.seed is not None and not 1 <= choice.seed <= HIGHEST_SEED:
        raise InvalidInput("seed-out-of-range", name="seed")
