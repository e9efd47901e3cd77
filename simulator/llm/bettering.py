"""Whether a message written anew is better than the trainee's: both graded by the offline graders, in the same run."""

from collections.abc import Mapping

from simulator.domain.event import Event, Read, Said
from simulator.domain.grade import CriterionGrade, Feedback, Grade
from simulator.domain.reading import Reading
from simulator.domain.rubric import Rubrics
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.grade import grade
from simulator.grading.tone import grade_message, overall
from simulator.grading.tone.levels import MessageTone

NOISE = 0.25
"""Levels that a grader may move for no reason (RUBRICS, bias probes)."""
DEEDS = frozenset({"CF-03", "CF-08", "CF-09"})
"""Critical fails of what was done: other words cannot undo them, they can only sound better."""
GOOD = 3.0
"""Level from which something that could not be graded before is better now."""


def is_better(
    d: Dossier, rubrics: Rubrics, feedback: Feedback, reply: Reply, anew: tuple[str, Reading]
) -> bool:
    """Tell whether ``anew`` is better on the criterion of the change and no worse on any other by more than noise.

    Tone is compared message with message; everything else, critical fails included, by grading the run once more
    with the new message in its place.
    """
    change = feedback.change
    if change is None:
        return False
    tone_before, tone_after = _tone(d, reply.text, reply.reading, reply), _tone(d, *anew, reply)
    before, after = _graded(d, rubrics, reply, (reply.text, reply.reading)), _graded(d, rubrics, reply, anew)
    rest_before, rest_after = _levels(before), _levels(after)
    if not (_holds(tone_before, tone_after) and _clean(before, after) and _holds(rest_before, rest_after)):
        return False
    name = change.criterion
    if name in DEEDS:
        return (overall(tone_after) or 0.0) > (overall(tone_before) or 0.0)
    if name.startswith("CF"):
        # What followed from the old words stays in the log; the new ones must not hold the fault.
        mine = [hit for hit in after.critical_fails if (hit.code, hit.event) == (name, reply.n)]
        return not any(hit.quote is None or hit.quote in anew[0] for hit in mine)
    if name.startswith("T"):
        return _rises(tone_before.get(name), tone_after.get(name))
    return _rises(rest_before.get(name), rest_after.get(name))


def _tone(d: Dossier, text: str, reading: Reading, reply: Reply) -> MessageTone:
    return grade_message(
        text, reading, customer=reply.customer, language=d.case.tongue, tech=d.case.persona.tech,
        channel=d.scenario.channel,
    )  # fmt: skip


def _graded(d: Dossier, rubrics: Rubrics, reply: Reply, anew: tuple[str, Reading]) -> Grade:
    text, reading = anew

    def placed(event: Event) -> Event:
        if isinstance(event, Said) and event.n == reply.n:
            return event.model_copy(update={"text": text})
        if isinstance(event, Read) and event.of == reply.n:
            return event.model_copy(update={"reading": reading})
        return event

    return grade(d.case, tuple(map(placed, d.events)), rubrics)


def _levels(made: Grade) -> Mapping[str, CriterionGrade]:
    return {one.id: one for section in made.rubrics if section.id != "T" for one in section.criteria}


def _clean(before: Grade, after: Grade) -> bool:
    known = {(hit.code, hit.event) for hit in before.critical_fails}
    return all((hit.code, hit.event) in known for hit in after.critical_fails)


def _holds(before: Mapping[str, CriterionGrade], after: Mapping[str, CriterionGrade]) -> bool:
    """Tell whether nothing has become worse by more than noise. What no longer applies is no loss."""
    for name, old in before.items():
        new = after.get(name)
        if (
            old.level is not None
            and new is not None
            and new.level is not None
            and new.level < old.level - NOISE
        ):
            return False
    return True


def _rises(before: CriterionGrade | None, after: CriterionGrade | None) -> bool:
    if after is None or after.level is None:
        return False
    if before is None or before.level is None:
        return after.level >= GOOD
    return after.level > before.level
