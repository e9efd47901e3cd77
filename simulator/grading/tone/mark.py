"""A verdict on one criterion of T: its level, quote and reason."""

from functools import cache

from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.text import Text
from simulator.grading.tone.manner import data
from simulator.grading.tone.message import Found, Message

LONGEST = 240


@cache
def _reason(criterion: str, name: str) -> tuple[float, float, Text]:
    found = data("reasons.toml")[criterion][name]
    return float(found["level"]), float(found["sure"]), Text(en=found["en"], ru=found["ru"])


def verdict(
    m: Message, criterion: str, name: str, *found: Found, level: float | None = None
) -> CriterionGrade:
    """Return the verdict ``name`` of ``reasons.toml``, resting on the words of the first thing found."""
    usual, sure, because = _reason(criterion, name)
    return CriterionGrade(
        id=criterion,
        level=usual if level is None else level,
        evidence=(Evidence(event=1, quote=m.quote(*found)[:LONGEST]),),
        grader="language",
        confidence=sure,
        because=because,
    )


def aside(criterion: str, why: str) -> CriterionGrade:
    """Return a criterion that does not apply to this message."""
    return CriterionGrade(id=criterion, not_applicable=why, grader="language")
