"""T: every message is graded by itself; the case value is the mean, the worst message is shown."""

from collections.abc import Mapping
from typing import Protocol

from simulator.domain.grade import CriterionGrade, Evidence, RubricGrade
from simulator.domain.reading import ActKind, Reading
from simulator.domain.rubric import Rubric
from simulator.domain.text import Language, Text
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.evidence import proven
from simulator.grading.mark import unknown

STEADY_STOPS = (
    ActKind.CALM_DOWN,
    ActKind.AS_I_SAID,
    ActKind.NOT_OUR_PROBLEM,
    ActKind.PER_POLICY,
    ActKind.SHOUTING,
)
SHOWN = 3
"""How many messages a case level of T quotes."""


class ToneGrader(Protocol):
    """Grades one message: ``simulator.grading.tone.grade_message``."""

    def __call__(
        self, text: str, reading: Reading, *, customer: str, language: Language, tech: int, channel: str
    ) -> Mapping[str, CriterionGrade]:
        """Return T1…T10 of ``text``."""
        ...


def tone(d: Dossier, rubric: Rubric, grade_message: ToneGrader) -> RubricGrade:
    """Grade every message and the case."""
    ids = [criterion.id for criterion in rubric.criteria]
    if not d.replies:
        return RubricGrade(id=rubric.id, criteria=tuple(unknown(each, "no-reply") for each in ids))
    graded = {reply.n: _message(d, reply, grade_message) for reply in d.replies}
    weights = {criterion.id: criterion.weight for criterion in rubric.criteria}
    scores = {n: score for n, grades in graded.items() if (score := _score(grades, weights)) is not None}
    criteria = tuple(
        _case_level(each, [grades[each] for grades in graded.values() if each in grades]) for each in ids
    )
    return RubricGrade(
        id=rubric.id,
        score=round(sum(scores.values()) / len(scores), 1) if scores else None,
        criteria=criteria,
        worst=min(scores, key=lambda n: (scores[n], n)) if scores else None,
        messages=scores,
    )


def _message(d: Dossier, reply: Reply, grade_message: ToneGrader) -> dict[str, CriterionGrade]:
    grades = grade_message(
        reply.text,
        reply.reading,
        customer=reply.customer,
        language=d.case.tongue,
        tech=d.case.persona.tech,
        channel=d.scenario.channel,
    )
    placed: dict[str, CriterionGrade] = {}
    for name, grade in grades.items():
        evidence = tuple(each.model_copy(update={"event": reply.n}) for each in grade.evidence)
        placed[name] = proven(
            grade.model_copy(update={"evidence": evidence}), {reply.n: d.texts[reply.n]}, d.last
        )
    return _in_place(d, reply, _capped(reply, placed))


def _capped(reply: Reply, grades: dict[str, CriterionGrade]) -> dict[str, CriterionGrade]:
    """Apply the stop-list: each hit caps T6 or T1 at 1."""
    reading = reply.reading
    stops = {"T6": reading.of(*STEADY_STOPS), "T1": ()}
    formula, apologies = reading.of(ActKind.ACKNOWLEDGE_FORMULA), reading.of(ActKind.APOLOGY)
    if formula and not reading.does(ActKind.ACKNOWLEDGE):
        stops["T1"] = formula
    elif len(apologies) > 1:
        stops["T1"] = apologies
    for name, acts in stops.items():
        grade = grades.get(name)
        if acts and grade is not None and (grade.level is None or grade.level > 1):
            words = acts[0].quote
            grades[name] = CriterionGrade(
                id=name,
                level=1,
                evidence=(Evidence(event=reply.n, quote=words),),
                grader="rule",
                because=Text(en=f"On the stop-list: “{words}”.", ru=f"Из стоп-листа: «{words}»."),
            )
    return grades


def _in_place(d: Dossier, reply: Reply, grades: dict[str, CriterionGrade]) -> dict[str, CriterionGrade]:
    """Set aside what a message need not do at its place in the talk."""
    first, last = d.replies[0].n == reply.n, d.replies[-1].n == reply.n
    t1, t10 = grades.get("T1"), grades.get("T10")
    if t1 is not None and not first and t1.level is not None and 1 <= t1.level < 3 and t1.grader != "rule":
        grades["T1"] = _not_here("T1", "acknowledged-once")
    if t10 is not None and reply.via == "reply" and not last and not reply.reading.does(ActKind.CLOSING):
        grades["T10"] = _not_here("T10", "middle-of-talk")
    if (
        reply.via == "close"
        and (t4 := grades.get("T4")) is not None
        and t4.level is not None
        and t4.level < 3
    ):
        grades["T4"] = _not_here("T4", "closing-message")
    return grades


def _not_here(criterion: str, why: str) -> CriterionGrade:
    return CriterionGrade(id=criterion, not_applicable=why, grader="language")


def _score(grades: Mapping[str, CriterionGrade], weights: Mapping[str, float]) -> float | None:
    pairs = [
        (weights[name], grade.level)
        for name, grade in grades.items()
        if grade.level is not None and name in weights
    ]
    total = sum(weight for weight, _level in pairs)
    return round(100 * sum(weight * level / 4 for weight, level in pairs) / total, 1) if total else None


def _case_level(criterion: str, grades: list[CriterionGrade]) -> CriterionGrade:
    """Return the mean over messages, with evidence and reason of the weakest one first."""
    level_of = [(grade.level, grade) for grade in grades if grade.level is not None]
    if not level_of:
        why = next((grade.not_applicable for grade in grades if grade.not_applicable), None)
        if why:
            return CriterionGrade(id=criterion, not_applicable=why, grader="language")
        return unknown(
            criterion, next((grade.ungraded for grade in grades if grade.ungraded), None) or "no-evidence"
        )
    ordered = [grade for _level, grade in sorted(level_of, key=lambda pair: pair[0])]
    weakest = ordered[0]
    evidence = tuple(each for grade in ordered[:SHOWN] for each in grade.evidence[:1])
    return CriterionGrade(
        id=criterion,
        level=round(sum(level for level, _grade in level_of) / len(level_of), 2),
        evidence=evidence,
        grader="language" if any(grade.grader == "language" for grade in ordered) else weakest.grader,
        confidence=round(sum(grade.confidence for grade in ordered) / len(ordered), 2),
        because=weakest.because,
    )
