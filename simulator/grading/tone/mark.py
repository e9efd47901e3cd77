"""A level of T with its quote and its reason."""

from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.text import Text

LONGEST = 240


def made(name: str, level: float, quote: str, en: str, ru: str, confidence: float = 0.7) -> CriterionGrade:
    """Return a level that rests on ``quote``; the caller of the grader puts the event in."""
    return CriterionGrade(
        id=name,
        level=max(0.0, min(4.0, level)),
        evidence=(Evidence(event=1, quote=quote[:LONGEST]),),
        grader="language",
        confidence=confidence,
        because=Text(en=en, ru=ru),
    )


def aside(name: str, why: str) -> CriterionGrade:
    """Return a criterion that does not apply to this message."""
    return CriterionGrade(id=name, not_applicable=why, grader="language")
