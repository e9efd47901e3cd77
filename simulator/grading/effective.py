"""The grade that counts: the machine's, with what people have said since. Both values stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.domain.grade import CriterionGrade, Grade, RubricGrade
from simulator.domain.review import Review
from simulator.domain.rubric import Rubrics
from simulator.domain.text import Text
from simulator.grading.combine import section, total

AGREED = "="
"""The reason of a person who gives the machine's own level."""


@dataclass(frozen=True)
class Terms:
    """What the total depends on besides levels."""

    profile: str
    doubled: frozenset[str] = frozenset()
    cost: float = 0.0
    """Points that hints cost."""


def effective(grade: Grade, reviews: Sequence[Review], rubrics: Rubrics, terms: Terms) -> Grade:
    """Return ``grade`` as people have corrected it; the newest word on a target counts.

    A person's level may fill a criterion that no grader could grade; a critical fail that a person dismisses no
    longer counts. Without reviews the grade comes back as it is.
    """
    levels = {one.target: one for one in reviews if one.level is not None}
    dismissed = {one.target: one for one in reviews if one.stands is not None}
    if not levels and not dismissed:
        return grade
    sections = tuple(_section(each, levels, rubrics, terms) for each in grade.rubrics)
    hits = tuple(
        hit
        for hit in grade.critical_fails
        if hit.code not in dismissed or dismissed[hit.code].stands is not False
    )
    return summed(grade.model_copy(update={"rubrics": sections, "critical_fails": hits}), rubrics, terms)


def summed(grade: Grade, rubrics: Rubrics, terms: Terms) -> Grade:
    """Return ``grade`` with the total, result and band that its own sections and critical fails give."""
    scores = {each.id: each.score for each in grade.rubrics}
    profile = rubrics.scoring.profile(terms.profile)
    made = total(profile, scores, grade.critical_fails, terms.cost, rubrics.scoring)
    return grade.model_copy(update={"total": made.total, "result": made.result, "band": made.band})


def _section(
    graded: RubricGrade, levels: Mapping[str, Review], rubrics: Rubrics, terms: Terms
) -> RubricGrade:
    corrected = tuple(_corrected(one, levels[one.id]) if one.id in levels else one for one in graded.criteria)
    if corrected == graded.criteria or graded.id not in rubrics.rubrics:
        return graded
    made = section(rubrics.rubrics[graded.id], corrected, terms.doubled)
    before = section(rubrics.rubrics[graded.id], graded.criteria, terms.doubled)
    score = made.score
    if None not in (graded.score, before.score, made.score):
        # A message rubric's score is a mean over messages: a correction moves it by what it moves the criteria.
        score = round(min(100.0, max(0.0, graded.score + made.score - before.score)), 1)  # type: ignore[operator]
    return graded.model_copy(update={"score": score, "criteria": corrected})


def _corrected(one: CriterionGrade, review: Review) -> CriterionGrade:
    """Return a criterion with a person's level; the evidence stays, the reason is the person's own words."""
    return one.model_copy(
        update={
            "level": review.level,
            "grader": "person",
            "confidence": 1.0,
            "because": one.because if review.reason == AGREED else Text(en=review.reason, ru=review.reason),
            "ungraded": None,
            "not_applicable": None,
        }
    )
