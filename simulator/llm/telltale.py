"""Signs in a model's words that do not come from the run: figures, names, links, commands, quotes, talk of scores."""

import re
from collections.abc import Iterable
from functools import cache

from simulator.domain.reading import ActKind
from simulator.grading.masking import disguised
from simulator.grading.wording import CLOCK, sentences
from simulator.llm.guard import figures
from simulator.masking import Mask
from simulator.understanding import read

_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_LINK = re.compile(
    r"https?://\S+|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|ru|org|net|io|dev|example)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_QUOTED = re.compile(r"“([^”]+)”|«([^»]+)»|\"([^\"]+)\"|‘([^’]+)’")
_SCORES = re.compile(
    r"\b(?:levels?|points?|scor(?:e|es|ed|ing|ecard|ecards)|rubrics?|criteri(?:on|a)|grad(?:e|es|ed|er|ers|ing)|prompt"
    r"|language model|as an ai|feedback)\b|\b(?:[TDENPCO]\d{1,2}|CF-\d{2})\b|\b\d(?:[.,]\d)?\s*/\s*4\b"
    r"|\b(?:балл\w*|оценк\w*|оценива\w*|уров(?:ень|н)\w*|критери\w*|рубрик\w*|шкал\w*|промпт\w*|языков\w+ модел\w*|как ии)\b",
    re.IGNORECASE,
)
_DEEDS = re.compile(
    r"\byou(?:'d| had| have|'ve)? (?:also )?(?:checked|looked|ran|verified|tested|asked|confirmed|opened|escalated|promised|noted)\b"
    r"|\bвы (?:также |уже |сначала |сами )?(?:провер|посмотр|запуст|убедил|спрос|уточн|подтверд|открыл|передал|пообещал|записал)\w*",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|tonight|tomorrow|today|noon|midnight|morning|evening|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|half|"
    r"soon|shortly|immediately)\b"
    r"|\b(?:секунд|минут|час|дня|дней|суток|сутки|недел|месяц|завтра|сегодня|вечер|утр|ноч|полдень|понедельник|вторник|"
    r"сред[уы]|четверг|пятниц|суббот|воскресен|два|две|двух|три|трёх|четыре|пять|пяти|шесть|семь|восемь|девять|десят|"
    r"пятнадцат|двадцат|тридцат|пол(?:час|тор)|скоро|вскоре|немедленно)\w*",
    re.IGNORECASE,
)
_FIRST = frozenset({"i", "i'm", "i'll", "i've", "i'd", "i’m", "i’ll", "i’ve", "i’d"})
ECHOED = 4
"""Words in a row that make an echo."""
STEM = 4
"""Letters a form of a known name has at least in common with it."""


def is_aimed(text: str) -> bool:
    """Tell whether ``text`` speaks to a grader, or is written so that people read something else than machines."""
    return bool(read(text, None).of(ActKind.INJECTION) or disguised(text))


def echoes(text: str, aimed: Iterable[str]) -> bool:
    """Tell whether ``text`` repeats several words in a row of a sentence that was aimed at a grader."""
    mine = _runs(text)
    return any(mine & _runs(part) for part in aimed)


def without_code(text: str) -> str:
    """Return ``text`` without commands and output: these are in the language real tools speak."""
    return _CODE.sub(" ", text)


def speaks_of_scores(text: str, offline: str) -> bool:
    """Tell whether ``text`` speaks of scores or graders in words that the offline wording does not use."""
    said = {found.group().lower() for found in _SCORES.finditer(offline)}
    return any(found.group().lower() not in said for found in _SCORES.finditer(text))


def tells_deeds(text: str) -> bool:
    """Tell whether ``text`` says what the engineer did."""
    return bool(_DEEDS.search(text))


def new_durations(text: str, given: str) -> bool:
    """Tell whether ``text`` has a day, a span or a number in words that ``given`` has not."""
    have = {found.group().lower()[:5] for found in _DURATION.finditer(given)}
    return any(found.group().lower()[:5] not in have for found in _DURATION.finditer(without_code(text)))


def figures_of(text: str) -> set[str]:
    """Return the words with digits of ``text``, in lower case."""
    return set(figures(text.lower()))


def clocks_of(text: str) -> set[str]:
    """Return the times of day of ``text``."""
    return set(CLOCK.findall(text))


def invents(text: str, known: str) -> bool:
    """Tell whether ``text`` has a figure, id, name, link or command that ``known`` (lower case) has not."""
    low = text.lower()
    return (
        not figures_of(text) <= _known_figures(known)
        or any(found.group().rstrip(".,;)") not in known for found in _LINK.finditer(low))
        or any(_bare(found.group()).strip() not in known for found in _CODE.finditer(low))
        or any(not _is_known(name, known) for name in _names(text))
    )


def misquotes(text: str, sources: Iterable[str]) -> bool:
    """Tell whether ``text`` quotes words that stand nowhere in ``sources``."""
    heard = tuple(sources)
    for found in _QUOTED.finditer(text):
        words = next(group for group in found.groups() if group).strip(" .,!?…")
        if words and not any(words in source for source in heard):
            return True
    return False


@cache
def _known_figures(known: str) -> frozenset[str]:
    return frozenset(figures(known))


@cache
def _known_words(known: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(known))


def _names(text: str) -> list[str]:
    """Return words written as names: capitals inside a sentence, and whatever the rules for personal data find."""
    found = [
        text[one.start : one.end] for one in Mask(russian=False).masked(text).found if one.kind != "secret"
    ]
    for part in sentences(without_code(text)):
        words = _WORD.findall(part)[1:]
        found += [word for word in words if word[0].isupper() and word.lower() not in _FIRST]
    return found


def _is_known(name: str, known: str) -> bool:
    low = name.lower()
    if low in known:
        return True
    words = _known_words(known)
    stem = low[: max(STEM, len(low) - 2)]
    return len(low) >= STEM and any(word.startswith(stem) for word in words)


def _bare(code: str) -> str:
    return code.strip("`")


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in re.findall(r"\w+", text)]
    return {tuple(words[at : at + ECHOED]) for at in range(len(words) - ECHOED + 1)}
