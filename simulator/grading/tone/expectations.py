"""T5 honest expectations."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind as A
from simulator.grading.tone.mark import aside, verdict
from simulator.grading.tone.message import Message
from simulator.grading.tone.ownership import owned


def expectations(m: Message) -> CriterionGrade:
    """T5."""
    false = m.of(A.ETA, A.COMPENSATION, A.GUARANTEE)
    money = m.first("guidance", "money", unless=("guidance", "money_open"))
    when = m.first("guidance", "fixed_when")
    if false or money or when:
        return verdict(m, "T5", "false", false, money, when)
    dated, timed, kept = m.of(A.PROMISE), m.seen("guidance", "time"), m.seen("closure", "open")
    told, unknown = m.of(A.UNKNOWN_STATED), m.seen("guidance", "unknown")
    promised = bool(dated or kept or (timed and owned(m) is not None))
    open_ = bool(told or unknown)
    plan = m.does(A.OPTION) or m.seen("guidance", "differs") is not None
    if promised and (open_ or plan):
        level = 4 if _knows(m) or (open_ and plan) else 3.5
        return verdict(m, "T5", "apart", dated, told, unknown, timed, level=level)
    if promised or open_:
        return verdict(m, "T5", "dated", dated, told, timed, unknown, kept)
    return _unpromised(m, plan=plan)


def _knows(m: Message) -> bool:
    return m.does(A.FINDING) or m.seen("guidance", "known") is not None


def _unpromised(m: Message, *, plan: bool) -> CriterionGrade:
    vague, sure = m.of(A.PROMISE_VAGUE), m.seen("guidance", "sure_ground")
    if vague or sure:
        return verdict(m, "T5", "soon", vague, sure)
    if not m.is_support and not m.does(A.FINDING, A.CAUSE, A.OWNERSHIP, A.CONDITIONAL):
        return aside("T5", "nothing-promised")
    if plan and _knows(m):
        return verdict(m, "T5", "otherwise", m.of(A.OPTION), m.seen("guidance", "differs"))
    guess = [act for act in m.of(A.CAUSE) if not act.data.get("hedged")]
    deflect = m.seen("ownership", "deflect")
    if (guess or deflect) and not _knows(m):
        return verdict(m, "T5", "unshown", guess, deflect)
    if m.is_support and m.shuts and not _knows(m):
        return verdict(m, "T5", "over", m.seen("closure", "closed"))
    return verdict(m, "T5", "nothing")
