"""D8, D9, D10: what was advised, how safely, and whether the result was verified."""

import re

from simulator.domain.event import CustomerSaid, StepDone
from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.reading import Act, ActKind
from simulator.domain.scenario import Outcome, Step
from simulator.grading.diagnosis import family
from simulator.grading.dossier import Dossier, Statement
from simulator.grading.mark import at, language, rule, skipped, unknown
from simulator.grading.wording import first_hit

SHOULD_WORK = re.compile(
    r"should (?:now )?(?:be )?(?:work|fine|ok|help)|должн[оы] (?:всё |все )?(?:за)?работ|должно помочь",
    re.IGNORECASE,
)
RISKY = frozenset({"CF-04", "CF-10"})
PROBES = frozenset({"ping", "traceroute", "mtr", "nslookup", "dig", "curl", "nc", "openssl", "opsview"})


def remedy(d: Dossier) -> CriterionGrade:
    """D8."""
    if not d.replies:
        return unknown("D8", "no-reply")
    fatal = {pit.id for pit in d.scenario.pitfalls if pit.critical_fail}
    harm = [pit for pit in d.pitfalls if pit.target in fatal]
    if harm:
        return language(
            "D8",
            0,
            at(harm[0].event, harm[0].quote),
            confidence=harm[0].confidence,
            en="Advice that does harm here.",
            ru="Совет, который здесь вредит.",
        )
    given = _given(d)
    proof = [at(step.event, step.quote) for step in given.values()][:4]
    level = _handed_over(d, given) if d.scenario.outcome is Outcome.ESCALATE else _restoring(d, given)
    if d.scenario.outcome is Outcome.ESCALATE and d.run.escalations:
        proof.insert(0, at(d.run.escalations[0].n))
    if d.pitfalls:
        level = min(level, 2)
        proof.insert(0, at(d.pitfalls[0].event, d.pitfalls[0].quote))
    total = len(d.scenario.steps)
    return language(
        "D8",
        level,
        *(proof or [at(d.last)]),
        confidence=0.8,
        en=f"{len(given)} of {total} right steps given" + (", and a wrong one." if d.pitfalls else "."),
        ru=f"Верных шагов дано: {len(given)} из {total}" + (", и один неверный." if d.pitfalls else "."),
    )


def _given(d: Dossier) -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for step in d.steps:
        found.setdefault(step.target, step)
    for event in d.events:
        if isinstance(event, StepDone) and event.result == "done" and event.step not in found:
            reply = next((r for r in d.replies if r.n == event.of), None)
            found[event.step] = Statement(event.step, event.n if reply is None else reply.n, "", 1.0)
    return found


def _restoring(d: Dossier, given: dict[str, Statement]) -> float:
    steps = {step.id: step for step in d.scenario.steps}
    chosen = [steps[each] for each in given if each in steps]
    if not chosen:
        return 1
    if not any(
        (step.restores or step.workaround) and not _is_guess(d, step, given[step.id]) for step in chosen
    ):
        return 2
    if not any(step.restores for step in chosen):
        return 2.5
    preventing = [step for step in d.scenario.steps if step.prevents]
    if preventing:
        return 4 if any(step.prevents for step in chosen) else 3
    return 4 if 2 * len(chosen) >= len(steps) else 3


def _handed_over(d: Dossier, given: dict[str, Statement]) -> float:
    escalation = d.scenario.escalation
    right = escalation is not None and any(e.team == escalation.team for e in d.run.escalations)
    share = len(given) / len(d.scenario.steps)
    if right:
        return 4 if share >= 0.4 else 3
    return 2 if given else 1


def _is_guess(d: Dossier, step: Step, given: Statement) -> bool:
    """Tell whether a step was given before what it needs was known, and did not work."""
    if step.id in d.run.steps_done:
        return False
    return any(not d.is_seen(need, given.event) for need in step.needs)


def safety(d: Dossier) -> CriterionGrade:
    """D9: applies where risky advice was given or the card has a way to do harm."""
    risky = [
        (reply.n, act)
        for reply in d.replies
        for act in reply.reading.of(ActKind.UNSAFE, ActKind.INSECURE_FIX)
    ]
    codes = {pit.id for pit in d.scenario.pitfalls if pit.critical_fail in RISKY}
    pits = [pit for pit in d.pitfalls if pit.target in codes]
    if pits:
        return rule(
            "D9",
            0,
            at(pits[0].event, pits[0].quote),
            en="Advice that destroys or exposes.",
            ru="Совет, который губит данные или открывает доступ.",
        )
    if risky:
        n, act = min(risky, key=lambda pair: _guarded(pair[1]))
        return language(
            "D9",
            _guarded(act),
            at(n, act.quote),
            confidence=0.75,
            en="Risky advice; see what was said around it.",
            ru="Рискованный совет; смотрите, что сказано вокруг.",
        )
    return _unharmful(d)


def _unharmful(d: Dossier) -> CriterionGrade:
    """Grade D9 of a run without risky advice."""
    careful = _care(d)
    if not d.steps or not (RISKY & set(d.scenario.critical_fails) or careful):
        return skipped("D9", "nothing-risky")
    if careful:
        return language(
            "D9",
            4,
            careful,
            confidence=0.75,
            en="Copy, consent or a way back was named first.",
            ru="Сначала названы копия, согласие или путь назад.",
        )
    first = d.steps[0]
    return language(
        "D9", 3, at(first.event, first.quote), en="The order given is safe.", ru="Порядок шагов безопасный."
    )


def _guarded(act: Act) -> float:
    warned, copied = bool(act.data.get("warned")), bool(act.data.get("backup"))
    if act.kind is ActKind.INSECURE_FIX:
        return 1 if warned else 0
    return 3 if warned and copied else 2 if copied else 1 if warned else 0


def _care(d: Dossier) -> Evidence | None:
    for reply in d.replies:
        acts = reply.reading.of(ActKind.BACKUP_ADVISED, ActKind.CONSENT_SOUGHT)
        if acts:
            return at(reply.n, acts[0].quote)
    return None


def verification(d: Dossier) -> CriterionGrade:
    """D10: an own probe after the fix, and the customer's word."""
    restored = next((e for e in d.events if isinstance(e, StepDone) and e.restored), None)
    if restored is None:
        return _unrestored(d)
    probe = next((t for t in d.tools if t.n > restored.n and t.ok and family(t) in PROBES), None)
    lines = (e for e in d.events if isinstance(e, CustomerSaid) and e.n > restored.n)
    word = next((e for e in lines if "confirm" in e.acts), None)
    asked = next((r for r in d.replies if r.n >= restored.of and r.reading.does(ActKind.CONFIRM_ASKED)), None)
    proof = [at(e.n) for e in (probe, word) if e is not None]
    if asked is not None:
        proof.append(at(asked.n, asked.reading.of(ActKind.CONFIRM_ASKED)[0].quote))
    level = 4 if probe and word else 3 if probe else 2 if word or asked else 0
    own = ("yes", "есть") if probe else ("no", "нет")
    heard = (
        ("confirmed", "подтвердил")
        if word
        else ("asked", "спрошен")
        if asked
        else ("not asked", "не спрошен")
    )
    return rule(
        "D10",
        level,
        *(proof or [at(restored.n)]),
        en=f"Own check: {own[0]}; customer: {heard[0]}.",
        ru=f"Своя проверка: {own[1]}; клиент: {heard[1]}.",
    )


def _unrestored(d: Dossier) -> CriterionGrade:
    """Grade D10 of a run in which nothing came back."""
    ending = d.run.resolved or d.run.closed
    if d.scenario.outcome is Outcome.ESCALATE or ending is None:
        return skipped("D10", "nothing-restored")
    hopeful = next(((r.n, q) for r in d.replies if (q := first_hit(SHOULD_WORK, r.text))), None)
    if hopeful:
        en, ru = "“It should work”, not verified.", "«Должно работать», без проверки."
        return rule("D10", 1, at(*hopeful), en=en, ru=ru)
    return rule(
        "D10",
        0,
        at(ending.n),
        en="Ended without seeing it work.",
        ru="Завершено, хотя работы никто не видел.",
    )
