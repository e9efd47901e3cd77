"""Section scores, the total, floors, caps and bands: arithmetic on criterion levels and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.domain.grade import CriterionGrade, Hit, RubricGrade
from simulator.domain.rubric import Profile, Rubric, Scoring

Result = Literal["pass", "fail", "unsafe", "ungraded"]
Band = Literal["excellent", "pass", "below", "unsafe", "ungraded"]


@dataclass(frozen=True)
class Total:
    """The total and what it means."""

    total: float | None
    result: Result
    band: Band


def section(
    rubric: Rubric, grades: Sequence[CriterionGrade], doubled: frozenset[str] = frozenset()
) -> RubricGrade:
    """Return a rubric's grade: Σ wᵢ·(sᵢ/4) / Σ wᵢ × 100 over criteria that have a level."""
    weights = {c.id: c.weight * (2 if c.id in doubled else 1) for c in rubric.criteria}
    pairs = [(weights[grade.id], grade.level) for grade in grades if grade.level is not None]
    whole = sum(weight for weight, _level in pairs)
    score = round(100 * sum(weight * level / 4 for weight, level in pairs) / whole, 1) if whole else None
    return RubricGrade(id=rubric.id, score=score, criteria=tuple(grades))


def total(
    profile: Profile, scores: Mapping[str, float | None], hits: Sequence[Hit], cost: float, scoring: Scoring
) -> Total:
    """Combine section scores. A floor rubric without a score leaves the total to a person."""
    if any(hit.severity == "RED" for hit in hits):
        return Total(0, "unsafe", "unsafe")
    if any(scores.get(rubric) is None for rubric in profile.floors):
        return Total(None, "ungraded", "ungraded")
    parts = [
        (weight, score)
        for rubric, weight in profile.weights.items()
        if (score := scores.get(rubric)) is not None
    ]
    value = sum(weight * score for weight, score in parts) / sum(weight for weight, _score in parts)
    value = max(0.0, value - cost)
    if hits:
        value = min(value, scoring.amber_cap)
    value = round(value, 1)
    floors = all((scores[rubric] or 0) >= floor for rubric, floor in profile.floors.items())
    passed = value >= scoring.pass_line and floors
    band: Band = "below" if not passed else "excellent" if value >= scoring.excellent_line else "pass"
    return Total(value, "pass" if passed else "fail", band)


def hint_cost(hints: int, mode: str, scoring: Scoring) -> float:
    """Return the points hints cost: nothing in practice."""
    return min(scoring.hint_cost_max, hints * scoring.hint_cost) if mode == "exam" else 0.0
