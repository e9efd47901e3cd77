"""Words of a query or an article as search terms: stems by alphabet, without words that carry nothing."""

import re
import threading
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[a-zа-яё0-9]+(?:[._\-][a-zа-яё0-9]+)*", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]")
_JOINT = re.compile(r"[._\-]")
_IDENTIFIER = re.compile(r"^(?=.*\d)(?:[a-z]+-)?[0-9a-f]{4,}$|^\d+(?:\.\d+)+$|^[a-z]+-\d[\w-]*$")
"""Ids and addresses of one customer: no article knows them, so they say nothing about coverage."""

_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "cannot",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "gets",
        "got",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "me",
        "my",
        "no",
        "not",
        "of",
        "off",
        "on",
        "or",
        "our",
        "out",
        "please",
        "she",
        "should",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "too",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "what's",
        "don't",
        "doesn't",
        "can't",
        "after",
        "before",
        "about",
        "need",
        "want",
        "try",
        "tell",
        "know",
        "help",
        "find",
        "make",
        "see",
        "а",
        "без",
        "бы",
        "был",
        "была",
        "были",
        "было",
        "быть",
        "в",
        "вам",
        "вас",
        "ваш",
        "вот",
        "все",
        "всё",
        "вы",
        "где",
        "да",
        "для",
        "до",
        "его",
        "ее",
        "её",
        "если",
        "есть",
        "еще",
        "ещё",
        "же",
        "за",
        "и",
        "из",
        "или",
        "им",
        "их",
        "к",
        "как",
        "какая",
        "какие",
        "какой",
        "когда",
        "кто",
        "ли",
        "мне",
        "мой",
        "можно",
        "мы",
        "на",
        "над",
        "нам",
        "нас",
        "не",
        "нет",
        "ни",
        "но",
        "о",
        "об",
        "он",
        "она",
        "они",
        "от",
        "по",
        "почему",
        "при",
        "с",
        "сам",
        "себя",
        "со",
        "так",
        "также",
        "там",
        "тоже",
        "то",
        "только",
        "у",
        "уже",
        "хочу",
        "хочет",
        "чего",
        "чем",
        "через",
        "что",
        "чтобы",
        "это",
        "этот",
        "эта",
        "эти",
        "я",
        "нужно",
        "надо",
        "подскажите",
        "скажите",
        "найти",
        "узнать",
        "помогите",
        "пожалуйста",
        "делать",
        "сделать",
    ]
)


def terms_of(text: str) -> list[str]:
    """Return the search terms of ``text``, in order, with repetitions."""
    return list(_terms(text))


# An article that somebody writes is indexed among all the others, again with each of his drafts.
@lru_cache(maxsize=2000)
def _terms(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in _WORD.findall(text.casefold().replace("ё", "е")):
        compound = _JOINT.search(word) is not None and not is_identifier(word)
        parts = [word, *_JOINT.split(word)] if compound else [word]
        found += [_stem(part) for part in parts if part not in _EMPTY and len(part) > 1]
    return tuple(found)


def is_identifier(term: str) -> bool:
    """Whether ``term`` is an id or an address, not a word."""
    return _IDENTIFIER.match(term) is not None


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    language = "russian" if _CYRILLIC.search(word) else "english"
    stem: str = _stemmer(language).stemWord(word)
    return stem


_own = threading.local()


def _stemmer(language: str) -> snowballstemmer.stemmer:
    # A stemmer keeps the word it works on in itself: two threads sharing one get each other's stems.
    if not hasattr(_own, language):
        setattr(_own, language, snowballstemmer.stemmer(language))
    return getattr(_own, language)
