"""Words of a written answer: sentences, stems, figures, and whether a sentence says what a phrase asks for."""

import re
import threading
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import snowballstemmer

from simulator.domain.exercise import Told
from simulator.domain.text import Language

LONGEST_SENTENCE = 45
"""Words above which a sentence is a heap of words and says nothing."""
_END = re.compile(r"(?<=[.!?…;])\s+|(?<=[.!?…;][”\"»)])\s+|\n+")
_WORD = re.compile(r"[\w/][\w./:@%+-]*\w|\w")
_CYRILLIC = re.compile(r"[а-я]")
_DENIALS = frozenset({"не", "ни", "нет", "not", "no", "never", "без", "without"})
_SHORT_FORMS = re.compile(r"n['’]t\b")
_HEDGE = re.compile(
    r"\b(?:probabl|possibl|perhaps|may\b|might\b|suspect|assum|suppos|hypothes|unconfirmed|not (?:yet )?confirmed|"
    r"not (?:yet )?(?:checked|proven|verified)|looks like|likely|to be (?:checked|confirmed))|"
    r"предпол|вероятн|возможно|похоже|гипотез|верси[яию]|подозре|не подтвержд|не проверен|не доказан|может быть|"
    r"под вопросом",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+", re.MULTILINE)
_ENDING = re.compile(r"(?<=\d)-[а-я]{1,3}$|(?<=\d)(?:st|nd|rd|th)$")
"""Letters behind an ordinal: «6-го», “6th”."""
_DATES = (
    re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    re.compile(r"\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>20\d\d)\b"),
)
_own = threading.local()


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text, each an exact part of it."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, as stems; figures and ids stay whole."""
    return [stem(word) for word in _WORD.findall(_plain(text))]


def _plain(text: str) -> str:
    return _SHORT_FORMS.sub(" not", text.casefold().replace("ё", "е"))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what stands for all forms of a word."""
    if any(sign.isdigit() for sign in word) or not word.isalpha():
        return word.rstrip(".:")
    language = "russian" if _CYRILLIC.search(word) else "english"
    return str(_stemmer(language).stemWord(word))


def _stemmer(language: str) -> Any:
    # A stemmer keeps the word it works on in itself: two threads sharing one get each other's stems.
    if not hasattr(_own, language):
        setattr(_own, language, snowballstemmer.stemmer(language))
    return getattr(_own, language)


@lru_cache(maxsize=2_000)
def _wanted(phrase: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(one for part in word.split("|") for one in tokens(part)) for word in phrase.split()
    )


def says(sentence: str, phrase: str) -> bool:
    """Tell whether a sentence has every word of a phrase, none of them denied unless the phrase denies it."""
    have = _read(sentence)
    if len(have) > LONGEST_SENTENCE:
        return False
    wanted = _wanted(phrase)
    denies = any(group & _DENIALS for group in wanted)
    return all(any(word in group and (denies or not denied) for word, denied in have) for group in wanted)


@lru_cache(maxsize=4_000)
def _read(sentence: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a sentence, each with whether a denial stands right before it."""
    low = _plain(sentence)
    found, last, end = [], "", 0
    for match in _WORD.finditer(low):
        denied = last in _DENIALS and not low[end : match.start()].strip()
        last, end = match.group(), match.end()
        found.append((stem(last), denied))
    return tuple(found)


def told_in(text: str, told: Told, language: Language) -> str | None:
    """Return the sentence of ``text`` that says it, a hedged one first where a supposition is wanted, or None."""
    found = [
        sentence
        for sentence in sentences(text)
        if any(says(sentence, phrase) for phrase in told.says.within(language))
    ]
    if told.hedged:
        found.sort(key=lambda sentence: not is_hedged(sentence, text))
    return found[0] if found else None


def is_hedged(sentence: str, text: str) -> bool:
    """Tell whether a sentence is marked as a supposition, by its own words or by the heading above it."""
    if _HEDGE.search(sentence):
        return True
    heading = ""
    for line in text.splitlines():
        bare = line.strip()
        if sentence in bare:
            return bool(_HEDGE.search(heading))
        if bare.endswith(":"):
            heading = bare
    return False


def count(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def figures(text: str) -> Iterator[str]:
    """Yield figures, times and ids of a text; numbers of list lines and single digits are none."""
    for word in _WORD.findall(_LIST_NUMBER.sub("", text).casefold()):
        bare = _ENDING.sub("", word.strip(".:"))
        if sum(sign.isdigit() for sign in bare) > 1 or (len(bare) > 2 and any(s.isdigit() for s in bare)):
            yield bare


def invented(text: str, material: str) -> list[str]:
    """Return figures of a text that stand nowhere in the material."""
    known = material.casefold()
    return [one for one in dict.fromkeys(figures(text)) if one not in known]


def day_in(text: str) -> date | None:
    """Return the first day written as 2027-03-01 or 01.03.2027, or None."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                continue
    return None
