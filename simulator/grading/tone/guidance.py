"""T4 next step, T5 honest expectations, T10 closure."""

import re

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import Act, ActKind as A
from simulator.grading.tone.mark import aside, made
from simulator.grading.tone.message import Message, Sentence, shows, sign

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
    kinds = (A.STEP, A.REQUEST, A.COMMAND)
    starts = {
        part.start for act in m.of(*kinds) if not act.data.get("vague") and (part := m.part_at(act.start))
    }
    return [
        part for part in m.parts
        if shows("guidance", "exact", part.low)
        and (part.start in starts or shows("guidance", "order", part.low))
        and not shows("ownership", "send_away", part.low)
    ]  # fmt: skip


def _harm(m: Message) -> re.Match[str] | tuple[Act, ...] | None:
    """Return the words of a dangerous step, unless they are there to be taken away."""
    for part in m.parts:
        found = sign("guidance", "harm").search(m.low, part.start, part.end)
        if found and not shows("guidance", "undo", part.low):
            return found
    return None


def next_step(m: Message) -> CriterionGrade:
    """T4."""
    harm, secret = _harm(m), m.of(A.ASK_SECRET) or m.seen("guidance", "secret")
    if harm or m.of(A.ASK_SECRET):
        return made(
            "T4",
            0.5,
            m.quote(m.of(A.ASK_SECRET, A.INSECURE_FIX), harm),
            "The step does harm.",
            "Такой шаг навредит.",
            0.75,
        )
    again = m.of(A.REASK)
    if again and not exact_steps(m):
        return made(
            "T4", 1, m.quote(again), "Asks for what is known already.", "Просит то, что уже известно.", 0.65
        )
    exact, vague = exact_steps(m), vague_steps(m)
    questions = [part for part in m.parts if part.is_question]
    result, differs, reason = (
        m.seen("guidance", "expected"),
        m.seen("guidance", "differs"),
        m.seen("guidance", "reason"),
    )
    away, wait = m.seen("ownership", "send_away"), m.seen("guidance", "wait")
    if not exact and vague and not (questions and m.does(A.CONFIRM_ASKED)):
        return made(
            "T4", 1, m.quote(vague[0]), "Says what to do, not how.", "Сказано, что сделать, но не как.", 0.7
        )
    if exact:
        copy = m.does(A.COMMAND) or "`" in m.text or m.seen("guidance", "listed")
        extra = (copy is not None and copy is not False) + (result is not None) + (differs is not None)
        level = (2.5, 3, 3.5, 4)[extra] if extra < 3 or reason or copy else 3.5
        if len(questions) > MANY or (vague and extra < 2):
            level = min(level, 2.5)
        elif extra == 0 and reason:
            level = 3
        return made(
            "T4",
            level,
            m.quote(exact[0]),
            "A step that can be carried out" + (", with what to expect." if result or differs else "."),
            "Шаг, который можно выполнить" + (", и чего ждать." if result or differs else "."),
        )
    if m.seen("closure", "closed") and m.seen("closure", "works") and not questions:
        return aside("T4", "nothing-left-to-do")
    if away or wait:
        return made(
            "T4",
            0.5,
            m.quote(away, wait),
            "Sends the customer away or to wait.",
            "Отсылает клиента или предлагает ждать.",
            0.7,
        )
    if questions:
        level = (
            2
            if len(questions) > 2
            else 3
            if reason or m.does(A.CONFIRM_ASKED) or m.seen("closure", "asks")
            else 2.5
        )
        return made(
            "T4",
            level,
            m.quote(questions[0]),
            "A question to the customer" + (", with its reason." if reason else "."),
            "Вопрос клиенту" + (", и зачем он." if reason else "."),
            0.6,
        )
    from simulator.grading.tone.ownership import owned

    own = owned(m)
    if own is not None or m.does(A.PROMISE, A.ROUTE, A.OPTION):
        dated = m.does(A.PROMISE) or m.seen("guidance", "time") is not None
        return made(
            "T4",
            3 if dated or m.does(A.OPTION) else 2,
            m.quote(own),
            "The next step is ours" + (" and has its time." if dated else "."),
            "Следующий шаг за нами" + (" и назван срок." if dated else "."),
            0.6,
        )
    if not m.is_support:
        return aside("T4", "no-case")
    if secret or m.does(A.STEP, A.REQUEST):
        return made(
            "T4",
            1.5,
            m.quote(m.of(A.STEP, A.REQUEST)),
            "A step that is hard to carry out.",
            "Шаг, который трудно выполнить.",
            0.5,
        )
    return made(
        "T4", 0, m.quote(m.parts[-1] if m.parts else None), "No next step.", "Следующего шага нет.", 0.7
    )


def expectations(m: Message) -> CriterionGrade:
    """T5."""
    false = [act for act in m.of(A.ETA, A.COMPENSATION, A.GUARANTEE)]
    money = next(
        (
            found
            for part in m.parts
            if (found := sign("guidance", "money").search(m.low, part.start, part.end))
            and not shows("guidance", "money_open", part.low)
        ),
        None,
    )
    when = next(
        (
            found
            for part in m.parts
            if not part.is_question
            and (found := sign("guidance", "fixed_when").search(m.low, part.start, part.end))
        ),
        None,
    )
    if false or money or when:
        return made(
            "T5",
            0,
            m.quote(false, money, when),
            "Promises what is not his to promise.",
            "Обещает то, чего обещать не может.",
            0.75,
        )
    dated, timed = m.of(A.PROMISE), m.seen("guidance", "time")
    unknown = m.of(A.UNKNOWN_STATED) or m.seen("guidance", "unknown")
    vague, sure = m.of(A.PROMISE_VAGUE), m.seen("guidance", "sure_ground")
    from simulator.grading.tone.ownership import owned

    promised = (
        bool(dated) or (timed is not None and owned(m) is not None) or m.seen("closure", "open") is not None
    )
    if (vague or sure) and not promised and not unknown:
        return made(
            "T5",
            1,
            m.quote(vague, sure),
            "“Soon”, or certain without ground.",
            "«Скоро» или уверенность без оснований.",
            0.65,
        )
    known = m.does(A.FINDING) or m.seen("guidance", "known")
    plan = (
        m.does(A.OPTION) or m.seen("guidance", "differs") or m.seen("guidance", "listed") and m.does(A.OPTION)
    )
    if promised and (unknown or plan):
        full = known or unknown and plan
        return made(
            "T5",
            4 if full else 3.5,
            m.quote(dated, unknown if not isinstance(unknown, tuple) else unknown, timed),
            "Known and unknown kept apart, next word has its time.",
            "Известное отделено от неизвестного, следующий ответ ко времени.",
        )
    if promised or unknown:
        return made(
            "T5",
            3,
            m.quote(
                dated, m.of(A.UNKNOWN_STATED), timed, m.seen("guidance", "unknown"), m.seen("closure", "open")
            ),
            "The next word has its time or condition.",
            "У следующего ответа есть срок или условие.",
        )
    if not m.is_support and not m.does(A.FINDING, A.CAUSE, A.OWNERSHIP, A.CONDITIONAL):
        return aside("T5", "nothing-promised")
    if plan and known:
        return made(
            "T5",
            3,
            m.quote(m.of(A.OPTION), m.seen("guidance", "differs")),
            "Says what to do if it turns out otherwise.",
            "Сказано, что делать, если выйдет иначе.",
            0.6,
        )
    guess = [act for act in m.of(A.CAUSE) if not act.data.get("hedged")]
    if (guess or m.seen("ownership", "deflect")) and not known:
        return made(
            "T5",
            1.5,
            m.quote(guess, m.seen("ownership", "deflect")),
            "Certain without showing why.",
            "Уверенно, но без оснований.",
            0.55,
        )
    if m.is_support and not known and m.seen("closure", "closed") and not m.seen("closure", "works"):
        return made(
            "T5",
            1,
            m.quote(m.seen("closure", "closed")),
            "Certain that it is over, without ground.",
            "Уверенность, что всё позади, без оснований.",
            0.6,
        )
    return made("T5", 2, m.quote(), "No promise and no time.", "Ни обещания, ни срока.", 0.6)


def closure(m: Message) -> CriterionGrade:
    """T10."""
    closed = m.seen("closure", "closed")
    kept = m.seen("closure", "open")
    asks = next(
        (
            part
            for part in m.parts
            if shows("closure", "asks", part.low) and not shows("closure", "not_asks", part.low)
        ),
        None,
    )
    works = m.seen("closure", "works")
    if not (closed or kept or (asks and works)):
        return aside("T10", "not-closing")
    back = m.seen("closure", "back") or m.of(A.INVITES)
    if asks and kept:
        return made(
            "T10",
            4,
            m.quote(kept),
            "Asks, and says how long it stays open.",
            "Спрашивает и говорит, до каких пор держит открытым.",
            0.75,
        )
    if kept or (asks and back):
        return made(
            "T10",
            3.5 if back and kept else 3,
            m.quote(kept, asks),
            "Leaves the last word to the customer.",
            "Оставляет последнее слово за клиентом.",
        )
    if asks:
        return made("T10", 3, m.quote(asks), "Asks for confirmation.", "Просит подтвердить.")
    if works:
        return made(
            "T10", 1.5, m.quote(closed), "Closes; nothing is asked.", "Закрывает, ничего не спросив.", 0.65
        )
    help_ = m.does(A.FINDING, A.OWNERSHIP)
    return made(
        "T10",
        1 if help_ else 0.5 if m.words <= 8 else 0,
        m.quote(closed),
        "Closes without consent.",
        "Закрывает без согласия.",
        0.7,
    )
