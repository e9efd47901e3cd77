"""K: what a ticket gives to the knowledge base: a stale article flagged, a draft handed to its keepers.

Only a ticket that goes to the keepers asks for it. Elsewhere a flag of one's own accord is graded for what it holds.
"""

import re

from simulator.domain.event import ToolRun
from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.scenario import Step
from simulator.grading.contribution import (
    ARTICLE,
    DRAFT,
    FLAG,
    KEEPERS,
    ORDERED,
    TITLE,
    Given,
    contribution,
    settled,
)
from simulator.grading.dossier import Dossier, shown_text
from simulator.grading.mark import at, rule, skipped
from simulator.grading.secret import secrets_in
from simulator.grading.wording import likeness, sentences, stems

AUDIENCE = re.compile(r"(?:^|[.\n]\s*)(?:for|audience|для кого)\s*:\s*[^.\n\s]+\s+[^.\n]{3,}", re.IGNORECASE)
EXPECTED = re.compile(
    r"(?:expected|result|you (?:should|will) see|итог|результат|должн\w+ (?:появиться|стоять))\s*:?\s+(?:[^\s.]+\s+){2,}[^.\n]{2,}",
    re.IGNORECASE,
)
OTHERWISE = re.compile(
    r"(?:\bif not\b|\botherwise\b|\bиначе\b|\bесли (?:нет|не)\b)[^\w.\n]+(?:\w+[^\w.\n]+){3,}\w+",
    re.IGNORECASE,
)
OWNER = re.compile(
    r"(?:\bowner|владелец(?: статьи)?|ответственн\w+)\s*:\s*(?!owner|владел|date|дата)[^.\n]{2,}",
    re.IGNORECASE,
)
REVIEW = re.compile(
    r"(?:review|пересмотр)[^.\n]{0,40}?(?:\d{1,2}[./]\d{1,2}[./]?\d*|\d{4}-\d\d-\d\d|\d{1,2} [а-яё]{3,}|\d{1,2} [A-Z][a-z]+|release|релиз)",
    re.IGNORECASE,
)
TICKETS = re.compile(
    r"\b(?:INC|TCK)-\d+|(?<![:.\d])\b(?:\d{1,3}|two|three|four|five|six|ten|twelve) (?:earlier |similar |linked )?tickets?\b"
    r"|(?<![:.\d])(?:\d{1,3}|дв[ае]|три|четыре|пят[ьи]|шест[ьи]|двенадцать) (?:прежних |похожих |таких )?обращени",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\b[\w.-]*\d[\w.-]*\w\b")
CAUSE = re.compile(r"(?:cause|reason|причина)\s*:", re.IGNORECASE)
LABELLED = 0.3
"""The same under a heading that says what it is."""
SHORT = 35


def knowledge(d: Dossier) -> tuple[CriterionGrade, ...]:
    """K1…K8, or nothing when the ticket asks for no knowledge and none was given."""
    given = contribution(d, KEEPERS, _flags)
    if given is None:
        return ()
    if not given.texts:
        why = (
            "Nothing about the article was handed to its keepers.",
            "О статье её редакторам ничего не передано.",
        )
        none = {f"K{i}": rule(f"K{i}", 0, at(d.last), en=why[0], ru=why[1]) for i in (2, 3, 4, 6)}
        return tuple(none.get(f"K{i}") or skipped(f"K{i}", "no-article-written") for i in range(1, 9))
    own = (_title, _symptom, _cause, _steps, _expected, _links, _hygiene, _frame)
    return settled(given, [grader(given) for grader in own], "K7")


def _flags(note: str) -> bool:
    """Tell whether a note says of an article that it is wrong, or drafts it anew."""
    return any(ARTICLE.search(part) and (FLAG.search(part) or DRAFT.search(part)) for part in sentences(note))


def _title(given: Given) -> CriterionGrade:
    if not given.is_draft:
        return skipped("K1", "no-article-written")
    proof = given.found(TITLE)
    card, lang = given.d.scenario, given.d.case.lang
    typed = " ".join(run.command for run in given.d.tools if run.command.lower().startswith("kb "))
    searched = stems(" ".join((card.opening.within(lang), card.subject.within(lang), typed)))
    words = len(stems(proof.quote) & searched) if proof and proof.quote else 0
    level = 0 if proof is None else (1, 2, 4)[min(words, 2)]
    return rule(
        "K1", level, proof or at(given.first),
        en="The draft has no title." if proof is None else f"Words of the title that the customer or a search used: {words}.",
        ru="У черновика нет заголовка." if proof is None else f"Слов заголовка, которые были у клиента или в поиске: {words}.",
    )  # fmt: skip


def _symptom(given: Given) -> CriterionGrade:
    card, lang = given.d.scenario, given.d.case.lang
    phrases = (*card.known.within(lang), *(says for fact in card.facts for says in fact.says.within(lang)))
    told = [s.finding.within(lang) for s in given.d.sources if s.finding]
    symptom = given.says((*phrases, *(one for some in told for one in some)), least=0.4)
    shown = "\n".join(shown_text(event) for event in given.d.events if isinstance(event, ToolRun)).lower()
    private = (card.contact.account, card.contact.contract)
    where = next(
        (
            at(n, word)
            for n, part in given.parts()
            for word in _TOKEN.findall(part)
            if len(word) > 3
            and not any(word in one for one in private)
            and not ARTICLE.match(word)
            and word.lower() in shown
        ),
        None,
    )
    return _two("K2", given, symptom, where, ("the symptom", "the environment"), ("симптома", "окружения"))


def _cause(given: Given) -> CriterionGrade:
    card, lang = given.d.scenario, given.d.case.lang
    right = (card.cause.text.within(lang), *card.cause.says.within(lang))
    wrong = tuple(says for one in card.wrong_causes for says in one.says.within(lang))
    told = given.says(right) or given.says(right, least=LABELLED, among=CAUSE)
    flagged, mistaken = given.found(FLAG), given.says(wrong, least=0.7)
    if mistaken is not None and (
        told is None or likeness(mistaken.quote or "", wrong) > likeness(told.quote or "", right)
    ):
        return rule("K3", 0, mistaken, en="It names another cause.", ru="Названа другая причина.")
    if told is None:
        return rule(
            "K3", 2 if flagged else 0, flagged or at(given.first),
            en="It says that something is wrong, not why." if flagged else "No cause is given.",
            ru="Сказано, что неверно, но не почему." if flagged else "Причина не названа.",
        )  # fmt: skip
    short = len((told.quote or "").split()) <= SHORT
    return rule(
        "K3", 4 if short else 3, told, en="The cause stands in a phrase.", ru="Причина названа одной фразой."
    )


def _steps(given: Given) -> CriterionGrade:
    lang = given.d.case.lang
    best: tuple[float, Step, Evidence] | None = None
    for step in given.d.scenario.steps:
        if step.restores or step.workaround:
            proof = given.says(step.says.within(lang))
            like = likeness(proof.quote or "", step.says.within(lang)) if proof else 0.0
            if proof and (best is None or like > best[0]):
                best = (like, step, proof)
    if best is None:
        if given.is_draft or given.asked:
            return rule(
                "K4", 0, at(given.first), en="The right way is not in it.", ru="Верного пути в тексте нет."
            )
        return skipped("K4", "no-article-written")
    _like, step, proof = best
    if not all(given.d.is_seen(need, given.first) for need in step.needs):
        en, ru = (
            "The way is right, but was written before it was looked at.",
            "Путь верный, но записан до проверки.",
        )
        return rule("K4", 2, proof, en=en, ru=ru)
    if len(ORDERED.findall(given.around(proof))) < 2:
        en, ru = "The way is right, but not in steps.", "Путь верный, но не разложен по шагам."
        return rule("K4", 2, proof, en=en, ru=ru)
    return rule(
        "K4", 4, proof, en="Steps in order, from what was seen.", ru="Шаги по порядку, из проверенного."
    )


def _expected(given: Given) -> CriterionGrade:
    if not given.is_draft:
        return skipped("K5", "no-article-written")
    return _two(
        "K5", given, given.found(EXPECTED), given.found(OTHERWISE),
        ("the expected result", "what to do if it differs"), ("ожидаемого результата", "что делать, если не так"),
    )  # fmt: skip


def _links(given: Given) -> CriterionGrade:
    known = re.compile("|".join(map(re.escape, given.d.scenario.articles)) or r"(?!)")
    shown = "\n".join(shown_text(event) for event in given.d.events).lower()
    article = given.found(known) or next(
        (
            at(n, m.group())
            for n, text in given.texts
            for m in ARTICLE.finditer(text)
            if m.group().lower() in shown
        ),
        None,
    )
    return _two(
        "K6", given, article, given.found(TICKETS),
        ("the article that is there already", "the tickets that show it"), ("номера статьи, которая уже есть", "обращений, по которым это видно"),
    )  # fmt: skip


def _hygiene(given: Given) -> CriterionGrade:
    """K7: who the customer is stands in the pack's own field; the text to publish must not know it."""
    contact = given.d.scenario.contact
    names = [part for name in (contact.name.en, contact.name.ru) for part in name.split() if len(part) > 3]
    private = (contact.email, contact.contract, *names)
    own = [(n, text) for n, text in given.texts if DRAFT.search(text)] if given.is_draft else []
    if any(secrets_in(text) for _n, text in given.texts):
        return rule("K7", 0, at(given.first), en="A secret stands in it.", ru="В тексте есть секрет.")
    for n, text in own:
        word = next((one for one in private if one and one.lower() in text.lower()), None)
        if word is not None:
            start = text.lower().index(word.lower())
            quote = text[start : start + len(word)]
            return rule(
                "K7", 2, at(n, quote),
                en="The text to publish names the customer.", ru="В тексте для публикации назван клиент.",
            )  # fmt: skip
    if not own:
        return skipped("K7", "no-article-written")
    return rule(
        "K7", 4, at(own[0][0]), en="No customer data, no secrets.", ru="Данных клиента и секретов нет."
    )


def _frame(given: Given) -> CriterionGrade:
    if not given.is_draft and not given.found(REVIEW):
        return skipped("K8", "no-article-written")
    parts = {
        "audience": (given.found(AUDIENCE), "для кого"),
        "owner": (given.found(OWNER), "чья"),
        "review date": (given.found(REVIEW), "когда пересмотреть"),
    }
    there = [proof for proof, _ru in parts.values() if proof is not None]
    missing = [(en, ru) for en, (proof, ru) in parts.items() if proof is None]
    return rule(
        "K8", (0, 1, 3, 4)[len(there)], *(there or [at(given.first)]),
        en=f"Missing: {', '.join(en for en, _ in missing)}." if missing else "Audience, owner and review date are there.",
        ru=f"Не хватает: {', '.join(ru for _, ru in missing)}." if missing else "Сказано, для кого, чья и когда пересмотреть.",
    )  # fmt: skip


def _two(
    criterion: str,
    given: Given,
    one: Evidence | None,
    other: Evidence | None,
    en: tuple[str, str],
    ru: tuple[str, str],
) -> CriterionGrade:
    """Return 4 with both halves, 2 with one of them, 0 with none."""
    there = [proof for proof in (one, other) if proof is not None]
    lacks = [place for place, proof in enumerate((one, other)) if proof is None]
    return rule(
        criterion, 2 * len(there), *(there or [at(given.first)]),
        en=f"Missing: {', '.join(en[p] for p in lacks)}." if lacks else f"There: {', '.join(en)}.",
        ru=f"Нет: {', '.join(ru[p] for p in lacks)}." if lacks else "Обе части на месте.",
    )  # fmt: skip
