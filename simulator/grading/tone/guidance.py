"""T4 next step that can be done."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind as A
from simulator.grading.tone.mark import aside, verdict
from simulator.grading.tone.message import Message, Sentence, shows
from simulator.grading.tone.ownership import owned

MANY = 3


def vague_steps(m: Message) -> list[Sentence]:
    """Return the sentences that order something without saying how."""
    return [
        part for part in m.parts
        if shows("guidance", "vague", part.low) and not shows("guidance", "exact", part.low)
        and not part.is_question and not shows("ownership", "own", part.low)
    ]  # fmt: skip


def exact_steps(m: Message) -> list[Sentence]:
    """Return the sentences with a step that can be carried out as it stands."""
    steps = [act for act in m.of(A.STEP, A.REQUEST, A.COMMAND) if not act.data.get("vague")]
    starts = {part.start for act in steps if (part := m.part_at(act.start))}
    return [
        part for part in m.parts
        if shows("guidance", "exact", part.low) and not shows("ownership", "send_away", part.low)
        and (part.start in starts or shows("guidance", "order", part.low))
    ]  # fmt: skip


def next_step(m: Message) -> CriterionGrade:
    """T4."""
    secret, harm = m.of(A.ASK_SECRET), m.first("guidance", "harm", unless=("guidance", "undo"))
    if secret or harm:
        return verdict(m, "T4", "harm", secret, harm)
    exact, vague, again = exact_steps(m), vague_steps(m), m.of(A.REASK)
    if exact:
        return _step(m, exact, vague)
    if again:
        return verdict(m, "T4", "known", again)
    if vague and not (m.questions and m.does(A.CONFIRM_ASKED)):
        return verdict(m, "T4", "vague", vague[0])
    if m.seen("closure", "closed") and m.seen("closure", "works") and not m.questions:
        return aside("T4", "nothing-left-to-do")
    away, wait = m.seen("ownership", "send_away"), m.seen("guidance", "wait")
    if away or wait:
        return verdict(m, "T4", "away", away, wait)
    return _question(m) if m.questions else _ours(m)


def _step(m: Message, exact: list[Sentence], vague: list[Sentence]) -> CriterionGrade:
    result, differs = m.seen("guidance", "expected"), m.seen("guidance", "differs")
    copied = m.does(A.COMMAND) or "`" in m.text or m.seen("guidance", "listed") is not None
    extra = copied + (result is not None) + (differs is not None)
    level = (2.5, 3.0, 3.5, 4.0)[extra]
    if len(m.questions) > MANY or (vague and extra < 2):
        level = 2.5
    elif extra == 0 and m.seen("guidance", "reason"):
        level = 3.0
    return verdict(m, "T4", "step_result" if result or differs else "step", exact[0], level=level)


def _question(m: Message) -> CriterionGrade:
    if len(m.questions) >= MANY:
        return verdict(m, "T4", "many", m.questions[0])
    plain = m.does(A.CONFIRM_ASKED) or m.seen("guidance", "reason") or m.seen("closure", "asks")
    return verdict(m, "T4", "question_why" if plain else "question", m.questions[0])


def _ours(m: Message) -> CriterionGrade:
    own = owned(m)
    if own is not None or m.does(A.PROMISE, A.ROUTE, A.OPTION):
        dated = m.does(A.PROMISE, A.OPTION) or m.seen("guidance", "time")
        return verdict(m, "T4", "ours_dated" if dated else "ours", own)
    if not m.is_support:
        return aside("T4", "no-case")
    steps = m.of(A.STEP, A.REQUEST)
    return (
        verdict(m, "T4", "hard", steps)
        if steps
        else verdict(m, "T4", "none", m.parts[-1] if m.parts else None)
    )
