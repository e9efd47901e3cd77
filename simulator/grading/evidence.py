"""No evidence, no score: quotes must be the trainee's own words, events must exist."""

from collections.abc import Mapping, Sequence

from simulator.domain.grade import CriterionGrade, Evidence

Texts = Mapping[int, Sequence[str]]


def is_proof(evidence: Evidence, texts: Texts, last: int) -> bool:
    """Tell whether ``evidence`` names an event of the run and, if it quotes, words the trainee wrote there."""
    if not 1 <= evidence.event <= last:
        return False
    if evidence.quote is None:
        return True
    return any(evidence.quote in text for text in texts.get(evidence.event, ()))


def proven(grade: CriterionGrade, texts: Texts, last: int) -> CriterionGrade:
    """Return ``grade`` with false evidence dropped; with none left, a level becomes ungraded."""
    kept = tuple(each for each in grade.evidence if is_proof(each, texts, last))
    if grade.level is None or kept:
        return grade if len(kept) == len(grade.evidence) else grade.model_copy(update={"evidence": kept})
    gone = {"level": None, "evidence": (), "ungraded": "no-evidence", "confidence": 0.0}
    return grade.model_copy(update=gone)
