"""T1 specific acknowledgement."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import Act, ActKind as A
from simulator.grading.tone.mark import aside, verdict
from simulator.grading.tone.message import Message, Sentence, shows

ACTION = frozenset({
    A.OWNERSHIP, A.STEP, A.COMMAND, A.REQUEST, A.PROMISE, A.OPTION, A.FINDING, A.ROUTE, A.QUESTION,
})  # fmt: skip
HURTING = frozenset({A.CALM_DOWN, A.AS_I_SAID, A.SARCASM, A.INSULT, A.BLAME, A.NOT_OUR_PROBLEM})
BEGINNING = 4
"""An acknowledgement stands among the first sentences."""


def acknowledged(m: Message) -> tuple[Sentence | None, bool]:
    """Return the sentence that names what happened to this customer, and whether its effect is named."""
    weak: Sentence | None = None
    for part in m.parts[:BEGINNING]:
        inside = [act for act in m.acts if part.start <= act.start < part.end]
        if _cannot(part, inside):
            continue
        stake = shows("regard", "stake", part.low)
        if stake and shows("regard", "effect", part.low) and not shows("guidance", "differs", part.low):
            return part, True
        told = [act for act in inside if act.kind is A.ACKNOWLEDGE]
        if told and not any(act.kind is A.ACKNOWLEDGE_FORMULA for act in inside):
            if stake and "effect" in told[0].data:
                return part, True
            weak = weak or part
    return weak, False


def _cannot(part: Sentence, inside: list[Act]) -> bool:
    """Tell whether a sentence does the opposite of acknowledging."""
    return (
        part.is_question
        or bool(HURTING & {act.kind for act in inside})
        or shows("regard", "denial", part.low)
        or shows("ownership", "deflect", part.low)
    )


def acknowledgement(m: Message) -> CriterionGrade:
    """T1."""
    part, effect = acknowledged(m)
    if part is None or m.does(A.NOT_OUR_PROBLEM):
        return _without(m)
    if not effect:
        return verdict(m, "T1", "no_effect", part)
    acts = any(act.kind in ACTION and act.end >= part.start for act in m.acts) or m.seen("ownership", "own")
    return verdict(m, "T1", "named_and_acts" if acts and len(m.of(A.APOLOGY)) <= 1 else "named", part)


def _without(m: Message) -> CriterionGrade:
    """Grade a message that does not say what happened to the customer."""
    refused = m.of(A.NOT_OUR_PROBLEM)
    denial = m.seen("regard", "denial") or m.seen("ownership", "deflect")
    helps = m.does(A.PROMISE, A.GAP_ADMITTED, A.COMMAND) or m.seen("regard", "dignity")
    if refused or (denial and not helps):
        return verdict(m, "T1", "denied", refused, denial)
    if m.shuts:
        return verdict(m, "T1", "shut", m.seen("closure", "closed"))
    formula, generic = m.of(A.ACKNOWLEDGE_FORMULA, A.APOLOGY), m.seen("regard", "feeling_generic")
    finding = m.of(A.FINDING)
    if formula or (m.is_support and generic and not finding):
        return verdict(m, "T1", "formula", formula, generic)
    if not m.is_support:
        return aside("T1", "nothing-to-acknowledge")
    if finding:
        return verdict(m, "T1", "fault", finding)
    busy = any(m.seen(*name) for name in (
        ("ownership", "own"), ("guidance", "exact"), ("closure", "asks"), ("guidance", "unknown"),
    ))  # fmt: skip
    return verdict(m, "T1", "unnamed" if busy else "passed_over")
