"""The way to work-ready: where somebody stands, what proves it, what to do next. Computed from stored proofs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.tables import PersonRow
from simulator.domain.career import Competency
from simulator.domain.person import Person
from simulator.domain.progress import Cell, ConditionView, Detail, GateView, Progress, Source, Suggestion
from simulator.domain.proof import Proof
from simulator.errors import NotFound
from simulator.readiness.choice import Candidate, Choice, cheapest, choices
from simulator.readiness.gates import GateState, Record, gate_state
from simulator.readiness.index import Readiness, readiness
from simulator.readiness.levels import Part, Standing, standing
from simulator.services.access import sees
from simulator.services.gathering import Known, day_of, fact_of, gathered

TREND_DAYS = 30
ARTICLES = "L1-D15"
"""What an accepted article proves: guides and root causes are written work, and no article."""
SUGGESTED = 3


class Onboarding:
    """Today, the role matrix, and the evidence behind each cell."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock

    def progress(self, viewer: Person, person_id: str, as_of: datetime | None = None) -> Progress:
        """Return where a person stands (now, or on a past day). One's own, or one's people's."""
        now = as_of or self._clock()
        with self._database.reading() as session:
            known = self.known(session, viewer, person_id, now)
        return self.computed(known, now)

    def detail(self, viewer: Person, person_id: str, competency_id: str) -> Detail:
        """Return the evidence behind one cell, its formula, and what would raise it."""
        now = self._clock()
        competency = next((one for one in self.competencies if one.id == competency_id), None)
        if competency is None:
            raise NotFound(competency_id)
        with self._database.reading() as session:
            known = self.known(session, viewer, person_id, now)
        programme = self._content.programme
        found = standing(competency_id, known.proofs, programme, now)
        subjects = {row.id: row.subject for row, _kpis in known.runs}
        return Detail(
            cell=self._cell(competency, known.proofs, found, now),
            formula=found.formula(programme),
            sources=tuple(_source(part, subjects) for part in reversed(found.parts)),
            cheapest=tuple(
                (one.kind, one.difficulty, one.score, one.level)
                for one in cheapest(competency_id, known.proofs, programme, now)
            ),
            person=known.person,
            person_id=person_id,
        )

    @property
    def competencies(self) -> tuple[Competency, ...]:
        """The role's competencies."""
        return self._content.career_paths[0].competencies

    def known(self, session: Session, viewer: Person, person_id: str, now: datetime) -> Known:
        """Return what is stored about a person the viewer may see; raise ``NotFound``."""
        if not sees(session, viewer, person_id):
            raise NotFound(person_id)
        person = session.get(PersonRow, person_id)
        assert person is not None
        holidays = self._content.programme.holidays
        return gathered(session, [(person_id, person.name)], holidays, now)[person_id]

    def standings(self, proofs: Sequence[Proof], now: datetime) -> dict[str, Standing]:
        """Return competency → standing."""
        own: dict[str, list[Proof]] = defaultdict(list)
        for proof in proofs:
            own[proof.competency].append(proof)
        programme = self._content.programme
        return {one.id: standing(one.id, own[one.id], programme, now) for one in self.competencies}

    def computed(self, known: Known, now: datetime) -> Progress:
        """Return the progress that follows from what is stored. Pure but for the content."""
        programme = self._content.programme
        standings = self.standings(known.proofs, now)
        day = day_of(known, now.date())
        ready = readiness(self.competencies, standings, programme, day)
        week = programme.week_of(day)
        before = self.standings(
            [p for p in known.proofs if p.at <= now - timedelta(days=TREND_DAYS)],
            now - timedelta(days=TREND_DAYS),
        )
        chosen, tired = self._chosen(known, standings, now, frozenset(week.scenarios))
        return Progress(
            person=known.person, person_id=known.person_id, cohort=known.cohort, day=day, length=programme.length,
            starts=known.starts, week=week.n, aim=week.aim, tasks=week.tasks, index=ready.index,
            confidence=ready.confidence, expected=ready.expected, musts_met=ready.musts_met, musts=ready.musts,
            cells=tuple(
                self._cell(one, known.proofs, standings[one.id], now, before[one.id].level)
                for one in self.competencies
            ),
            gates=self.gates(known, standings, ready), suggestions=tuple(self._suggestion(one) for one in chosen),
            tired=tired, curve=self._curve(known, now), buddy=known.buddy,
        )  # fmt: skip

    def gates(
        self, known: Known, standings: Mapping[str, Standing], ready: Readiness
    ) -> tuple[GateView, ...]:
        """Return each gate with its conditions."""
        programme = self._content.programme
        record = self._record(known, standings, ready)
        return tuple(_gate(gate_state(gate, record, programme), known) for gate in programme.gates)

    def record(self, known: Known, now: datetime) -> Record:
        """Return everything gates and later roles look at."""
        standings = self.standings(known.proofs, now)
        day = day_of(known, now.date())
        return self._record(
            known, standings, readiness(self.competencies, standings, self._content.programme, day)
        )

    def _record(self, known: Known, standings: Mapping[str, Standing], ready: Readiness) -> Record:
        return Record(
            competencies=self.competencies, standings=standings, readiness=ready,
            runs=tuple(fact_of(row, kpis) for row, kpis in known.runs),
            quizzes=known.quizzes,
            real=tuple(proof.score for proof in known.proofs if proof.kind == "real"),
            written=len({one.ref for one in known.proofs if one.kind == "written" and one.competency == ARTICLES}),
            has_buddy=known.buddy is not None, labs=known.labs,
        )  # fmt: skip

    def _chosen(
        self, known: Known, standings: Mapping[str, Standing], now: datetime, planned: frozenset[str]
    ) -> tuple[tuple[Choice, ...], bool]:
        programme = self._content.programme
        played: dict[str, datetime] = {}
        angry = 0
        for row, kpis in known.runs:
            assert row.ended_at is not None
            played[row.scenario_id] = max(row.ended_at, played.get(row.scenario_id, row.ended_at))
            start = kpis.get("anger_start")
            is_angry = isinstance(start, float) and start >= programme.fatigue.angry_from
            angry += is_angry and row.ended_at.date() == now.date()
        candidates = [
            Candidate(card.id, card.competencies, card.difficulty, card.anger.start)
            for card in self._content.scenarios
            if card.state == "published"
        ]
        found = choices(
            candidates,
            self.competencies,
            standings,
            played,
            programme,
            now,
            angry_today=angry,
            planned=planned,
        )
        return found[:SUGGESTED], angry >= programme.fatigue.angry_a_day

    def _suggestion(self, choice: Choice) -> Suggestion:
        names = {one.id: one for one in self.competencies}
        return Suggestion(
            scenario=choice.scenario, subject=self._content.scenario(choice.scenario).subject, need=choice.need,
            information=choice.information, spacing=choice.spacing,
            helps=tuple(names[name] for name in choice.helps), planned=choice.planned,
        )  # fmt: skip

    def _curve(self, known: Known, now: datetime) -> tuple[tuple[int, float, float], ...]:
        """Return readiness at the end of each week so far, and today."""
        if known.starts is None:
            return ()
        programme, today = self._content.programme, now.date()
        days = [*range(7, min(day_of(known, today), programme.length), 7), day_of(known, today)]
        found = []
        for day in days:
            on = today if day == days[-1] else known.calendar.date_of(known.starts, day)
            then = now - (today - on)
            ready = readiness(self.competencies, self.standings(known.proofs, then), programme, day)
            found.append((day, ready.index, ready.expected))
        return tuple(found)

    def _cell(
        self,
        one: Competency,
        proofs: Sequence[Proof],
        found: Standing,
        now: datetime,
        before: int | None = None,
    ) -> Cell:
        if before is None:
            then = now - timedelta(days=TREND_DAYS)
            before = standing(one.id, proofs, self._content.programme, then).level
        return Cell(
            competency=one, level=found.level, mastery=round(found.mastery, 2),
            confidence=round(found.confidence, 2), trend=found.level - before, items=len(found.parts),
            lacks=found.lacks, blocked_until=found.blocked_until, refresh=found.refresh,
        )  # fmt: skip


def _gate(state: GateState, known: Known) -> GateView:
    return GateView(
        id=state.gate.id,
        day=state.gate.day,
        name=state.gate.name,
        otherwise=state.gate.otherwise,
        conditions=tuple(
            ConditionView(
                one.ask.kind, one.ask.figure, one.ask.level, one.ask.runs, one.ask.of or "", one.found,
                one.holds, one.missing,
            )
            for one in state.conditions
        ),
        holds=state.holds,
        signatures=tuple(one for gate, one in known.signatures if gate == state.gate.id),
    )  # fmt: skip


def _source(part: Part, subjects: Mapping[str, str]) -> Source:
    proof = part.proof
    run = proof.ref.removeprefix("run:") if proof.ref.startswith("run:") else None
    return Source(
        kind=proof.kind, score=proof.score, weight=round(part.weight, 2),
        factors=(part.kind, part.difficulty, part.independence, round(part.age, 2)), at=proof.at,
        title=subjects.get(run or "", proof.family), simulation_id=run, events=proof.events, note=proof.note,
    )  # fmt: skip
