"""R: what a ticket gives to the problem manager: a candidate that somebody can begin to analyse.

A candidate is no finished analysis: the root (R4) is for the problem manager to find, and a chain of whys can reach the
middle of its scale at best, where a supposition is marked as one and stands on outputs.
"""

import re

from simulator.domain.event import ToolRun
from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.scenario import Category
from simulator.grading.contribution import Given, contribution, settled
from simulator.grading.dossier import Dossier, shown_text
from simulator.grading.mark import at, rule, skipped
from simulator.grading.wording import likeness, stems

MANAGER = "PROB-MGR"
"""The team that looks for causes of what repeats."""
OWN = re.compile(
    r"problem (?:candidate|record)|кандидат\w* в проблемы|завести проблему|запись о проблеме", re.IGNORECASE
)
HEDGE = re.compile(
    r"hypothes|suspect|not (?:yet )?(?:confirmed|proven)|coincid|whether|may be|possibl|гипотез|подозре|не подтвержд|не доказан|"
    r"совпада|вызывает ли|возможно|предполож",
    re.IGNORECASE,
)
EXCLUDED = re.compile(
    r"exclud|ruled out|\bnot (?:the|his|her|our)\b|исключ|не (?:его|её|их|наш|в )", re.IGNORECASE
)
LATE = re.compile(
    r"recovered by itself|closed (?:as|twice|without)|not (?:linked|reviewed|noticed)|earlier tickets|восстановил\w+ сам|закры\w+ (?:как|с|без|дважды)|"
    r"не (?:связал|пересматр|замеч|заметил)|прежн\w+ обращени",
    re.IGNORECASE,
)
MOMENT = re.compile(
    r"(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])|(?<!\d)\d{1,2}\.\d{2}(?:\.\d{2,4})?(?!\d)|\d{4}-\d\d-\d\d"
)
SOURCE = re.compile(r"\b(?:INC|CRQ|JOB|MI|KB|PRB)-[\w-]+", re.IGNORECASE)
AMOUNT = re.compile(
    r"\b\d[\d,.]*\s*(?:tickets?|minutes?|min\b|customers?|ms\b|seconds?|hours?|times|%|обращени|минут|мин\b|клиент|мс\b|секунд|час|раз)"
    r"|\b(?:three|twelve|twenty|дв[ае]надцать|двадцать) (?:tickets|minutes|обращени|минут)",
    re.IGNORECASE,
)
BY_WHEN = re.compile(
    r"(?:\bby\b|\bbefore\b|\buntil\b|\bдо\b|\bк\b)\s+(?:\w+ ){0,2}?(?:\d{1,2}[:. ]|\d{1,2} [A-Za-zа-яё]+|monday|tuesday|wednesday|thursday|friday|понедельник|вторник|сред|четверг|пятниц)",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"\b(?:careless|negligen|incompeten|human error|his own fault|her own fault|their own fault|to blame for)\w*|"
    r"(?<!не )(?:виноват|по вине|халатн|безответственн|накосяч|недосмотр)\w*",
    re.IGNORECASE,
)
ABOUT = 2
"""Words of the case in something that is said to be excluded."""
RESULT = re.compile(r"→|->|=>")


def problem(d: Dossier) -> tuple[CriterionGrade, ...]:
    """R1…R8, or nothing when the ticket asks for no problem record and none was given."""
    given = contribution(d, MANAGER, lambda note: OWN.search(note) is not None)
    if given is None or d.scenario.category is not Category.PROBLEM:
        return ()
    if not given.texts:
        en, ru = "No problem candidate was handed over.", "Кандидат в проблемы не передан."
        none = {f"R{i}": rule(f"R{i}", 0, at(d.last), en=en, ru=ru) for i in (1, 2, 3, 7)}
        return tuple(none.get(f"R{i}") or skipped(f"R{i}", "not-escalated") for i in range(1, 9))
    own = (_statement, _timeline, _chain, _depth, _breadth, _detection, _actions, _blameless)
    return settled(given, [grader(given) for grader in own], "R8")


def _statement(given: Given) -> CriterionGrade:
    """R1: what, where, when, how much. Figures count only when the run has shown them."""
    card, lang = given.d.scenario, given.d.case.lang
    phrases = (
        card.opening.within(lang),
        card.subject.within(lang),
        card.cause.text.within(lang),
        *card.cause.says.within(lang),
    )
    ids = re.compile("|".join(map(re.escape, given.ids)) or r"(?!)", re.IGNORECASE)
    found = {
        ("what", "что"): given.says((*phrases, *_findings(given)), least=0.3),
        ("where", "где"): given.found(ids),
        ("when", "когда"): given.found(MOMENT),
        ("how much", "сколько"): _shown(given, AMOUNT),
    }
    there = [proof for proof in found.values() if proof is not None]
    lacks = [names for names, proof in found.items() if proof is None]
    return rule(
        "R1", len(there), *(there or [at(given.first)]),
        en=f"Missing: {', '.join(en for en, _ in lacks)}." if lacks else "What, where, when and how much are there.",
        ru=f"Не хватает: {', '.join(ru for _, ru in lacks)}." if lacks else "Есть что, где, когда и сколько.",
    )  # fmt: skip


def _timeline(given: Given) -> CriterionGrade:
    moments = {m.group() for _n, part in given.parts() for m in MOMENT.finditer(part)}
    sources = {m.group().upper() for _n, part in given.parts() for m in SOURCE.finditer(part)}
    known = "\n".join(shown_text(event) for event in given.d.events).lower()
    sources = {one for one in sources if one.lower() in known}
    level = (
        0
        if not moments
        else 1
        if len(moments) == 1
        else 2
        if not sources
        else 3
        if len(moments) < 4 or len(sources) < 2
        else 4
    )
    return rule(
        "R2", level, given.found(MOMENT) or at(given.first),
        en=f"Moments: {len(moments)}, sources that the run has shown: {len(sources)}.",
        ru=f"Моментов: {len(moments)}, источников, которые есть в журнале: {len(sources)}.",
    )  # fmt: skip


def _chain(given: Given) -> CriterionGrade:
    read = [
        (n, part)
        for n, part in given.parts()
        if RESULT.search(part) and likeness(part, _findings(given)) >= 0.4
    ]
    guess = _hedged(given)
    bare = _stated(given)
    if bare is not None:
        return rule(
            "R3", 0, bare, en="A supposition stands as a fact.", ru="Предположение записано как факт."
        )
    proofs = [*([guess] if guess else []), *(at(n, part) for n, part in read[:1])]
    level = 2.5 if guess and len(read) > 1 else 2 if guess and read else 1 if guess or read else 0
    return rule(
        "R3", level, *(proofs or [at(given.first)]),
        en=f"Supposition marked as one: {'yes' if guess else 'no'}; outputs read beside it: {len(read)}.",
        ru=f"Гипотеза помечена: {'да' if guess else 'нет'}; выводов с чтением рядом: {len(read)}.",
    )  # fmt: skip


def _depth(_given: Given) -> CriterionGrade:
    return skipped("R4", "cause-is-the-problem-managers")


def _breadth(given: Given) -> CriterionGrade:
    handed = (e for e in given.d.run.escalations if e.team == MANAGER and e.pack.get("excluded"))
    fields = [(e.n, e.pack["excluded"]) for e in handed]
    named = [(n, part) for n, part in given.parts() if EXCLUDED.search(part)]
    out = next((at(n, text) for n, text in (*fields, *named) if _is_about(given, text)), None)
    guess = _hedged(given)
    level = 4 if out and guess else 2 if out or guess else 0
    proofs = [one for one in (out, guess) if one is not None]
    return rule(
        "R5", level, *(proofs or [at(given.first)]),
        en="What was excluded and what is supposed both stand there." if level == 4 else "One of them: what was excluded, what is supposed." if level else "Neither what was excluded nor what is supposed.",
        ru="Есть и исключённое, и предполагаемое." if level == 4 else "Есть только одно: исключённое или предполагаемое." if level else "Нет ни исключённого, ни предполагаемого.",
    )  # fmt: skip


def _detection(given: Given) -> CriterionGrade:
    late = next((at(n, part) for n, part in given.parts() if LATE.search(part)), None)
    if late is None:
        return skipped("R6", "card-does-not-need-it")
    return rule(
        "R6",
        2,
        late,
        en="Why it was not seen earlier is mentioned.",
        ru="Почему не заметили раньше, упомянуто.",
    )


def _actions(given: Given) -> CriterionGrade:
    """R7: the request is the first measure: somebody, something that can be checked, by when."""
    asks = given.d.scenario.escalation
    wanted = asks.request.within(given.d.case.lang) if asks else ""
    asked = given.says((wanted,), least=0.4) if wanted else None
    when = next(
        (
            at(n, part)
            for n, part in given.parts()
            if BY_WHEN.search(part) and (asked is None or part == asked.quote)
        ),
        None,
    )
    level = 4 if asked and when else 2 if asked else 0
    return rule(
        "R7", level, asked or at(given.first),
        en="Something that can be checked, with a day." if level == 4 else "Something that can be checked, without a day." if level else "A wish, nothing that can be checked.",
        ru="Проверяемое поручение со сроком." if level == 4 else "Проверяемое поручение без срока." if level else "Пожелание, проверить нечего.",
    )  # fmt: skip


def _blameless(given: Given) -> CriterionGrade:
    blame = given.found(BLAME)
    if blame is not None:
        return rule("R8", 0, blame, en="It blames a person.", ru="Вина возложена на человека.")
    return rule(
        "R8",
        4,
        at(given.first),
        en="Systems and decisions, no persons.",
        ru="Системы и решения, без виноватых.",
    )


def _findings(given: Given) -> tuple[str, ...]:
    """Return how outputs which the run has shown can be read."""
    d, lang = given.d, given.d.case.lang
    return tuple(
        said
        for s in d.sources
        if s.id in d.seen
        for said in ((*s.finding.within(lang),) if s.finding else ()) + (s.tells.within(lang),)
    )


def _is_about(given: Given, text: str) -> bool:
    """Tell whether ``text`` shares words with what could have been the cause here, or with what was looked at."""
    card, lang = given.d.scenario, given.d.case.lang
    could = [one.text.within(lang) for one in card.wrong_causes]
    could += [says for one in card.wrong_causes for says in one.says.within(lang)]
    return len(stems(text) & stems(" ".join((*could, *_findings(given), card.opening.within(lang))))) >= ABOUT


def _hedged(given: Given) -> Evidence | None:
    return next(
        (at(n, part) for n, part in given.parts() if HEDGE.search(part) and SOURCE.search(part)), None
    )


def _stated(given: Given) -> Evidence | None:
    """Return a sentence in which the card's own false certainty is said without a hedge."""
    lang = given.d.case.lang
    wrong = [says for pit in given.d.scenario.pitfalls for says in pit.says.within(lang)]
    wrong += [says for one in given.d.scenario.wrong_causes for says in one.says.within(lang)]
    for n, part in given.parts():
        if not HEDGE.search(part) and likeness(part, wrong) >= 0.75:
            return at(n, part)
    return None


def _shown(given: Given, pattern: re.Pattern[str]) -> Evidence | None:
    shown = "\n".join(shown_text(event) for event in given.d.events).lower()
    tools = "\n".join(event.output for event in given.d.events if isinstance(event, ToolRun)).lower()
    for n, part in given.parts():
        for match in pattern.finditer(part):
            figure = re.search(r"\d[\d,.]*\d|\d", match.group())
            if figure is None or figure.group() in f"{shown}\n{tools}":
                return at(n, match.group())
    return None
