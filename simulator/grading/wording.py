"""Plain marks in a text: sentences, times, zones, and whether it says what a phrase says."""

import re
from collections.abc import Iterable
from functools import lru_cache

CLOCK = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])")
ZONE = re.compile(r"\b(?:UTC|GMT|MSK|CET)\b|(?<!\d)\+0?\d:?00\b|\bМСК\b|по Москве|Moscow time", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\n.!?…;]+(?:[.!?…;](?=\S)[^\n.!?…;]*)*[.!?…;]*")
_WORD = re.compile(r"[\w/.:@-]*\w", re.UNICODE)
_STOPWORDS = """the and for that this with you your our from have has was were are not can will its but into then
than что это как для или при вас вам ваш ваша ваши вашего нас наш мы вы он она они его уже еще так там тут без под
над чтобы если был была было были есть"""
_STOP = frozenset(_STOPWORDS.split())
_STEM = 5


@lru_cache(maxsize=4_000)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text``, each an exact substring of it."""
    return tuple(part.strip() for part in _SENTENCE.findall(text) if part.strip())


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """Return the content words of ``text`` cut to a stem; identifiers stay whole."""
    found = set()
    for word in _WORD.findall(text.lower().replace("ё", "е")):
        if any(char.isdigit() for char in word):
            found.add(word)
        elif len(word) > 2 and word not in _STOP:
            found.add(word[:_STEM])
    return frozenset(found)


def likeness(text: str, phrases: Iterable[str]) -> float:
    """Return the largest share of a phrase's content words that ``text`` contains, 0–1."""
    have = stems(text)
    best = 0.0
    for phrase in phrases:
        want = stems(phrase)
        if want:
            best = max(best, len(want & have) / len(want))
    return best


def says(text: str, phrases: Iterable[str], least: float = 0.6) -> str | None:
    """Return the sentence of ``text`` that says most of one of ``phrases``, or None."""
    wanted = tuple(phrases)
    scored = [(likeness(sentence, wanted), sentence) for sentence in sentences(text)]
    best = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] >= least else None


def first_hit(pattern: re.Pattern[str], text: str) -> str | None:
    """Return the sentence of ``text`` in which ``pattern`` is found, or None."""
    if not pattern.search(text):
        return None
    return next((sentence for sentence in sentences(text) if pattern.search(sentence)), None)


def mentions(text: str, literals: Iterable[str]) -> bool:
    """Tell whether ``text`` contains one of ``literals``, whatever the case."""
    low = text.lower()
    return any(literal.lower() in low for literal in literals)
