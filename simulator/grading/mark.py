"""Making criterion grades: a level with its evidence, or the reason why there is none."""

from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.text import Text


def at(event: int, quote: str | None = None) -> Evidence:
    """Return evidence: an event, and the words when they matter."""
    return Evidence(event=event, quote=quote or None)


def rule(criterion: str, level: float, *evidence: Evidence, en: str, ru: str) -> CriterionGrade:
    """Return a level that the log proves."""
    return CriterionGrade(id=criterion, level=level, evidence=evidence, because=Text(en=en, ru=ru))


def language(
    criterion: str, level: float, *evidence: Evidence, en: str, ru: str, confidence: float = 0.7
) -> CriterionGrade:
    """Return a level that rests on an offline reading of the words: less than certain."""
    return CriterionGrade(
        id=criterion,
        level=level,
        evidence=evidence,
        grader="language",
        confidence=confidence,
        because=Text(en=en, ru=ru),
    )


def skipped(criterion: str, why: str) -> CriterionGrade:
    """Return "not applicable": nothing in this run asks for the criterion. ``why`` is a code for readers."""
    return CriterionGrade(id=criterion, not_applicable=why)


def unknown(criterion: str, why: str) -> CriterionGrade:
    """Return "ungraded": a person must look. Never 0, never a pass."""
    return CriterionGrade(id=criterion, ungraded=why, confidence=0)
