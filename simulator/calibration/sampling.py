"""Which ended runs a reviewer is asked to look at, and the reason for each."""

import hashlib
from dataclasses import dataclass

from simulator.domain.grade import Grade
from simulator.domain.review import Automation

REASONS = (
    "dispute", "red", "apart", "answered", "ungraded", "split", "unsure", "amber", "rubrics", "random",
)  # fmt: skip
"""In order of urgency."""
SPLIT = "judges-disagree"
"""Why a criterion has no level when two readings of it differ by more than one."""


@dataclass(frozen=True)
class Sampled:
    """What sampling looks at."""

    simulation_id: str
    grade: Grade
    disputed: bool = False
    apart: bool = False
    """A second reviewer sees it otherwise, and nobody has settled it."""
    answered: bool = False
    """The trainee has answered a reviewer's question."""
    first_under_rubrics: bool = False
    """One of the first runs graded by new scorecards."""


def reasons(run: Sampled, rule: Automation) -> tuple[str, ...]:
    """Return why ``run`` should be looked at, the most urgent first; nothing when it need not be.

    The random share is drawn by the run's id: the same run is sampled or not, whoever asks and whenever.
    """
    criteria = [one for rubric in run.grade.rubrics for one in rubric.criteria]
    severities = {hit.severity for hit in run.grade.critical_fails}
    held = {
        "dispute": run.disputed,
        "red": "RED" in severities,
        "apart": run.apart,
        "answered": run.answered,
        "split": any(one.ungraded == SPLIT for one in criteria),
        "rubrics": run.first_under_rubrics,
        "ungraded": run.grade.total is None or any(one.ungraded for one in criteria),
        "unsure": any(one.level is not None and one.confidence < rule.unsure for one in criteria),
        "amber": "AMBER" in severities,
        "random": drawn(run.simulation_id) < rule.random_share,
    }
    return tuple(name for name in REASONS if held[name])


def drawn(simulation_id: str) -> float:
    """Return a number from 0 to 1 that belongs to a run."""
    return int.from_bytes(hashlib.sha256(f"sample:{simulation_id}".encode()).digest()[:6]) / 2**48
