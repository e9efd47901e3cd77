"""What the customer has said already, so that no wording comes back within a run."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

Sentence = tuple[str, ...]

_SENTENCE_END = re.compile(r"[.!?…\n]+")
_WORD = re.compile(r"[\w'’-]+")
_SLOT = re.compile(r"\{(?:fact|output)\}")
_TYPO_SAFE = 4
"""A sentence of this many words counts as said even when one word differs: it may have been mistyped."""


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text`` as words, without case and punctuation."""
    parts = (tuple(word.casefold() for word in _WORD.findall(part)) for part in _SENTENCE_END.split(text))
    return tuple(part for part in parts if part)


def word_count(text: str) -> int:
    """Return how many words ``text`` has, slots not counted."""
    return len(_WORD.findall(_SLOT.sub(" ", text)))


@dataclass(frozen=True)
class Memory:
    """Every sentence of the customer so far in this run, oldest first."""

    said: tuple[Sentence, ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Memory":
        """Remember ``texts``."""
        return cls(tuple(sentence for text in texts for sentence in sentences(text)))

    def holds(self, wording: str) -> bool:
        """Tell whether any sentence of ``wording`` was said before."""
        return self.last_use(wording) >= 0

    def last_use(self, wording: str) -> int:
        """Return the position of the latest sentence shared with ``wording``, or -1."""
        own = sentences(_SLOT.sub("\n", wording))
        found = (n for n, old in enumerate(self.said) if any(_same(old, new) for new in own))
        return max(found, default=-1)


def _same(old: Sentence, new: Sentence) -> bool:
    if len(old) != len(new):
        return False
    different = sum(a != b for a, b in zip(old, new, strict=True))
    return different == 0 or (different == 1 and len(old) >= _TYPO_SAFE)
