"""N: what stays on the ticket, by marks in notes and packs."""

import re

from simulator.domain.event import Noted
from simulator.domain.grade import CriterionGrade, Evidence
from simulator.grading.dossier import Dossier, shown_text
from simulator.grading.mark import at, language, rule, skipped
from simulator.grading.secret import secrets_in
from simulator.grading.wording import CLOCK, ZONE, first_hit, likeness, mentions

FACTS = re.compile(
    r"\bfacts?\b|\bknown\b|confirmed|established|(?<!\w)факт|известно|установлено|подтвержд[её]н",
    re.IGNORECASE,
)
GUESSES = re.compile(
    r"hypothes|suspect|assum|likely|not (?:yet )?(?:confirmed|known)|unknown|excluded|гипотез|предполо|верси|"
    r"вероятн|не подтвержд|неизвестно|исключ",
    re.IGNORECASE,
)
PROMISES = re.compile(
    r"promis|next update|told (?:him|her|the customer|them)|обеща|следующ\w+ (?:сообщ|апдейт|новост)|"
    r"сказал\w? клиент|напиш",
    re.IGNORECASE,
)
STATUS = re.compile(
    r"\bstatus\b|waiting|resolved|restored|escalated|in progress|handed|открыт|статус|состояни|жд[уёе]|решен|"
    r"восстановл|передан|эскалир|в работе",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"\bnext\b|then|\bif\b|follow.?up|to do|will|until|дальше|далее|след(?:ующ|\.)|затем|если|план|осталось|"
    r"проверить|напис|до \d|закры",
    re.IGNORECASE,
)
MEANING = re.compile(
    r"→|=>|->|\bmeans?\b|\bso\b|therefore|hence|because|значит|то есть|следовательно|поэтому|⇒", re.IGNORECASE
)
EMOTION = re.compile(
    r"\b(?:idiot|stupid|rude|hysteric|annoying|incompetent|clueless|crazy|whin)\w*|истери|неадекват|туп(?:ой|ая|ит)|"
    r"глуп|хам(?:ит|ка|ло|ство)|скандал|бестолк|невменя|дурак|идиот|достал",
    re.IGNORECASE,
)
TOKEN = re.compile(r"[A-Z]{3,}\w*|\w*\d[\w.:/-]{2,}")


def records(d: Dossier) -> tuple[CriterionGrade, ...]:
    """N1…N6."""
    if not d.records:
        none = [
            rule(
                f"N{i}",
                0,
                at(d.last),
                en="Nothing was written on the ticket.",
                ru="В обращении ничего не записано.",
            )
            for i in range(1, 6)
        ]
        return (*none, skipped("N6", "nothing-written"))
    return header(d), timeline(d), apart(d), checks(d), continuation(d), hygiene(d)


def _all(d: Dossier) -> str:
    return "\n".join(text for _n, text in d.records)


def _first(d: Dossier, pattern: re.Pattern[str]) -> Evidence | None:
    return next((at(n, quote) for n, text in d.records if (quote := first_hit(pattern, text))), None)


def _proof(d: Dossier, *found: Evidence | None) -> list[Evidence]:
    return [each for each in found if each is not None] or [at(d.records[0][0])]


def header(d: Dossier) -> CriterionGrade:
    """N1: contact, plan or contract, ids, category, priority; the last two also stand in the ticket's fields."""
    text, contact, fields = _all(d), d.scenario.contact, d.run.classified
    names = [part for name in (contact.name.en, contact.name.ru) for part in name.split() if len(part) > 2]
    ids = (*d.scenario.known_ids, *(resource.id for resource in d.scenario.resources))
    plans = (
        d.scenario.plan,
        d.case.provider.plan(d.scenario.plan).name.within(d.case.lang),
        contact.contract,
    )
    has = {
        "contact": mentions(text, (*names, contact.email, contact.company.en, contact.company.ru)),
        "plan": mentions(text, (*plans, contact.account)),
        "ids": mentions(text, ids) if ids else True,
        "category": fields is not None,
        "priority": fields is not None or re.search(r"\bP[1-4]\b", text) is not None,
    }
    level = max(0, sum(has.values()) - 1)
    if fields is not None and fields.priority is not d.scenario.priority.level:
        level = min(level, 3)
    missing = [name for name, there in has.items() if not there]
    return rule(
        "N1",
        level,
        at(d.records[0][0]),
        *([at(fields.n)] if fields else []),
        en="Header complete." if not missing else f"Missing from the header: {', '.join(missing)}.",
        ru="Шапка полная." if not missing else f"В шапке нет: {', '.join(_RU[name] for name in missing)}.",
    )


_RU = {
    "contact": "контакта",
    "plan": "плана",
    "ids": "идентификаторов",
    "category": "категории",
    "priority": "приоритета",
}


def timeline(d: Dossier) -> CriterionGrade:
    """N2."""
    text = _all(d)
    times, zone = CLOCK.findall(text), ZONE.search(text)
    promised = any(p.due.strftime("%H:%M") in text for p in d.run.open_promises) or bool(
        PROMISES.search(text)
    )
    made = bool(d.run.open_promises) or any(e.kind == "promised" for e in d.events)
    if not times:
        level = 0.0
    elif len(set(times)) == 1:
        level = 2 if zone else 1
    else:
        level = 2 + (1 if zone else 0) + (1 if zone and (promised or not made) else 0)
    return rule(
        "N2",
        level,
        *_proof(d, _first(d, CLOCK), _first(d, ZONE)),
        en=f"{len(set(times))} times, zone {'given' if zone else 'missing'}.",
        ru=f"Отметок времени: {len(set(times))}, пояс {'указан' if zone else 'не указан'}.",
    )


def apart(d: Dossier) -> CriterionGrade:
    """N3."""
    found = [_first(d, pattern) for pattern in (FACTS, GUESSES, PROMISES)]
    level = {0: 0, 1: 1.5, 2: 3, 3: 4}[sum(each is not None for each in found)]
    return language(
        "N3",
        level,
        *_proof(d, *found),
        confidence=0.65,
        en=f"Set apart: {sum(each is not None for each in found)} of facts, hypotheses, promises.",
        ru=f"Отделено друг от друга: {sum(each is not None for each in found)} из трёх (факты, гипотезы, обещания).",
    )


def checks(d: Dossier) -> CriterionGrade:
    """N4: commands that were really run, with words of their real output, and what they mean."""
    text = _all(d)
    shown = [(event, shown_text(event)) for event in d.events if event.kind in ("tool", "command")]
    listed = [e for e in d.tools if _is_named(e.command, text)]
    have = set(TOKEN.findall(text))
    results = [e for e, output in shown if set(TOKEN.findall(output)) & have]
    meaning = _first(d, MEANING) or _told(d)
    if not listed and not results:
        return rule(
            "N4", 0, at(d.records[0][0]), en="No check is recorded.", ru="Ни одной проверки не записано."
        )
    level = 2 if listed else 1.5
    level += (1 if results else 0) + (1 if results and meaning else 0)
    return rule(
        "N4",
        min(4, level),
        *_proof(d, meaning),
        *(at(e.n) for e in (*listed[:2], *results[:1])),
        en=f"Checks named: {len(listed)}; with results: {len(results)}.",
        ru=f"Названо проверок: {len(listed)}, с результатом: {len(results)}.",
    )


def _is_named(command: str, text: str) -> bool:
    low = text.lower()
    words = command.lower().split()
    return (
        command.lower() in low
        or (len(words[0]) > 1 and words[0] in low)
        or (words[0] == "opsview" and len(words) > 2 and words[2] in low)
    )


def _told(d: Dossier) -> Evidence | None:
    for source in d.sources:
        for n, text in d.records:
            if source.id in d.seen and likeness(text, (source.tells.within(d.case.lang),)) >= 0.6:
                return at(n)
    return None


def continuation(d: Dossier) -> CriterionGrade:
    """N5."""
    status, then = _first(d, STATUS), _first(d, NEXT)
    if then is None and d.run.escalations and d.run.escalations[-1].request:
        then = at(d.run.escalations[-1].n, d.run.escalations[-1].request)
    level = 2 * (status is not None) + 2 * (then is not None)
    return language(
        "N5",
        level,
        *_proof(d, status, then),
        confidence=0.65,
        en=f"Status {'is' if status else 'is not'} there, next step {'is' if then else 'is not'}.",
        ru=f"Статус {'есть' if status else 'не указан'}, следующий шаг {'есть' if then else 'не указан'}.",
    )


def hygiene(d: Dossier) -> CriterionGrade:
    """N6."""
    for event, text in d.records:
        found = secrets_in(text)
        if found:
            return rule("N6", 0, at(event), en="A secret stands in the record.", ru="В записи есть секрет.")
    emotion = _first(d, EMOTION)
    if emotion:
        return rule("N6", 2, emotion, en="A judgement on a person.", ru="Оценка человека.")
    first = next((e.n for e in d.events if isinstance(e, Noted)), d.records[0][0])
    return rule("N6", 4, at(first), en="No secrets, no judgements.", ru="Ни секретов, ни оценок.")
