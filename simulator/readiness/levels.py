"""From proofs to a level: ``m = (Σ w·s + k·prior) / (Σ w + k)``, ``conf = 1 − exp(−Σw / scale)`` (ONBOARDING.md §6).

Everything is computed from the proofs that were there at a moment, so any past day can be computed again.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.domain.onboarding import Programme
from simulator.domain.proof import Proof

RUNS = frozenset({"exam", "practice", "hiring"})


@dataclass(frozen=True)
class Part:
    """One proof and what it weighs."""

    proof: Proof
    weight: float
    kind: float
    difficulty: float
    independence: float
    age: float
    """The factor of its age."""


@dataclass(frozen=True)
class Standing:
    """Where a person stands in one competency, and why."""

    competency: str
    mastery: float
    confidence: float
    level: int
    parts: tuple[Part, ...] = ()
    lacks: tuple[str, ...] = ()
    """Codes of what the next level needs besides a higher mastery."""
    blocked_until: datetime | None = None
    """A RED keeps the level from rising until then (and until enough clean runs)."""
    refresh: bool = False
    """The newest proof is old: a refresh task is due before the level may sink."""

    def formula(self, programme: Programme) -> str:
        """Return how the mastery came about, in figures."""
        top = " + ".join(f"{part.weight:.2f}·{part.proof.score:.2f}" for part in self.parts)
        weight = sum(part.weight for part in self.parts)
        prior = f"{programme.prior_weight:g}·{programme.prior_score:g}"
        return f"{self.mastery:.2f} = ({top + ' + ' if top else ''}{prior}) / ({weight:.2f} + {programme.prior_weight:g})"


def standing(competency: str, proofs: Sequence[Proof], programme: Programme, now: datetime) -> Standing:
    """Return where a person stands in ``competency`` at ``now``; later proofs are not looked at."""
    own = sorted(
        (proof for proof in proofs if proof.competency == competency and proof.at <= now),
        key=lambda proof: (proof.at, proof.ref, proof.score),
    )
    parts = tuple(part(proof, programme, now) for proof in own)
    total = sum(one.weight for one in parts)
    scored = sum(one.weight * one.proof.score for one in parts)
    mastery = (scored + programme.prior_weight * programme.prior_score) / (total + programme.prior_weight)
    level, lacks = _level(mastery, own, programme)
    blocked = _blocked_until(own, programme)
    if blocked is not None and blocked > now:
        # A RED blocks raising: the level is what it was before it.
        before = [proof for proof in own if proof.at < _last_red(own)]
        earlier = standing(competency, before, programme, _last_red(own)) if before else None
        level = min(level, earlier.level if earlier else 0)
    newest = own[-1].at if own else None
    return Standing(
        competency=competency,
        mastery=mastery,
        confidence=1 - math.exp(-total / programme.confidence_scale),
        level=level,
        parts=parts,
        lacks=lacks,
        blocked_until=blocked if blocked is not None and blocked > now else None,
        refresh=newest is not None and now - newest >= timedelta(days=programme.refresh_days),
    )


def part(proof: Proof, programme: Programme, now: datetime) -> Part:
    """Return a proof with its weight at ``now``: type × difficulty × independence × 0.5^(age / half-life)."""
    kind = programme.weights[proof.kind]
    difficulty = programme.difficulty[proof.difficulty - 1]
    independence = getattr(programme.independence, proof.independence)
    days = max(0.0, (now - proof.at) / timedelta(days=1))
    age = 0.5 ** (days / programme.half_life)
    return Part(proof, kind * difficulty * independence * age, kind, difficulty, independence, age)


def _level(mastery: float, own: Sequence[Proof], programme: Programme) -> tuple[int, tuple[str, ...]]:
    """Return the highest level whose threshold and other needs are met, and what the next one lacks."""
    level = 0
    # Figures that meet a threshold on paper must meet it here.
    while level < 4 and mastery >= programme.thresholds[level] - 1e-9:
        lacks = _lacks(level + 1, own, programme)
        if lacks:
            return level, lacks
        level += 1
    return level, ()


def _lacks(level: int, own: Sequence[Proof], programme: Programme) -> tuple[str, ...]:
    needs = programme.needs
    kinds = {proof.kind for proof in own}
    median = sorted(proof.difficulty for proof in own)[len(own) // 2] if own else 1
    lacking: dict[int, dict[str, bool]] = {
        1: {},
        2: {
            "families": len({proof.family for proof in own}) < needs.families_for_2
            and not ("lab" in kinds and kinds & RUNS)
        },
        3: {
            "items": len(own) < needs.items_for_3,
            "kinds": len(kinds) < needs.kinds_for_3,
            "alone": not any(p.independence == "alone" and p.difficulty >= median for p in own),
            "last": bool(own) and own[-1].score < needs.last_not_below,
        },
        4: {
            "items": len(own) < needs.items_for_4,
            "hard": not any(proof.difficulty >= needs.hard_for_4 for proof in own),
            "helped": not any(proof.helped for proof in own),
        },
    }
    return tuple(name for name, is_lacking in lacking[level].items() if is_lacking)


def _last_red(own: Sequence[Proof]) -> datetime:
    return max(proof.at for proof in own if proof.red)


def _blocked_until(own: Sequence[Proof], programme: Programme) -> datetime | None:
    """Return until when a RED blocks: its days, and as long as clean runs are missing."""
    if not any(proof.red for proof in own):
        return None
    red = _last_red(own)
    clean = [proof.at for proof in own if proof.at > red and proof.kind in RUNS]
    earliest = red + timedelta(days=programme.red_days)
    if len(clean) < programme.red_clean_runs:
        return datetime.max.replace(tzinfo=red.tzinfo)
    return max(earliest, clean[programme.red_clean_runs - 1])
