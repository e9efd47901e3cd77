"""Grading a run: every rubric of the card's profile, critical fails, the total, and what to say about it."""

from collections.abc import Sequence

import simulator
from simulator.domain.case import Case
from simulator.domain.event import Event, Hinted
from simulator.domain.grade import CriterionGrade, Grade, RubricGrade
from simulator.domain.rubric import Rubrics
from simulator.domain.text import Text
from simulator.grading.classification import classification
from simulator.grading.combine import hint_cost, section, total
from simulator.grading.communication import communication
from simulator.grading.critical import critical_fails
from simulator.grading.diagnosis import order_of_tests, pattern_check
from simulator.grading.dossier import Dossier
from simulator.grading.economy import economy
from simulator.grading.escalation import escalation
from simulator.grading.evidence import proven
from simulator.grading.feedback import feedback
from simulator.grading.framing import framing
from simulator.grading.knowledge import knowledge
from simulator.grading.message import ToneGrader, tone
from simulator.grading.outcome import outcome
from simulator.grading.problem import problem
from simulator.grading.records import records
from simulator.grading.remedy import remedy, safety, verification
from simulator.grading.rights import right_to_help
from simulator.grading.tone import grade_message
from simulator.grading.verdict import cause_and_category, reading_of_evidence, verdict


def grade(
    case: Case, events: Sequence[Event], rubrics: Rubrics, *, message: ToneGrader = grade_message
) -> Grade:
    """Grade a run. Pure: the same case, events and rubrics give the same grade, bit for bit."""
    d = Dossier.of(case, events)
    profile = rubrics.scoring.profile(case.profile)
    sections = [tone(d, rubrics.rubrics["T"], message)]
    for name, grades in _by_rule(d, rubrics).items():
        if grades:
            doubled = frozenset({"D1"}) if case.scenario.identity.decisive else frozenset[str]()
            sections.append(section(rubrics.rubrics[name], _checked(d, rubrics, name, grades), doubled))
    hits = critical_fails(d, rubrics.scoring.critical_fails)
    scores = {each.id: each.score for each in sections}
    cost = hint_cost(sum(isinstance(e, Hinted) for e in events), case.mode, rubrics.scoring)
    made = total(profile, scores, hits, cost, rubrics.scoring)
    return Grade(
        total=made.total,
        result=made.result,
        band=made.band,
        rubrics=tuple(sections),
        critical_fails=hits,
        feedback=feedback(d, rubrics, profile, sections, hits),
        provenance=_provenance(case, rubrics, sections),
    )


def with_feedback(case: Case, events: Sequence[Event], made: Grade, rubrics: Rubrics) -> Grade:
    """Return ``made`` with the feedback that its own levels give: a judge may have changed them."""
    said = feedback(
        Dossier.of(case, events),
        rubrics,
        rubrics.scoring.profile(case.profile),
        made.rubrics,
        made.critical_fails,
    )
    return made.model_copy(update={"feedback": said})


def _by_rule(d: Dossier, rubrics: Rubrics) -> dict[str, tuple[CriterionGrade, ...]]:
    v = verdict(d)
    diagnosis = (
        right_to_help(d),
        framing(d),
        economy(d),
        order_of_tests(d),
        reading_of_evidence(d, v),
        pattern_check(d),
        cause_and_category(d, v),
        remedy(d),
        safety(d),
        verification(d),
    )
    weights = rubrics.scoring.profile(d.case.profile).weights
    return {
        "D": diagnosis,
        "O": (outcome(d, rubrics.scoring.restore_breach_cost),) if "O" in weights else (),
        "E": escalation(d),
        "C": communication(d) if "C" in weights else (),
        "N": records(d),
        "P": classification(d),
        "K": knowledge(d),
        "R": problem(d),
    }


def _checked(
    d: Dossier, rubrics: Rubrics, name: str, grades: Sequence[CriterionGrade]
) -> tuple[CriterionGrade, ...]:
    """Drop evidence that does not hold and give every level a sentence."""
    anchors = {criterion.id: criterion.anchors for criterion in rubrics.rubrics[name].criteria}

    def reason(grade: CriterionGrade) -> Text | None:
        below = [a for a in anchors.get(grade.id, ()) if grade.level is not None and a.level <= grade.level]
        return max(below, key=lambda a: a.level).text if below else None

    held = (proven(grade, d.texts, d.last) for grade in grades)
    return tuple(
        g if g.because or g.level is None else g.model_copy(update={"because": reason(g)}) for g in held
    )


def _provenance(case: Case, rubrics: Rubrics, sections: Sequence[RubricGrade]) -> dict[str, str]:
    graders = sorted(
        {grade.grader for each in sections for grade in each.criteria if grade.level is not None}
    )
    versions = " ".join(f"{name}@{rubric.version}" for name, rubric in sorted(rubrics.rubrics.items()))
    return {
        "content": case.digest,
        "rubrics": versions,
        "graders": " ".join(graders),
        "profile": case.profile,
        "version": getattr(simulator, "__version__", "0"),
    }
