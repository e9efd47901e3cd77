"""T8 right size and layout, T9 language and house style."""

import re

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind as A
from simulator.grading.tone.clarity import informs
from simulator.grading.tone.mark import verdict
from simulator.grading.tone.message import Message

_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]|(?<!\\w)[:;]-?[)(]|\\){2,}")
_CAPITAL_YOU = re.compile(r"(?<=[а-яё,;] )(?:Вы|Вас|Вам|Вами|Ваш\w*)\b")
_LIST = re.compile(r"(?m)^\s*(?:[-*•—]|\d+[.)])\s")
_SMALL_START = re.compile(r"^\s*[a-zа-яё]")
_TWO_WORDS = re.compile(r"\w.*\s\S*\w")
USUAL = {"chat": (95, 170), "phone": (95, 170)}
LETTER = (190, 320)
"""Words that are usual, and the most, in tickets and on the portal."""
LINE = 60
SHORT = 8


def size(m: Message) -> CriterionGrade:
    """T8."""
    # Lines that count: what was covered because it speaks to a grader leaves its line breaks behind.
    lines = [line for line in m.text.splitlines() if _TWO_WORDS.search(line) or "`" in line]
    longest = max((len(line.split()) for line in lines), default=0)
    usual, most = USUAL.get(m.channel, LETTER)
    listed = _LIST.search(m.text) is not None
    if m.length == 0:
        return verdict(m, "T8", "empty")
    if m.length > 2 * most and longest > most:
        return verdict(m, "T8", "wall")
    if m.length > most or longest > usual + 25:
        return verdict(m, "T8", "long", level=1 if longest > usual else 2)
    if m.length > usual and not listed and len(lines) < 4:
        return verdict(m, "T8", "longish")
    laid = not m.reading.does(A.INJECTION) and (
        2 <= len(lines) <= 4 or (len(lines) > 4 and (listed or "`" in m.text))
    )
    return verdict(m, "T8", "skimmed" if laid and longest <= LINE and informs(m) else "good")


def style(m: Message) -> CriterionGrade:
    """T9."""
    office = m.seen_all("clarity", "officialese")
    faults = [*office, *m.seen_all("clarity", "sloppy"), *_exclaimed(m)]
    for sign in (_EMOJI, _CAPITAL_YOU, _SMALL_START):
        faults += sign.finditer(m.text)
    if len(faults) >= 3 or len(office) > 1:
        return verdict(m, "T9", "many", faults[0])
    if faults:
        return verdict(m, "T9", "some", faults[0])
    passive = m.seen("clarity", "passive")
    acts = m.seen("ownership", "own") or m.does(A.STEP, A.COMMAND, A.REQUEST)
    alive = acts and not passive and m.words >= SHORT and informs(m)
    return verdict(m, "T9", "alive" if alive else "clean", passive)


def _exclaimed(m: Message) -> list[re.Match[str]]:
    """Return an exclamation mark that is out of place: in bad news, or one of several."""
    marks = list(re.finditer("!", m.text))
    bad_news = m.does(A.ACKNOWLEDGE, A.APOLOGY, A.ACKNOWLEDGE_FORMULA)
    return marks[:1] if len(marks) > 1 or (marks and bad_news) else []
