"""A model's judgement put into a grade: language criteria only, with evidence that holds, arithmetic by code."""

from collections.abc import Mapping

from simulator.domain.grade import CriterionGrade, Evidence, Grade, RubricGrade
from simulator.domain.judgement import Judged, Judgement
from simulator.domain.rubric import Rubrics
from simulator.domain.text import Text
from simulator.grading.combine import section
from simulator.grading.effective import Terms, summed


def judged(grade: Grade, found: Judged, rubrics: Rubrics, terms: Terms) -> Grade:
    """Return ``grade`` with the judge's levels where it has judged.

    What the log decides and what does not apply stays as it is. A criterion the judge could not settle is
    ungraded: a person looks at it.
    """
    by_id = {one.criterion: one for one in found.judgements}
    sections = tuple(_section(each, by_id, rubrics, terms) for each in grade.rubrics)
    provenance = {**grade.provenance, **found.provenance}
    return summed(grade.model_copy(update={"rubrics": sections, "provenance": provenance}), rubrics, terms)


def _section(
    graded: RubricGrade, by_id: Mapping[str, Judgement], rubrics: Rubrics, terms: Terms
) -> RubricGrade:
    criteria = tuple(
        _criterion(one, by_id[one.id]) if one.id in by_id and _open_to_judges(one) else one
        for one in graded.criteria
    )
    if criteria == graded.criteria:
        return graded
    made = section(rubrics.rubrics[graded.id], criteria, terms.doubled)
    return graded.model_copy(update={"criteria": criteria, "score": made.score})


def _open_to_judges(one: CriterionGrade) -> bool:
    """Tell whether words decide a criterion here: not what a rule has proved or found not to apply."""
    return one.grader != "rule" and one.not_applicable is None


def _criterion(one: CriterionGrade, said: Judgement) -> CriterionGrade:
    if said.level is None or said.event is None:
        return CriterionGrade(id=one.id, grader="model", confidence=0, ungraded=said.doubt or "no-quote")
    reason = Text(en=said.reason, ru=said.reason) if said.reason.strip() else one.because
    return CriterionGrade(
        id=one.id,
        level=said.level,
        evidence=(Evidence(event=said.event, quote=said.quote),),
        grader="model",
        confidence=said.confidence,
        because=reason,
    )
