"""E: the decision, the team, the pack, the request, and what the customer was told."""

import re
from datetime import timedelta

from simulator.domain.event import Escalated, Promised, PromiseSettled
from simulator.domain.grade import CriterionGrade
from simulator.domain.priority import Priority
from simulator.domain.reading import ActKind
from simulator.domain.scenario import Escalation, Outcome
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.mark import at, language, rule, skipped
from simulator.grading.pack import check_pack, pack_of
from simulator.grading.wording import first_hit, likeness, mentions, sentences

NO_REPEAT = re.compile(
    r"(?:won't|will not|need not|needn't|don't) (?:have to |need to )?(?:repeat|explain|start over)|(?:they|team) (?:have|has|got)|"
    r"(?:passed|handed|gave|given|sent|attached|with) (?:on |over |them |along )?(?:all|every|the (?:full|whole|outputs?|checks?|"
    r"logs?|ids?|details?|times?))|повторять|заново|объяснять .{0,20}не (?:нужно|придётся|придется)|передал\w? (?:им |туда )?(?:все|всё|"
    r"вывод|провер|лог|хронолог|данн)|у них (?:есть|уже)|со всеми (?:данн|провер|вывод)|приложил",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:please )?(?:look|check|help|assist|advise|investigate)\b|посмотр|помог|разбер|проверьте, пожалуйста$",
    re.IGNORECASE,
)
HANDED = re.compile(
    r"\b(?:passed|handed|escalated|forwarded|transferred|gave) (?:it|this|your|the|on|over)\b|(?:team|colleagues|engineers|lead) "
    r"(?:has|have|is|are|takes?|took|will)\b|переда(?:л|но|ю|на)|эскалирова|(?:команд|инженер|коллег|старш)\w* .{0,20}(?:взял|зан|работа|"
    r"разбира)",
    re.IGNORECASE,
)
FEW_WORDS = 4
INFORMED = frozenset({"KM", "PROB-MGR", "CHG-MGR", "SHIFT-LEAD", "CRE", "HYPERCARE"})
"""Teams that are only told: they take over no fault."""
LEVELS = (Priority.P1, Priority.P2, Priority.P3, Priority.P4)


def escalation(d: Dossier) -> tuple[CriterionGrade, ...]:
    """E1…E7, or nothing when the card asks for none and none was made."""
    target, made = d.scenario.escalation, d.run.escalations
    if d.scenario.outcome is Outcome.RESOLVE or target is None:
        made = tuple(one for one in made if not _is_word_to(d, one))
        if not made:
            return ()
        return (_unneeded(made[0]), *(skipped(f"E{i}", "unneeded-escalation") for i in range(2, 8)))
    if not made:
        none = [
            rule(f"E{i}", 0, at(d.last), en="The case was not handed over.", ru="Дело не передано.")
            for i in (1, 2, 3, 4)
        ]
        return (*none, priority_stated(d, None), *(skipped(f"E{i}", "not-escalated") for i in (6, 7)))
    best = next((each for each in made if each.team == target.team), made[0])
    first = (moment(d, target, best), team(d, target), pack(d, best), request(d, target, best))
    return (*first, priority_stated(d, best), customer_told(d, best), follow_up(d, best))


def _is_word_to(d: Dossier, made: Escalated) -> bool:
    """Tell whether a hand-over only lets somebody know: no work of the first line goes with it."""
    restored = d.run.restored_at
    return made.team in INFORMED or (restored is not None and made.at >= restored)


def _unneeded(made: Escalated) -> CriterionGrade:
    said = "First-line work was handed over without need."
    return rule("E1", 0, at(made.n), en=said, ru="Работа первой линии передана без нужды.")


def moment(d: Dossier, target: Escalation, made: Escalated) -> CriterionGrade:
    """E1: minutes from meeting the criteria against the time allowed."""
    met = d.met(target.after)
    if target.after and (met is None or met.n > made.n):
        return rule(
            "E1",
            2,
            at(made.n),
            en="Right, but before the evidence was there.",
            ru="Верно, но раньше, чем появились данные.",
        )
    since = met.at if met is not None else d.run.opened.at
    minutes = (made.at - since) / timedelta(minutes=1)
    share = minutes / target.within
    level = 4 if share <= 0.5 else 3 if share <= 0.75 else 2 if share <= 1 else 1 if share <= 2 else 0
    proof = [at(met.n)] if met is not None else []
    return rule(
        "E1",
        level,
        *proof,
        at(made.n),
        en=f"{minutes:.0f} min after the criteria were met; {target.within} allowed.",
        ru=f"Через {minutes:.0f} мин после появления оснований; отведено {target.within}.",
    )


def team(d: Dossier, target: Escalation) -> CriterionGrade:
    """E2: the first choice counts; a later right one makes up for half."""
    first, teams = d.run.escalations[0], [each.team for each in d.run.escalations]
    if first.team == target.team:
        level = 4
    elif target.team in teams or first.team in (*target.near, "L2-GEN"):
        level = 2
    else:
        level = 0
    return rule(
        "E2",
        level,
        at(first.n),
        en=f"Sent to {', '.join(teams)}; the team that can act is {target.team}.",
        ru=f"Передано: {', '.join(teams)}; сделать может {target.team}.",
    )


def pack(d: Dossier, made: Escalated) -> CriterionGrade:
    """E3."""
    checked = check_pack(d, made)
    level = sum(checked.share >= line for line in (0.4, 0.6, 0.8, 0.949))
    gaps = ", ".join(checked.missing[:6]) or "—"
    return rule(
        "E3",
        level,
        at(made.n),
        en=f"{checked.share:.0%} of the pack is there; missing: {gaps}.",
        ru=f"В пакете есть {checked.share:.0%}; не хватает: {gaps}.",
    )


def request(d: Dossier, target: Escalation, made: Escalated) -> CriterionGrade:
    """E4: one deed on one thing, or a wish."""
    text = pack_of(made).get("request", "")
    if not text.strip():
        return rule("E4", 0, at(made.n), en="No request.", ru="Просьбы нет.")
    words, parts = len(text.split()), len(sentences(text))
    close = likeness(text, (target.request.within(d.case.lang),))
    concrete = any(char.isdigit() for char in text) or close >= 0.3
    if words < FEW_WORDS or (VAGUE.search(text) and not concrete):
        level, en, ru = 0.0, "“Please look”: no deed is named.", "«Посмотрите»: действие не названо."
    elif parts > 3 or text.count(";") > 1:
        level, en, ru = 2.0, "Several requests at once.", "Несколько просьб сразу."
    elif concrete and close >= 0.15:
        level, en, ru = 4.0, "One request that can be done.", "Одна выполнимая просьба."
    else:
        level, en, ru = (
            3.0 if concrete else 2.0,
            "One request, loosely put.",
            "Одна просьба, но общими словами.",
        )
    return language("E4", level, at(made.n, text), confidence=0.7, en=en, ru=ru)


def priority_stated(d: Dossier, made: Escalated | None) -> CriterionGrade:
    """E5: the ticket's priority, or the one written in the pack, against the card."""
    written = made.pack.get("priority", "") if made else ""
    chosen = (
        d.run.classified.priority
        if d.run.classified
        else next((p for p in LEVELS if p.value in written), None)
    )
    if chosen is None:
        return rule(
            "E5", 0, at(made.n if made else d.last), en="No priority was set.", ru="Приоритет не выставлен."
        )
    off = abs(LEVELS.index(chosen) - LEVELS.index(d.scenario.priority.level))
    grounded = (
        len(written.split()) >= FEW_WORDS
        or likeness(written, d.scenario.stake_words.within(d.case.lang)) >= 1
    )
    level = (4 if grounded else 3) if off == 0 else 2 if off == 1 else 0
    proof = (
        at(made.n, written) if made and written else at(d.run.classified.n if d.run.classified else d.last)
    )
    return rule(
        "E5",
        level,
        proof,
        en=f"{chosen}, right is {d.scenario.priority.level}; impact "
        + ("stated." if grounded else "not stated."),
        ru=f"{chosen}, верно {d.scenario.priority.level}; влияние "
        + ("названо." if grounded else "не названо."),
    )


def customer_told(d: Dossier, made: Escalated) -> CriterionGrade:
    """E6: who has it, when the next word comes, and that nothing need be told twice."""
    told = [(reply, quote) for reply in d.replies if (quote := _route(d, reply, made))]
    told = [pair for pair in told if pair[0].n > made.n] or told
    if not told:
        return rule("E6", 0, at(made.n), en="The customer was not told.", ru="Клиенту не сказали.")
    best, quote = max(told, key=lambda pair: (_told(pair[0]), pair[0].n))
    level = _told(best)
    dated = best.reading.does(ActKind.PROMISE)
    return language(
        "E6",
        level,
        at(best.n, quote),
        confidence=0.75,
        en="Told who has it" + (" and when news comes." if dated else "."),
        ru="Сказано, у кого дело" + (" и когда новости." if dated else "."),
    )


def _route(d: Dossier, reply: Reply, made: Escalated) -> str | None:
    """Return the words that say who has the case now."""
    routes = reply.reading.of(ActKind.ROUTE)
    if routes:
        return routes[0].quote
    team = d.case.provider.team(made.team)
    names = (made.team, *((team.name.within(d.case.lang),) if team else ()))
    named = next((s for s in sentences(reply.text) if mentions(s, names)), None)
    return named or (first_hit(HANDED, reply.text) if reply.n > made.n else None)


def _told(reply: Reply) -> float:
    dated = reply.reading.does(ActKind.PROMISE)
    return 2 + (1 if dated else 0) + (1 if NO_REPEAT.search(reply.text) else 0)


def follow_up(d: Dossier, made: Escalated) -> CriterionGrade:
    """E7: promised updates that fell due after the hand-over."""
    due = [p for p in d.events if isinstance(p, Promised) and p.due > made.at]
    settled = {s.of: s for s in d.events if isinstance(s, PromiseSettled)}
    done = [(p, settled[p.n]) for p in due if p.n in settled]
    if not done:
        return skipped("E7", "nothing-due-yet" if due else "nothing-promised")
    missed = [(p, s) for p, s in done if not s.kept]
    if missed:
        promise, _settled = missed[0]
        late = any(reply.at > promise.due for reply in d.replies)
        return rule(
            "E7",
            2 if late else 0,
            at(promise.of, promise.quote),
            at(promise.n),
            en="The promised update came late." if late else "The promised update was forgotten.",
            ru="Обещанное сообщение опоздало." if late else "Обещанное сообщение забыто.",
        )
    promise, kept = done[-1]
    update = next((r for r in reversed(d.replies) if r.n < kept.n), None)
    full = update is not None and len(update.text.split()) >= 6
    return rule(
        "E7",
        4 if full else 3,
        at(promise.of, promise.quote),
        at(kept.n),
        en="The promised update came in time.",
        ru="Обещанное сообщение пришло вовремя.",
    )
