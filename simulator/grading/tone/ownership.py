"""T2 ownership without blame."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind as A
from simulator.grading.tone.mark import aside, made
from simulator.grading.tone.message import Message, Sentence, shows, sign
from simulator.grading.tone.regard import blame


def owned(m: Message) -> Sentence | None:
    """Return the sentence in which the writer takes a deed on himself; “full ownership” alone is no deed."""
    acts = {part.start for act in m.of(A.OWNERSHIP) if (part := m.part_at(act.start))}
    for part in m.parts:
        if part.start not in acts and not shows("ownership", "own", part.low):
            continue
        bare = sign("ownership", "hollow_own").sub(" ", part.low)
        if (bare == part.low or shows("ownership", "own", bare)) and not part.is_question:
            return part
    return None


def ownership(m: Message) -> CriterionGrade:
    """T2."""
    blamed = blame(m)
    if blamed:
        return made("T2", 0, m.quote(blamed), "Blames somebody.", "Назначает виноватого.", 0.8)
    own = owned(m)
    deflect, away = m.seen("ownership", "deflect"), m.seen("ownership", "send_away")
    refused = m.of(A.NOT_OUR_PROBLEM)
    if refused or (deflect and own is None):
        return made(
            "T2",
            0,
            m.quote(refused, deflect),
            "Puts it on the customer's side and leaves it there.",
            "Относит на сторону клиента и там оставляет.",
            0.75,
        )
    hiding = m.of(A.HIDING, A.PER_POLICY) or m.seen("clarity", "passive")
    closed = m.seen("closure", "closed")
    asked = m.does(A.STAYS_OPEN, A.CONFIRM_ASKED) or m.seen("closure", "works") is not None
    if own is None and ((hiding and not asked) or away or (closed and not asked)):
        return made(
            "T2",
            1,
            m.quote(m.of(A.HIDING, A.PER_POLICY), away, m.seen("clarity", "passive"), closed),
            "Nobody stands behind it: a rule, a passive or somebody else.",
            "За этим никто не стоит: правило, безличный оборот или кто-то другой.",
            0.65,
        )
    if own is None:
        if not m.is_support and not m.does(A.STEP, A.REQUEST, A.FINDING, A.CAUSE, A.ROUTE):
            return aside("T2", "nothing-to-own")
        return made(
            "T2",
            2,
            m.quote(m.of(A.STEP, A.REQUEST, A.FINDING)),
            "Neutral, nobody owns the next step.",
            "Нейтрально, следующий шаг ничей.",
            0.65,
        )
    if m.does(A.GAP_ADMITTED) or m.does(A.ROUTE) or m.seen("ownership", "shared"):
        return made(
            "T2",
            4 if not deflect else 3,
            m.quote(own),
            "Takes it on and says whose each part is.",
            "Берёт на себя и говорит, за кем какая часть.",
        )
    dated = m.of(A.PROMISE)
    return made(
        "T2",
        3.5 if dated else 3,
        m.quote(own),
        "It is clear who does the next thing.",
        "Ясно, кто делает следующий шаг.",
    )
