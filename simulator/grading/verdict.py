"""D5 and D7: was the evidence read rightly, and is the cause right."""

import re
from dataclasses import dataclass

from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.reading import ActKind
from simulator.domain.scenario import Outcome
from simulator.grading.dossier import Dossier, Statement
from simulator.grading.mark import at, language, rule, unknown
from simulator.grading.wording import first_hit, says

EXCLUDES = re.compile(
    r"rule[sd]? out|exclud|\bnot (?:the|a|an|on|in|your|our|from)\b|\bisn't\b|\bno (?:open |platform |active )?incident|"
    r"\bitself (?:is|answers|works|runs)|\b(?:is|are|looks?) (?:fine|healthy|up|ok|clean|open|intact|running|alive)\b|"
    r"healthy|операционн|исключ|не (?:в|из-за|со стороны|при чём|виноват)|(?<!\w)сам(?:а|о|и)? .{0,40}(?:отвеча|"
    r"работа|жив|доступ)|в порядке|исправ|инцидентов нет|нет инцидент|без ошибок|(?:порт|правил\w*) открыт|работает",
    re.IGNORECASE,
)
LOOSE = 0.7
"""Below this confidence the wording of a right cause is loose."""


@dataclass(frozen=True)
class Verdict:
    """What the trainee held to be the cause, and which evidence he put into words."""

    right: Statement | None
    wrong: Statement | None
    """A wrong cause that was not taken back by the right one later."""
    told: dict[str, Evidence]
    """Evidence id → where its reading was written."""
    excludes: Evidence | None


def verdict(d: Dossier) -> Verdict:
    """Read causes and findings of a run."""
    rights = [cause for cause in d.causes if cause.target == "CAUSE"]
    wrongs = [cause for cause in d.causes if cause.target != "CAUSE"]
    right = max(rights, key=lambda cause: (cause.confidence, -cause.event), default=None)
    wrong = wrongs[-1] if wrongs and (not rights or wrongs[-1].event > rights[-1].event) else None
    told: dict[str, Evidence] = {}
    for finding in d.findings:
        told.setdefault(finding.target, at(finding.event, finding.quote))
    for target, evidence in _recorded(d).items():
        told.setdefault(target, evidence)
    if right is None and wrong is None:
        right = _recorded_cause(d)
    return Verdict(right, wrong, told, _exclusion(d))


def _recorded(d: Dossier) -> dict[str, Evidence]:
    """Find readings of seen evidence in notes and packs, by closeness to the card's wordings."""
    found: dict[str, Evidence] = {}
    for source in d.sources:
        if source.id not in d.seen:
            continue
        phrases = (
            *(source.finding.within(d.case.lang) if source.finding else ()),
            source.tells.within(d.case.lang),
        )
        for event, text in d.records:
            quote = says(text, phrases, least=0.6)
            if quote:
                found[source.id] = at(event, quote)
                break
    return found


def _recorded_cause(d: Dossier) -> Statement | None:
    phrases = (*d.scenario.cause.says.within(d.case.lang), d.scenario.cause.text.within(d.case.lang))
    for event, text in (
        *d.records,
        *((n, t) for n, own in d.texts.items() for t in own if n == _resolved(d)),
    ):
        quote = says(text, phrases, least=0.65)
        if quote:
            return Statement("CAUSE", event, quote, 0.6)
    return None


def _resolved(d: Dossier) -> int | None:
    return d.run.resolved.n if d.run.resolved else None


def _exclusion(d: Dossier) -> Evidence | None:
    for reply in d.replies:
        stated = reply.reading.findings or reply.reading.does(ActKind.FINDING, ActKind.CAUSE)
        quote = first_hit(EXCLUDES, reply.text) if stated else None
        if quote:
            return at(reply.n, quote)
    for escalation in d.run.escalations:
        if len(escalation.pack.get("excluded", "")) > 5:
            return at(escalation.n, escalation.pack["excluded"])
    return next((at(n, quote) for n, text in d.records if (quote := first_hit(EXCLUDES, text))), None)


READ = {
    0: ("The evidence was read as another cause.", "Данные прочитаны как другая причина."),
    1: ("No key finding was put into words.", "Ни один ключевой результат не назван."),
    2: ("Part of the key evidence was read.", "Прочитана часть ключевых данных."),
    3: ("Read rightly; nothing is said of what it excludes.", "Прочитано верно; что исключено, не сказано."),
    4: ("Read rightly, with what it excludes.", "Прочитано верно, и сказано, что исключено."),
}


def reading_of_evidence(d: Dossier, v: Verdict) -> CriterionGrade:
    """D5."""
    if not d.replies and not d.records:
        return unknown("D5", "nothing-written")
    level, proof, confidence = _read(d, v)
    en, ru = READ[level]
    return language("D5", level, *(proof or [at(d.last)]), confidence=confidence, en=en, ru=ru)


def _read(d: Dossier, v: Verdict) -> tuple[int, list[Evidence], float]:
    """Return level, evidence and confidence of D5."""
    if v.wrong and not v.right:
        return 0, [at(v.wrong.event, v.wrong.quote)], v.wrong.confidence
    key = [each for each in d.key if each in v.told or any(e in v.told for e in d.equal(each))]
    if not key and not v.right:
        return 1, list(v.told.values())[:2], 0.7
    proof = list(dict.fromkeys(v.told[e] for each in key for e in (each, *d.equal(each)) if e in v.told))
    if v.right:
        proof.insert(0, at(v.right.event, v.right.quote))
    seen = any(d.is_seen(each, d.last + 1) for each in d.key)
    enough = v.right is not None or 2 * len(key) >= len(d.key)
    if not seen or not enough or v.wrong is not None:
        return 2, proof, 0.7
    if v.excludes and key:
        return 4, [*proof[:3], v.excludes], 0.7
    return 3, proof[:3], 0.7


def cause_and_category(d: Dossier, v: Verdict) -> CriterionGrade:
    """D7: ground truth of the card against the cause stated and the category set."""
    chosen = d.run.classified
    category = chosen is not None and chosen.category == d.scenario.category.value
    proof = [at(chosen.n)] if chosen else []
    if v.right and not v.wrong:
        proof.insert(0, at(v.right.event, v.right.quote))
        level = _honesty(d, v.right) - (0 if category else 1)
        return rule(
            "D7",
            level,
            *proof,
            en="The cause is right" + ("." if category else ", the category is not."),
            ru="Причина верна" + ("." if category else ", категория нет."),
        )
    if v.wrong:
        proof.insert(0, at(v.wrong.event, v.wrong.quote))
        return rule(
            "D7",
            1 if category else 0,
            *proof,
            en="The cause named is not the cause.",
            ru="Названа не та причина.",
        )
    return _left_open(d, proof, category=category)


def _left_open(d: Dossier, proof: list[Evidence], *, category: bool) -> CriterionGrade:
    """Grade D7 of a run that named no cause."""
    honest = next((r for r in d.replies if r.reading.does(ActKind.UNKNOWN_STATED)), None)
    if category and honest is not None and d.scenario.outcome is not Outcome.RESOLVE:
        quote = honest.reading.of(ActKind.UNKNOWN_STATED)[0].quote
        return rule(
            "D7",
            3,
            *proof,
            at(honest.n, quote),
            en="Right category; the cause honestly left open.",
            ru="Категория верна; причина честно оставлена открытой.",
        )
    return rule(
        "D7",
        2 if category else 0,
        *(proof or [at(d.last)]),
        en="No cause was named; the category is " + ("right." if category else "not right."),
        ru="Причина не названа; категория " + ("верна." if category else "неверна."),
    )


def _honesty(d: Dossier, cause: Statement) -> float:
    """4 when the words fit and rest on key evidence, 3 when they are loose or ahead of the evidence."""
    seen = [each for each in d.key if d.is_seen(each, cause.event + 1)]
    return 4 if cause.confidence >= LOOSE and 2 * len(seen) >= len(d.key) else 3
