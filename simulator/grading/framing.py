"""D2: which of symptom, scope, onset, change and stake the trainee's own words establish."""

import re

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind
from simulator.grading.diagnosis import family
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.mark import at, language, unknown
from simulator.grading.wording import CLOCK, first_hit, says, sentences

SYMPTOM = re.compile(
    r"\b[45]\d\d\b|denied|timed? ?out|refus|error|unreachable|fail|\bdown\b|slow|lock(?:ed)? out|not? (?:load|open|work|"
    r"boot|answer|log|reach)|can(?:no|')t|expired|missing|ошибк|отказ|отклоня|недоступ|не (?:работ|откры|пуска|отвеча|"
    r"груз|мож|приход|вид|загруж|запуск|подключ|вход)|лежит|завис|медлен|таймаут|обрыв|истек|пропал",
    re.IGNORECASE,
)
SCOPE = re.compile(
    r"\b(?:only|all|both|everyone|everybody|who else|other (?:users?|machines?|networks?|servers?|customers?|people)|"
    r"several|single|just (?:you|one|this)|\d+ (?:users?|people|servers?|machines?|customers?|accountants?|shops?))\b|"
    r"только|(?<!\w)(?:все|всех|всем|оба|обе|обоих|ни у кого)(?!\w)|у кого|остальн|друг(?:ие|их|ого|ой)|нескольк|"
    r"один (?:сервер|пользователь)|\d+ (?:человек|машин|сервер|пользоват|сотрудн|клиент|магазин)",
    re.IGNORECASE,
)
ONSET = re.compile(
    r"since when|when did|what time|how long|started|began|\bsince\b|as of|first (?:seen|failed)|с какого|когда (?:"
    r"началось|перестал|впервые|пропал|последний)|во сколько|давно ли|начал(?:ось|ся|ась)|\bс \d|(?:около|после) \d",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"chang|deploy|release|roll(?:ed)? ?out|upgrad|migrat|edited|rotat|replac|reinstall|мен(?:ял|яли|ялось)|измен|выкат|"
    r"релиз|обновл|перен[ео]с|миграц|прав(?:ил|ки)|накат|накан|замен|переуст",
    re.IGNORECASE,
)
PARTS = ("symptom", "scope", "onset", "change", "stake")
_RUSSIAN = {"symptom": "симптом", "scope": "охват", "onset": "начало", "change": "изменения", "stake": "цена"}


def framing(d: Dossier) -> CriterionGrade:
    """D2 from replies, notes and pack; a promise of an update says nothing about the problem."""
    if not d.replies and not d.records:
        return unknown("D2", "nothing-written")
    texts = [(reply.n, without_promises(reply)) for reply in d.replies] + list(d.records)
    found: dict[str, tuple[int, str]] = {}
    for event, text in texts:
        for part, quote in _parts(d, text, frozenset(PARTS) - found.keys()).items():
            found[part] = (event, quote)
    change = next((tool.n for tool in d.tools if family(tool) in ("changes", "audit")), None)
    proof = [at(event, quote) for event, quote in found.values()]
    if "change" not in found and change is not None:
        found["change"] = (change, "")
        proof.append(at(change))
    names = [part for part in PARTS if part in found]
    level = {0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 5: 4}[len(names)]
    return language(
        "D2",
        level,
        *(proof or [at(d.last)]),
        confidence=0.65,
        en=f"{len(names)} of 5 established: {', '.join(names) or 'none'}.",
        ru=f"Выяснено {len(names)} из 5: {', '.join(_RUSSIAN[name] for name in names) or 'ничего'}.",
    )


def _parts(d: Dossier, text: str, wanted: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, pattern in (("symptom", SYMPTOM), ("scope", SCOPE), ("onset", ONSET), ("change", CHANGE)):
        quote = first_hit(pattern, text) if name in wanted else None
        if quote:
            found[name] = quote
    if "onset" in wanted - found.keys() and (stamp := first_hit(CLOCK, text)):
        found["onset"] = stamp
    words = d.scenario.stake_words.within(d.case.lang)
    stake = says(text, words, least=1.0) if "stake" in wanted else None
    if stake:
        found["stake"] = stake
    return found


def without_promises(reply: Reply) -> str:
    """Return a reply's sentences that promise nothing, one a line."""
    promised = [act.quote for act in reply.reading.of(ActKind.PROMISE, ActKind.ETA, ActKind.PROMISE_VAGUE)]
    kept = [s for s in sentences(reply.text) if not any(quote in s or s in quote for quote in promised)]
    return "\n".join(kept)
