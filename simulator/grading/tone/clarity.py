"""T3 clear for this reader, T8 size and layout, T9 language and house style."""

import re

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind as A
from simulator.grading.tone.mark import aside, made
from simulator.grading.tone.message import Message, shows
from simulator.grading.tone.regard import acknowledged

_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]|(?<!\\w)[:;]-?[)(]|\\){2,}")
_CAPITAL_YOU = re.compile(r"(?<=[а-яё,;] )(?:Вы|Вас|Вам|Вами|Ваш\w*)\b")
_LIST = re.compile(r"(?m)^\s*(?:[-*•—]|\d+[.)])\s")
LONG = {"chat": (95, 170), "phone": (95, 170)}
LONG_MAIL = (190, 320)


def clear(m: Message) -> CriterionGrade:
    """T3."""
    terms = {act.quote.lower() for act in m.of(A.JARGON)}
    share = len(terms) / max(1, m.words)
    down = m.seen("clarity", "patronising")
    heavy = len(m.seen_all("clarity", "officialese"))
    if len(terms) >= 4 or (share > 0.15 and len(terms) > 1) or down or share > 0.2:
        return made(
            "T3",
            1,
            m.quote(m.of(A.JARGON), down),
            "Terms this reader does not use, unexplained.",
            "Непояснённые термины, которых этот читатель не знает.",
        )
    tells = informs(m)
    if not m.is_support and not terms and not tells:
        return aside("T3", "nothing-to-understand")
    if len(terms) >= 2 or heavy >= 2 or (terms and not m.does(A.EXPLAINED_TERM)):
        level = 2.5 if tells and len(terms) <= 2 and m.words > 40 else 2
        return made(
            "T3",
            level,
            m.quote(m.of(A.JARGON), m.seen("clarity", "officialese")),
            "Understandable with effort.",
            "Понятно, если постараться.",
            0.65,
        )
    if not tells:
        return made(
            "T3",
            2,
            m.quote(),
            "Plain words that tell the reader nothing he can use.",
            "Простые слова, которые ничего не дают читателю.",
            0.6,
        )
    first = m.parts[0].low if m.parts else ""
    opens = (
        shows("guidance", "known", first)
        or shows("clarity", "thing", first)
        or acknowledged(m)[0] is m.parts[0]
    )
    drawn = m.does(A.EXPLAINED_TERM) or m.seen("clarity", "picture")
    if opens and drawn and m.words >= 12:
        return made(
            "T3",
            4,
            m.quote(m.parts[0]),
            "The first line answers, in words this reader uses.",
            "Ответ в первой строке, словами этого читателя.",
            0.65,
        )
    return made("T3", 3.5 if drawn else 3, m.quote(m.parts[0]), "Plain.", "Понятно.", 0.6)


def informs(m: Message) -> bool:
    """Tell whether the message gives the reader something to hold: a thing seen, an exact step, what he loses."""
    exact = m.seen("guidance", "exact") is not None or m.seen("clarity", "thing") is not None
    part, effect = acknowledged(m)
    own = m.seen("ownership", "own") is not None
    return (
        (
            m.does(A.FINDING, A.COMMAND, A.EXPLAINED_TERM, A.PROMISE, A.STAYS_OPEN)
            and (exact or own or m.words >= 12)
        )
        or (exact and m.does(A.STEP, A.REQUEST, A.QUESTION))
        or (part is not None and effect)
        or m.seen("clarity", "picture") is not None
        and m.words >= 9
        or m.seen("closure", "open") is not None
    )


def size(m: Message) -> CriterionGrade:
    """T8."""
    lines = [line for line in m.text.splitlines() if line.strip()]
    longest = max((len(line.split()) for line in lines), default=0)
    usual, most = LONG.get(m.channel, LONG_MAIL)
    if m.length == 0:
        return made("T8", 0, m.text.strip()[:40] or m.text, "Empty.", "Пусто.")
    if m.length > 2 * most and longest > most:
        return made("T8", 0, m.quote(), "A wall of text.", "Сплошная стена текста.")
    if m.length > most or longest > usual + 25:
        return made(
            "T8",
            1 if longest > usual else 2,
            m.quote(),
            "Too long for this channel.",
            "Слишком длинно для этого канала.",
        )
    if m.length > usual and not (_LIST.search(m.text) or len(lines) >= 4):
        return made("T8", 2, m.quote(), "Acceptable, a little long.", "Приемлемо, длинновато.", 0.6)
    laid = (
        len(lines) >= 2
        and ("`" in m.text or _LIST.search(m.text) or len(lines) <= 4)
        and longest <= 60
        and informs(m)
    )
    return made(
        "T8",
        4 if laid else 3,
        m.quote(),
        "Can be skimmed." if laid else "Good for the channel.",
        "Схватывается взглядом." if laid else "Хорошо для канала.",
        0.7,
    )


def style(m: Message) -> CriterionGrade:
    """T9."""
    office = m.seen_all("clarity", "officialese")
    faults = [
        *office,
        *m.seen_all("clarity", "sloppy"),
        *_EMOJI.finditer(m.text),
        *_CAPITAL_YOU.finditer(m.text),
    ]
    if m.text.count("!") >= 2 or ("!" in m.text and m.does(A.ACKNOWLEDGE, A.APOLOGY, A.ACKNOWLEDGE_FORMULA)):
        faults += re.findall("!", m.text)[:1] and list(re.finditer("!", m.text))[:1]
    if m.text.strip()[:1].islower():
        faults += list(re.finditer(r"^\s*\w", m.text))
    passive = m.seen("clarity", "passive")
    if len(faults) >= 3 or len(office) >= 2:
        return made(
            "T9", 1, m.quote(faults[0]), "Officialese or many slips.", "Канцелярит или много огрехов."
        )
    if faults:
        return made("T9", 2, m.quote(faults[0]), "Some slips of style.", "Местами огрехи стиля.")
    if passive or m.words < 8:
        return made("T9", 3, m.quote(passive), "Clean.", "Чисто.", 0.6)
    alive = informs(m) and (m.seen("ownership", "own") or m.does(A.STEP, A.COMMAND, A.REQUEST))
    return made(
        "T9",
        4 if alive else 3,
        m.quote(),
        "Clean and alive." if alive else "Clean.",
        "Чисто и живо." if alive else "Чисто.",
        0.6,
    )
