"""D1, D3, D4, D6: what the log proves about the way to a diagnosis."""

from collections.abc import Iterable

from simulator.domain.event import Escalated, Event, Resolved, StepDone, ToolRun
from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind, Reading
from simulator.grading.dossier import GRAVE, Dossier, Reply
from simulator.grading.mark import at, rule, skipped

PATTERN = ("status", "incidents", "changes")
RIGHTS = ("crm", "verify")
FREE_CALLS = 3
"""Calls that show nothing and still cost no points."""


def family(tool: ToolRun) -> str:
    """Return the first word of a command."""
    return (tool.family or tool.command).split()[0].lower() if (tool.family or tool.command).split() else ""


def right_to_help(d: Dossier) -> CriterionGrade:
    """D1: the check of person and plan against the first account-specific word and the first deed."""
    wanted = ("verify",) if d.scenario.identity.decisive else RIGHTS
    check = next((tool for tool in d.tools if tool.ok and family(tool) in wanted), None)
    word = first_disclosure(d)
    deed = first_deed(d)
    if check is None:
        if word is None and deed is None:
            return skipped("D1", "nothing-disclosed")
        return rule(
            "D1",
            0,
            at(*word) if word else at(deed.n if deed else d.last),
            en="Went ahead without `crm` or `verify`.",
            ru="Действовал без `crm` и `verify`.",
        )
    if word is None or check.n < word[0]:
        gentle = _kept_painless(d)
        return rule(
            "D1",
            4 if gentle else 3,
            at(check.n),
            en="Checked before anything about the account was said.",
            ru="Проверил до первого слова об учётной записи.",
        )
    if deed is not None and deed.n < check.n:
        level, en, ru = 0, "Acted first, checked afterwards.", "Сначала сделал, потом проверил."
    elif d.scenario.identity.decisive:
        level, en, ru = 1, "Checked after account data had been given.", "Проверил, когда сведения уже даны."
    else:
        level, en, ru = 2, "Checked late, but before acting.", "Проверил поздно, но до действий."
    return rule("D1", level, at(check.n), at(*word), en=en, ru=ru)


def first_disclosure(d: Dossier) -> tuple[int, str] | None:
    """Return the first account-specific words: (event, quote)."""
    if d.scenario.identity.decisive:
        return private_word(d)
    return next(
        (
            (r.n, r.reading.of(ActKind.DISCLOSURE)[0].quote)
            for r in d.replies
            if r.reading.does(ActKind.DISCLOSURE)
        ),
        None,
    )


def private_word(d: Dossier) -> tuple[int, str] | None:
    """Return the first words that only the account's own people may hear.

    An id or a contact that the ticket did not hold, or what an internal console shows. A sentence that
    merely speaks of "the owner" or "the server" is not enough.
    """
    internal = {tool.id for tool in d.scenario.tools if tool.where == "internal" and not is_public(tool.cmd)}
    for reply in d.replies:
        for act in reply.reading.of(ActKind.DISCLOSURE):
            if act.data.get("what") in ("id", "contact"):
                return reply.n, act.quote
        told = [m for m in reply.reading.findings if m.target in internal and m.confidence >= GRAVE]
        if told:
            return reply.n, told[0].quote
    return None


def is_public(command: str) -> bool:
    """Tell whether a command shows what anybody may know: the status page and open incidents."""
    return command.split(maxsplit=1)[0].lower() in PATTERN


def first_deed(d: Dossier) -> Event | None:
    """Return the first event by which something was done on the account."""
    return next((e for e in d.events if isinstance(e, Resolved | Escalated | StepDone)), None)


def _kept_painless(d: Dossier) -> bool:
    asking = [reply for reply in d.replies if reply.reading.does(ActKind.VERIFY_IDENTITY)]
    if any(
        r.reading.does(ActKind.BLAME, ActKind.PER_POLICY, ActKind.INSULT, ActKind.SARCASM) for r in asking
    ):
        return False
    if d.scenario.identity.decisive and not d.scenario.identity.passes:
        # Refusing well means that a lawful way is offered with the refusal.
        return any(r.reading.does(ActKind.ROUTE, ActKind.OPTION, ActKind.VERIFY_IDENTITY) for r in d.replies)
    return True


def economy(d: Dossier) -> CriterionGrade:
    """D3: how much the customer was asked, and whether it was known already."""
    asking = [reply for reply in d.replies if _questions(reply.reading) or needless(d, reply)]
    if not asking:
        return skipped("D3", "nothing-asked")
    again = [(reply.n, quote) for reply in asking for quote in needless(d, reply)]
    if len(again) > 1:
        return rule(
            "D3",
            0 if len(again) > 2 else 1,
            *(at(n, quote) for n, quote in again[:3]),
            en=f"Asked {len(again)} times for what the ticket or the tools already show.",
            ru=f"Спрошено то, что уже видно в обращении или инструментах: {len(again)} раз.",
        )
    widest = max(asking, key=lambda reply: _questions(reply.reading))
    if again:
        return rule(
            "D3",
            2,
            at(*again[0]),
            en="Asked once for what was already known.",
            ru="Один раз спрошено уже известное.",
        )
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
    quotes = [act.quote for act in reply.reading.of(ActKind.REASK)]
    spans = [(act.start, act.end) for act in reply.reading.of(ActKind.REASK)]
    asked = reply.reading.of(ActKind.QUESTION, ActKind.REQUEST, ActKind.FISHING)
    for match in (*reply.reading.asks, *reply.reading.requests):
        if not any(act.start < match.end and match.start < act.end for act in asked):
            continue
        known = d.unlocked.get(match.target, d.seen.get(match.target, d.last + 1))
        inside = any(start <= match.start < end for start, end in spans)
        if known < reply.n - 1 and match.confidence >= 0.8 and not inside and not _is_retest(d, match.target):
            quotes.append(match.quote)
    return tuple(dict.fromkeys(quotes))


def _is_retest(d: Dossier, target: str) -> bool:
    """Tell whether a check is run again after a step: that is verification, not re-asking."""
    return target.startswith("C") and bool(d.run.steps_done)


def _questions(reading: Reading) -> int:
    targets = {match.target for match in (*reading.asks, *reading.requests)}
    aside = reading.of(ActKind.CONFIRM_ASKED, ActKind.CONSENT_SOUGHT, ActKind.OPTION, ActKind.INVITES)
    plain = [
        a
        for a in reading.of(ActKind.QUESTION, ActKind.FISHING)
        if not any(o.start < a.end and a.start < o.end for o in aside)
    ]
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


def order_share(d: Dossier) -> float:
    """Return the D4 formula, 0–1."""
    key = [each for each in d.key if d.is_seen(each, d.decision)]
    strays = sum(1 for tool in d.tools if tool.n < d.decision and is_stray(tool))
    over = max(0, strays - FREE_CALLS)
    if not key:
        return 0.0
    return 0.6 * len(key) / len(d.key) + 0.4 * len(key) / (len(key) + over)


def is_stray(tool: ToolRun) -> bool:
    """Tell whether a call showed nothing of the case; rights and pattern checks are never stray."""
    return tool.tool is None and family(tool) not in (*PATTERN, *RIGHTS, "help", "kb")


def order_of_tests(d: Dossier) -> CriterionGrade:
    """D4: key evidence before the first cause statement, without wandering."""
    if not d.key:
        return skipped("D4", "no-key-evidence")
    share = order_share(d)
    level = 0 if share == 0 else 1 + sum(share >= line for line in (0.25, 0.5, 0.8))
    seen = [each for each in d.key if d.is_seen(each, d.decision)]
    proof = [at(d.causes[0].event, d.causes[0].quote)] if d.causes else []
    proof += [at(event.n) for each in seen if (event := d.met([each]))]
    return rule(
        "D4",
        level,
        *(proof or [at(d.last)]),
        en=f"{len(seen)} of {len(d.key)} key checks seen before the cause was named ({share:.0%}).",
        ru=f"До названной причины увидено ключевых проверок: {len(seen)} из {len(d.key)} ({share:.0%}).",
    )


def pattern_check(d: Dossier) -> CriterionGrade:
    """D6: status, incidents and changes looked at before a cause was named."""
    if not d.scenario.pattern_check:
        return skipped("D6", "card-does-not-need-it")
    listed = {tool.cmd.split()[0].lower() for tool in d.scenario.tools} & set(PATTERN)
    before = _families(tool for tool in d.tools if tool.n < d.decision)
    done = before & set(PATTERN)
    proof = [at(tool.n) for tool in d.tools if family(tool) in PATTERN and tool.n < d.decision]
    if done and (listed or set(PATTERN)) <= done:
        level = 4
    elif done:
        level = min(3, 1 + len(done))
    else:
        after = [at(tool.n) for tool in d.tools if family(tool) in PATTERN]
        level, proof = (1, after) if after else (0, [at(d.last)])
    names = ", ".join(sorted(done)) or "—"
    return rule(
        "D6",
        level,
        *proof,
        en=f"Looked at before the cause: {names}.",
        ru=f"До причины просмотрено: {names}.",
    )


def _families(tools: Iterable[ToolRun]) -> set[str]:
    return {family(tool) for tool in tools if tool.ok}
