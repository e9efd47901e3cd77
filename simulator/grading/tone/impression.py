"""The impression a text makes before anybody asks what it is about: weights over signs of manner.

The weights were trained on public corpora that people rated (docs/data.md, ``bench/train_tone.py``).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from simulator.domain.text import Language
from simulator.grading.tone.manner import Manner, manner_of, signs_of

STINGS = frozenset(
    "rhetoric accuse pushing insult swear outcry capitals scare irony order_formal order_you informal_you slang why".split()
)
"""Signs that hurt however kind the rest of a text is: kind words elsewhere do not take them back."""


@dataclass(frozen=True)
class Weights:
    """What each sign and each everyday word adds."""

    signs: Mapping[str, float]
    terms: Mapping[str, float]
    centre: float
    spread: float


@dataclass(frozen=True)
class Impression:
    """How a text comes across."""

    score: float
    """Standard deviations above an average request between strangers."""
    sting: float
    """What its hurting signs take away, 0 or less."""
    signs: Mapping[str, float]

    @property
    def level(self) -> float:
        """Return the score on the scale 0–4, without ends where everything is equal."""
        return 4 / (1 + math.exp(-0.9 * self.score))


@cache
def weights(language: Language) -> Weights:
    """Return the trained weights of a language."""
    path = files("simulator.grading.tone") / "data" / f"weights.{language}.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    return Weights(found["signs"], found["terms"], found["centre"], found["spread"])


def terms_of(manner: Manner) -> set[str]:
    """Return the words of a text and its pairs of neighbours."""
    words = manner.words
    return {*words, *(f"{one} {following}" for one, following in pairwise(words))}


def impression(text: str, language: Language) -> Impression:
    """Return how ``text`` comes across."""
    manner = manner_of(text)
    known, found = weights(language), signs_of(manner, language)
    score = sum(known.signs.get(name, 0.0) * figure for name, figure in found.items())
    if known.terms:
        score += sum(known.terms.get(term, 0.0) for term in terms_of(manner))
    sting = sum(
        min(0.0, known.signs.get(name, 0.0)) * figure for name, figure in found.items() if name in STINGS
    )
    return Impression((score - known.centre) / known.spread, sting, found)
