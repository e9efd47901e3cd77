"""D3: was the customer asked only for what neither the ticket nor the tools show."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import Act, ActKind, Reading, Span
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.mark import at, rule, skipped

FEW_WORDS = 3
"""A shorter fragment is no question one could answer."""


def economy(d: Dossier) -> CriterionGrade:
    """D3: how much the customer was asked, and whether it was known already."""
    asking = [reply for reply in d.replies if _questions(reply.reading) or needless(d, reply)]
    if not asking:
        return skipped("D3", "nothing-asked")
    again = [(reply.n, quote) for reply in asking for quote in needless(d, reply)]
    if again:
        return rule(
            "D3",
            max(0, 3 - len(again)),
            *(at(n, quote) for n, quote in again[:3]),
            en=f"Asked for what the ticket or the tools already show: {len(again)}.",
            ru=f"Спрошено то, что уже видно в обращении или инструментах: {len(again)}.",
        )
    widest = max(asking, key=lambda reply: _questions(reply.reading))
    many = _questions(widest.reading)
    if many > 2 or any(reply.reading.does(ActKind.FISHING) for reply in asking):
        fishing = next((r for r in asking if r.reading.does(ActKind.FISHING)), widest)
        return rule(
            "D3",
            2,
            at(fishing.n, question_quote(fishing)),
            en="More than two questions in a turn, or a question without an aim.",
            ru="Больше двух вопросов за ход или вопрос без цели.",
        )
    reasoned = next((r for r in asking if r.reading.does(ActKind.REASON, ActKind.EXPECTED_RESULT)), None)
    best = reasoned or widest
    return rule(
        "D3",
        4 if reasoned else 3,
        at(best.n, question_quote(best)),
        en="Precise questions, at most two a turn" + (", with a reason." if reasoned else "."),
        ru="Точные вопросы, не больше двух за ход" + (", сказано зачем." if reasoned else "."),
    )


def needless(d: Dossier, reply: Reply) -> tuple[str, ...]:
    """Return quotes of questions whose answer stood in the ticket or had been seen or told."""
    reasks = [act for act in reply.reading.of(ActKind.REASK) if _is_question(d, reply, act)]
    quotes = [act.quote for act in reasks]
    spans = [(act.start, act.end) for act in reasks]
    questions = reply.reading.of(ActKind.QUESTION, ActKind.FISHING)
    requests = (*questions, *reply.reading.of(ActKind.REQUEST))
    for match in (*reply.reading.asks, *reply.reading.requests):
        asked = requests if match.target.startswith("C") else questions
        if not any(_meet(act, match) for act in asked):
            continue
        known = d.unlocked.get(match.target, d.seen.get(match.target, d.last + 1))
        inside = any(start <= match.start < end for start, end in spans)
        if known < reply.n - 1 and match.confidence >= 0.8 and not inside and not _is_retest(d, match.target):
            quotes.append(match.quote)
    return tuple(dict.fromkeys(quotes))


def _is_question(d: Dossier, reply: Reply, act: Act) -> bool:
    """Tell whether a re-asking really asks: "paste the answer" after a command and "does it work now" do not."""
    if len(act.quote.split()) < FEW_WORDS:
        return False
    reading = reply.reading
    question = any(_meet(act, other) for other in reading.of(ActKind.QUESTION, ActKind.FISHING))
    if question:
        return not any(step.event <= reply.n for step in d.steps)
    return not reading.requests and not reading.does(ActKind.STEP, ActKind.COMMAND)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_retest(d: Dossier, target: str) -> bool:
    """Tell whether a check is run again after a step: that is verification, not re-asking."""
    return target.startswith("C") and bool(d.run.steps_done)


def _questions(reading: Reading) -> int:
    targets = {match.target for match in (*reading.asks, *reading.requests)}
    aside = reading.of(ActKind.CONFIRM_ASKED, ActKind.CONSENT_SOUGHT, ActKind.OPTION, ActKind.INVITES)
    plain = [a for a in reading.of(ActKind.QUESTION, ActKind.FISHING) if not any(_meet(o, a) for o in aside)]
    return max(len(targets), len({(act.start, act.end) for act in plain}))


def question_quote(reply: Reply) -> str | None:
    """Return the words of a reply's first question or request."""
    parts = (
        *reply.reading.of(ActKind.FISHING),
        *reply.reading.asks,
        *reply.reading.requests,
        *reply.reading.of(ActKind.QUESTION, ActKind.REQUEST),
    )
    return parts[0].quote if parts else None
