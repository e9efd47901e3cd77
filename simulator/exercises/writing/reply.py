"""A rewritten reply: its tone beside the original's, and the facts that had to stay."""

from collections.abc import Mapping

from simulator.domain.appraisal import Appraisal, Point
from simulator.domain.exercise import Fields
from simulator.domain.grade import CriterionGrade
from simulator.domain.text import Language, Text
from simulator.domain.writing import Rewrite
from simulator.exercises.writing.points import (
    appraisal,
    copied,
    hygiene,
    inventions,
    material_of,
    padding,
    point,
    told_points,
)
from simulator.exercises.writing.senses import Senses

WEIGHTS = {"T1": 14, "T2": 12, "T3": 12, "T4": 13, "T5": 14, "T6": 12, "T7": 10, "T8": 5, "T9": 5}
"""As in rubrics/T.yaml; closing (T10) is no matter of a single reply."""
TONE = 8.0
"""What all tone criteria weigh together, in facts."""
HIGH = 3.5
"""Level from which the offline graders cannot tell good from better."""


def appraise_reply(task: Rewrite, fields: Fields, language: Language, senses: Senses) -> Appraisal:
    """Return what the new reply is worth: tone by criterion, facts kept, nothing invented."""
    text = fields.get("reply", "")
    if not text.strip():
        return appraisal(tuple(told_points(task, fields, ("reply",), language)))
    material = "\n".join(
        (material_of(task, language), task.customer.within(language), task.known.within(language))
    )
    before = _levels(senses.tone(task.reply.within(language), task, language))
    found = _tone(senses.tone(text, task, language), before)
    found += told_points(task, fields, ("reply",), language)
    found += hygiene(task, text, senses, "T6")
    found += inventions(text, material, "T5")
    found += copied(text, material, "T9")
    found += padding(task, text, "T8")
    return appraisal(found)


def _levels(grades: Mapping[str, CriterionGrade]) -> dict[str, float]:
    return {name: one.level for name, one in grades.items() if one.level is not None and name in WEIGHTS}


def _tone(grades: Mapping[str, CriterionGrade], before: Mapping[str, float]) -> list[Point]:
    graded = {name: one for name, one in grades.items() if one.level is not None and name in WEIGHTS}
    total = sum(WEIGHTS[name] for name in graded)
    found = []
    for name, one in graded.items():
        assert one.level is not None
        was = f"{before[name]:g}" if name in before else "–"
        why = one.because or Text(en="–", ru="–")
        because = (
            f"{why.en} Level {one.level:g}, in the original {was}.",
            f"{why.ru} Уровень {one.level:g}, в исходном ответе {was}.",
        )
        quote = one.evidence[0].quote or "" if one.evidence else ""
        found.append(
            point(name, name, one.level / HIGH, because, quote=quote, weight=TONE * WEIGHTS[name] / total)
        )
    return found
