"""How cards fare, and how long competencies take: for authors and for those who plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import analytics as find
from simulator.db.tables import RollupCardRow
from simulator.domain.analytics import CardFlag, CardLine, Reached, Scope, Sum
from simulator.domain.career import Competency
from simulator.domain.onboarding import Programme
from simulator.domain.person import Person
from simulator.domain.proof import Proof
from simulator.domain.scenario import Scenario
from simulator.metrics.samples import correlation, deviation, median_reached
from simulator.readiness.levels import standing
from simulator.services.analytics import Analytics
from simulator.services.gathering import Known, gathered

ENOUGH = 10
"""Runs from which a card can be called too easy or too hard."""
EASY, HARD, WEAK, EXPOSED, DISPUTED = 0.95, 0.25, 0.10, 0.80, 0.10
HELD = 3
"""Proofs over which a level must be held to count as reached, or all that came after."""


class Outcomes:
    """Reads sums of cards, and proofs."""

    def __init__(self, database: Database, content: Library, analytics: Analytics, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._analytics = analytics
        self._clock = clock

    def cards(self, viewer: Person, scope: Scope) -> tuple[CardLine, ...]:
        """Return how each published card fares among the people of a scope, those with something to mend first."""
        with self._database.reading() as session:
            people = self._analytics.people(session, viewer, scope)
            ids = [one for one, _name in people]
            rows = find.cards(session, ids)
            disputes = find.disputes(session, ids)
        own: dict[str, list[RollupCardRow]] = defaultdict(list)
        for row in rows:
            own[row.scenario_id].append(row)
        whole = _of_people(rows)
        lines = [
            _card(card, own[card.id], whole, len(people), disputes.get(card.id, 0))
            for card in self._content.scenarios
            if card.state == "published"
        ]
        return tuple(sorted(lines, key=lambda one: (not set(one.flags) - {"unplayed"}, one.scenario_id)))

    def reached(self, viewer: Person, cohort_id: str) -> tuple[Reached, ...]:
        """Return how long each competency took a cohort: days from its first to the day its target was reached and held."""
        now = self._clock()
        with self._database.reading() as session:
            people = self._analytics.people(session, viewer, Scope(cohort_id=cohort_id))
            known = gathered(session, people, self._content.programme.holidays, now)
        programme = self._content.programme
        competencies = self._content.career_paths[0].competencies
        return tuple(_reached(one, list(known.values()), programme) for one in competencies)


def _of_people(rows: Sequence[RollupCardRow]) -> Mapping[str, tuple[float, float]]:
    """Return person → (n, total) over all cards."""
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in rows:
        found[row.person_id][0] += row.n
        found[row.person_id][1] += row.total
    return {person: (n, total) for person, (n, total) in found.items()}


def _card(
    card: Scenario,
    rows: Sequence[RollupCardRow],
    whole: Mapping[str, tuple[float, float]],
    people: int,
    disputes: int,
) -> CardLine:
    played = [row for row in rows if row.n > 0]
    one = Sum(
        sum(row.n for row in played), sum(row.total for row in played), sum(row.squares for row in played)
    )
    pairs = [
        (row.total / row.n, (whole[row.person_id][1] - row.total) / (whole[row.person_id][0] - row.n))
        for row in played
        if whole[row.person_id][0] > row.n
    ]
    passed = sum(row.passed for row in played) / one.n if one.n else None
    apart, exposure = correlation(pairs), len(played) / people if people else 0.0
    return CardLine(
        scenario_id=card.id, title=card.title, difficulty=card.difficulty, runs=int(one.n), people=len(played),
        mean=one.mean, deviation=deviation(one), passed=passed, discrimination=apart, exposure=exposure,
        disputes=disputes, flags=_flags(one, passed, apart, exposure, disputes, people),
    )  # fmt: skip


def _flags(
    one: Sum, passed: float | None, apart: float | None, exposure: float, disputes: int, people: int
) -> tuple[CardFlag, ...]:
    if not one.n or passed is None:
        return ("unplayed",)
    enough = one.n >= ENOUGH
    asked: list[tuple[CardFlag, bool]] = [
        ("easy", enough and passed >= EASY),
        ("hard", enough and passed <= HARD),
        ("negative", apart is not None and apart < 0),
        ("weak", apart is not None and 0 <= apart < WEAK),
        ("overexposed", people >= ENOUGH and exposure >= EXPOSED),
        ("disputed", enough and disputes / one.n >= DISPUTED),
    ]
    return tuple(name for name, holds in asked if holds)


def _reached(one: Competency, people: Sequence[Known], programme: Programme) -> Reached:
    days = [_day(one, known, programme) for known in people if known.starts is not None]
    found = [day for day in days if day is not None]
    return Reached(
        competency=one.id, name=one.name, target=one.target, reached=len(found), of=len(days),
        median=median_reached(days), fastest=min(found, default=None), slowest=max(found, default=None),
    )  # fmt: skip


def _day(one: Competency, known: Known, programme: Programme) -> int | None:
    """Return the day from the start on which the target was reached and then held."""
    own = sorted((proof for proof in known.proofs if proof.competency == one.id), key=lambda proof: proof.at)
    moments = sorted({proof.at for proof in own})
    if not own or known.starts is None:
        return None
    levels = [_level(one, own, programme, at) for at in moments]
    for place, at in enumerate(moments):
        after = levels[place : place + HELD]
        if len(after) >= min(HELD, len(moments) - place) and min(after) >= one.target:
            return (at.date() - known.starts).days + 1
    return None


def _level(one: Competency, proofs: Sequence[Proof], programme: Programme, at: datetime) -> int:
    return standing(one.id, [proof for proof in proofs if proof.at <= at], programme, at).level
