"""What to practise next: need × information × spacing × fatigue (ONBOARDING.md §7), and what would prove most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.domain.career import Competency
from simulator.domain.onboarding import Programme
from simulator.domain.proof import Proof
from simulator.readiness.levels import Standing, standing

PLANNED = 1.5
"""Factor for a card of this week's plan."""


@dataclass(frozen=True)
class Candidate:
    """A card that could be practised."""

    scenario: str
    competencies: tuple[str, ...]
    difficulty: int
    anger: int


@dataclass(frozen=True)
class Choice:
    """A card that is proposed, and why."""

    scenario: str
    score: float
    need: float
    information: float
    spacing: float
    fatigue: float
    helps: tuple[str, ...]
    """Competencies it would help most, the neediest first."""
    planned: bool = False


def choices(
    candidates: Iterable[Candidate],
    competencies: Sequence[Competency],
    standings: Mapping[str, Standing],
    played: Mapping[str, datetime],
    programme: Programme,
    now: datetime,
    *,
    angry_today: int = 0,
    planned: frozenset[str] = frozenset(),
) -> tuple[Choice, ...]:
    """Return the candidates by score, the best first. The same state gives the same order."""
    known = {one.id: one for one in competencies}
    found = [
        _choice(one, known, standings, played.get(one.scenario), programme, now, angry_today, planned)
        for one in candidates
    ]
    return tuple(sorted(found, key=lambda choice: (-choice.score, choice.scenario)))


def _choice(
    one: Candidate,
    known: Mapping[str, Competency],
    standings: Mapping[str, Standing],
    last: datetime | None,
    programme: Programme,
    now: datetime,
    angry_today: int,
    planned: frozenset[str],
) -> Choice:
    gaps = {
        name: max(0.0, known[name].target - standings[name].level)
        * (programme.must_weight if known[name].must else programme.other_weight)
        for name in one.competencies
        if name in known
    }
    need = sum(gaps.values()) / max(len(gaps), 1)
    unsure = [1 - standings[name].confidence for name in gaps]
    information = sum(unsure) / len(unsure) if unsure else 0.0
    spacing = _spacing(last, programme, now)
    tired = one.anger >= programme.fatigue.angry_from and angry_today >= programme.fatigue.angry_a_day
    fatigue = 0.0 if tired else 1.0
    factor = PLANNED if one.scenario in planned and last is None else 1.0
    helps = tuple(sorted((name for name in gaps if gaps[name] > 0), key=lambda name: (-gaps[name], name)))[:3]
    score = need * information * spacing * fatigue * factor
    return Choice(one.scenario, score, need, information, spacing, fatigue, helps, one.scenario in planned)


def _spacing(last: datetime | None, programme: Programme, now: datetime) -> float:
    """Return 1 for a card not played yet; little right after it, growing to 1 over the longest pause."""
    if last is None:
        return 1.0
    days = max(0.0, (now - last) / timedelta(days=1))
    return min(1.0, 0.1 + 0.9 * days / max(programme.spacing_days))


@dataclass(frozen=True)
class Cheapest:
    """One proof that would raise a competency."""

    kind: str
    difficulty: int
    score: float
    level: int
    """The level it would give."""


def cheapest(
    competency: str, proofs: Sequence[Proof], programme: Programme, now: datetime, difficulty: int = 3
) -> tuple[Cheapest, ...]:
    """Return up to three single proofs, the least effort first, each of which would give the next level.

    Tried in order of effort: a quiz, a lab, a practice run, an exam run; each at a good and at a very good score.
    """
    level = standing(competency, proofs, programme, now).level
    found: list[Cheapest] = []
    for kind in ("quiz", "lab", "practice", "exam"):
        for score in (0.75, 0.9):
            tried = Proof(
                competency=competency,
                kind=kind,
                score=score,
                difficulty=difficulty,
                at=now,
                family=f"new-{kind}",
            )
            reached = standing(competency, [*proofs, tried], programme, now).level
            if reached > level:
                found.append(Cheapest(kind, difficulty, score, reached))
                break
    return tuple(found[:3])
