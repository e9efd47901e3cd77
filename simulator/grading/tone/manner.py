"""Signs of manner in a text: what its words do to a reader, as figures a person can check."""

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from simulator.domain.text import Language

_SAME = str.maketrans("ёЁ’‘`´“”„«»\u00a0\u2009\u202f\u2011", 'еЕ\'\'\'\'"""""   -')
_SENTENCE = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\s*\n+\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|<url>|[!?]+|:\)|:\(|\.{3}")
_CAPITALS = re.compile(r"(?<![\w-])[A-ZА-ЯЁ]{4,}(?![\w-])")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_SPLIT_LETTERS = re.compile(r"(?<=[а-яa-z])[*@#$]+(?=[а-яa-z])")
MOST = 3
"""A sign counts at most so often: saying it again adds nothing."""


@dataclass(frozen=True)
class Manner:
    """A text ready for looking at: lower case, without code, each sentence once."""

    text: str
    raw: str
    words: tuple[str, ...]
    sentences: int


@cache
def data(name: str) -> dict[str, Any]:
    """Return a TOML file of this package."""
    return tomllib.loads((files("simulator.grading.tone") / "data" / name).read_text(encoding="utf-8"))


def lowered(text: str) -> str:
    """Return ``text`` in lower case with plain quotes and «е» for «ё», sign for sign."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals become two signs
        low = "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)
    return low.translate(_SAME)


def manner_of(text: str) -> Manner:
    """Make a text ready: a sentence said twice is looked at once."""
    clear = _CODE.sub(" ", text)
    seen: set[str] = set()
    kept = []
    for sentence in _SENTENCE.split(clear):
        key = " ".join(sentence.lower().split()).strip(" .!?…")
        if key and key not in seen:
            seen.add(key)
            kept.append(sentence.strip())
    raw = "\n".join(kept)
    low = lowered(raw)
    return Manner(low, raw, tuple(_WORD.findall(low)), len(kept))


@cache
def _signs(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(sign)) for name, sign in data(f"manner.{language}.toml")["signs"].items())


@cache
def _coarse() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for name, line in data("coarse.ru.toml").items():
        whole = "|".join(re.escape(lowered(word[:-1])) for word in line.split() if word.endswith("$"))
        start = "|".join(re.escape(lowered(word)) for word in line.split() if not word.endswith("$"))
        found.append((name, re.compile(rf"\b(?:(?:{whole})\b|(?:{start})\w*)")))
    return tuple(found)


def coarse(text: str) -> list[re.Match[str]]:
    """Return the coarse and insulting Russian words of a lower-case text."""
    return [match for name, sign in _coarse() if name != "slang" for match in sign.finditer(text)]


def signs_of(manner: Manner, language: Language) -> dict[str, float]:
    """Return the figures of a text: how often each sign shows, damped, and a few of its looks."""
    found: dict[str, float] = {}
    for name, sign in _signs(language):
        count = sum(1 for _ in islice(sign.finditer(manner.text), MOST))
        if count:
            found[name] = math.log2(1 + count) / 2
    if language == "ru":
        joined = _SPLIT_LETTERS.sub("", manner.text)
        for name, sign in _coarse():
            count = sum(1 for _ in islice(sign.finditer(joined), MOST))
            if count:
                found[name] = math.log2(1 + count) / 2
    words = max(1, len(manner.words))
    found["capitals"] = min(2, len(_CAPITALS.findall(manner.raw))) / 2
    found["word_length"] = min(9.0, sum(len(word) for word in manner.words) / words) / 9
    found["short"] = 1.0 / (1 + words / 8)
    found["ends_asking"] = float(manner.text.rstrip().endswith("?"))
    found["ends_open"] = float(manner.text.rstrip()[-1:] not in '.!?:;)…"')
    found["lower_start"] = float(manner.raw[:1].islower())
    return found
