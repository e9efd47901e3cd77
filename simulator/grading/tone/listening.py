"""T7 listening."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind as A
from simulator.grading.tone.acknowledgement import acknowledged
from simulator.grading.tone.mark import aside, verdict
from simulator.grading.tone.message import Message
from simulator.grading.tone.ownership import blame

MUCH, SOME = 3, 2
"""Content words of the customer that a reply takes up."""
USEFUL = (A.FINDING, A.STEP, A.COMMAND, A.OWNERSHIP, A.PROMISE, A.OPTION, A.CONFIRM_ASKED)


def listening(m: Message) -> CriterionGrade:
    """T7."""
    again = m.of(A.REASK)
    if again:
        return verdict(m, "T7", "again", again)
    if not m.is_support:
        return _without_the_customer(m)
    if m.shuts:
        return verdict(m, "T7", "shut", m.seen("closure", "closed"))
    part, effect = acknowledged(m)
    template, deflect = m.seen("regard", "template"), m.seen("ownership", "deflect")
    deaf = part is None and not m.does(A.PROMISE, A.GAP_ADMITTED, A.COMMAND) and (
        blame(m) or deflect or m.seen("regard", "denial")
    )  # fmt: skip
    if deaf or (template and len(m.shared) < MUCH):
        return verdict(m, "T7", "template", template, deflect)
    useful = m.does(*USEFUL) or m.seen("ownership", "own") is not None
    if useful and part is not None and effect:
        dated = m.does(A.PROMISE, A.STAYS_OPEN) or m.seen("guidance", "time")
        return verdict(m, "T7", "need", part, level=4 if dated else 3.5)
    if useful and (len(m.shared) >= MUCH or part is not None) and _knows(m):
        return verdict(m, "T7", "uses", part, m.of(A.FINDING))
    return _partly(m, useful=useful)


def _knows(m: Message) -> bool:
    return m.does(A.FINDING) or m.seen("guidance", "known") is not None


def _partly(m: Message, *, useful: bool) -> CriterionGrade:
    finding = m.of(A.FINDING)
    if useful and finding and m.seen("clarity", "thing"):
        return verdict(m, "T7", "case", finding)
    if _knows(m) or len(m.shared) >= SOME or (useful and m.shared) or m.does(A.CONFIRM_ASKED):
        return verdict(m, "T7", "part", finding)
    if not m.seen("regard", "template") and (m.seen("guidance", "exact") or m.questions):
        return verdict(m, "T7", "moves")
    return verdict(m, "T7", "any")


def _without_the_customer(m: Message) -> CriterionGrade:
    """Grade by the message alone: all that shows is whether it speaks of one case."""
    part, _ = acknowledged(m)
    thing = m.seen("clarity", "thing") if m.seen("ownership", "own") else None
    if thing or (part is not None and m.does(A.FINDING, A.OWNERSHIP, A.STEP)):
        return verdict(m, "T7", "uses", thing, part)
    template = m.seen("regard", "template")
    return verdict(m, "T7", "template", template) if template else aside("T7", "nothing-to-hear")
