"""T2 ownership without blame."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import Act, ActKind as A
from simulator.grading.tone.mark import aside, verdict
from simulator.grading.tone.message import Message, Sentence, shows, sign


def owned(m: Message) -> Sentence | None:
    """Return the sentence in which the writer takes a deed on himself; “full ownership” alone is no deed."""
    acts = {part.start for act in m.of(A.OWNERSHIP) if (part := m.part_at(act.start))}
    for part in m.parts:
        if part.is_question or (part.start not in acts and not shows("ownership", "own", part.low)):
            continue
        bare = sign("ownership", "hollow_own").sub(" ", part.low)
        if bare == part.low or shows("ownership", "own", bare):
            return part
    return None


def blame(m: Message) -> tuple[Act, ...]:
    """Return the words that blame somebody; none when the log is quoted or the blame is taken away."""
    acts = tuple(
        act for act in m.of(A.BLAME)
        if (part := m.part_at(act.start)) and not shows("ownership", "no_blame", part.low)
    )  # fmt: skip
    found = None if acts else m.first("ownership", "blame", unless=("ownership", "no_blame"))
    if found is None:
        return acts
    return (Act(kind=A.BLAME, start=found.start(), end=found.end(), quote=m.text[slice(*found.span())]),)


def ownership(m: Message) -> CriterionGrade:
    """T2."""
    blamed, own = blame(m), owned(m)
    if blamed:
        return verdict(m, "T2", "blames", blamed)
    deflect, refused = m.seen("ownership", "deflect"), m.of(A.NOT_OUR_PROBLEM)
    if refused or (deflect and own is None):
        return verdict(m, "T2", "deflects", refused, deflect)
    if own is None:
        return _ownerless(m)
    if m.does(A.GAP_ADMITTED, A.ROUTE) or m.seen("ownership", "shared"):
        return verdict(m, "T2", "owns" if deflect else "owns_and_parts", own)
    return verdict(m, "T2", "owns", own, level=3.5 if m.does(A.PROMISE) else 3)


def _ownerless(m: Message) -> CriterionGrade:
    hiding, passive = m.of(A.HIDING, A.PER_POLICY), m.seen("clarity", "passive")
    away, closed = m.seen("ownership", "send_away"), m.seen("closure", "closed")
    open_ended = m.does(A.STAYS_OPEN, A.CONFIRM_ASKED) or m.seen("closure", "works")
    if away or ((hiding or passive or closed) and not open_ended):
        return verdict(m, "T2", "hides", hiding, away, passive, closed)
    if not m.is_support and not m.does(A.STEP, A.REQUEST, A.FINDING, A.CAUSE, A.ROUTE):
        return aside("T2", "nothing-to-own")
    return verdict(m, "T2", "neutral", m.of(A.STEP, A.REQUEST, A.FINDING))
