"""Words of a reply: where they stand, their stems, and the forms that matter for reading it."""

import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pymorphy3
import snowballstemmer

_TOKEN = re.compile(
    r"--?[a-z][\w-]*"  # -v, --inodes
    r"|[~/][\w./*~-]*\w"  # /etc/resolv.conf
    r"|\w(?:[\w'./:@+%=*-]*[\w*])?",
    re.IGNORECASE,
)
_SAME = str.maketrans("ёЁ’‘`´“”„«»\u00a0\u2009\u202f\u2011–—", 'еЕ\'\'\'\'"""""   -——')
_CYRILLIC = re.compile(r"[а-я]")
_PARTICLE = re.compile(r"-(?:нибудь|то|либо|ка)$")


@dataclass(frozen=True, slots=True)
class Word:
    """One token with its offsets in the text."""

    text: str
    start: int
    end: int
    stem: str


@dataclass(frozen=True, slots=True)
class Form:
    """What Russian morphology says about a word."""

    lemma: str
    part: str
    imperative: bool
    ambiguous: bool
    """The same letters are an order and a statement: «заходите»."""
    first_person: bool
    known: bool
    finite: bool
    past: bool


def plain(text: str) -> str:
    """Return ``text`` in lower case with one sign per sign: offsets stay valid."""
    lowered = text.lower()
    # A sign whose lower case is longer, or depends on its place (Σ), is lowered by itself.
    if len(lowered) != len(text) or "Σ" in text:
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    return lowered.translate(_SAME)


def is_russian(text: str) -> bool:
    """Tell whether ``text`` has Cyrillic letters."""
    return bool(_CYRILLIC.search(text))


@cache
def analyzer() -> Any:
    """Return the dictionary of Russian words, loaded once a process."""
    return pymorphy3.MorphAnalyzer(lang="ru")


_own = threading.local()


def _stemmer(language: str) -> Any:
    # A stemmer keeps the word it works on in itself: two threads sharing one get each other's stems.
    if not hasattr(_own, language):
        setattr(_own, language, snowballstemmer.stemmer(language))
    return getattr(_own, language)


@lru_cache(maxsize=20000)
def form(word: str) -> Form:
    """Return the morphology of a Russian word in lower case."""
    parses = analyzer().parse(word)
    best = parses[0]
    return Form(
        lemma=str(best.normal_form).replace("ё", "е"),
        part=str(best.tag.POS or ""),
        imperative=any(parse.tag.mood == "impr" and parse.score > 0.05 for parse in parses),
        ambiguous=any(parse.tag.mood == "indc" for parse in parses),
        first_person=str(best.tag.person) == "1per" and best.tag.POS == "VERB",
        known=bool(best.is_known),
        finite=best.tag.POS in ("VERB", "PRTS", "ADJS", "PRED"),
        past=best.tag.POS == "VERB" and best.tag.tense == "past",
    )


@lru_cache(maxsize=50000)
def stem(word: str) -> str:
    """Return what stands for all forms of a word: stem in English, stem of the lemma in Russian."""
    if is_russian(word):
        bare = _PARTICLE.sub("", word)
        return str(_stemmer("russian").stemWord(form(bare).lemma))
    if word.isalpha():
        return str(_stemmer("english").stemWord(word))
    if word.endswith("'s"):
        return stem(word[:-2])
    return word


@lru_cache(maxsize=20000)
def words_of(lowered: str) -> tuple[Word, ...]:
    """Return the words of a text that went through ``plain``."""
    return tuple(
        Word(text=found.group(), start=found.start(), end=found.end(), stem=stem(found.group().rstrip(".:'")))
        for found in _TOKEN.finditer(lowered)
    )
