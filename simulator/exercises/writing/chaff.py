"""Words of the scorecards in an answer: they show nothing and are taken out before anything is looked at."""

import re

from simulator.domain.exercise import Fields
from simulator.exercises.writing.words import sentences, tokens

LEAST, MOSTLY = 4, 0.8
"""A sentence of so many words is chaff when this share of them are names of criteria."""
PART = 3
"""Words from which a part of what a scorecard says is chaff; shorter answers are only when they are the whole of it."""
_SPACES = re.compile(r"[ \t]{2,}")


def without_chaff(fields: Fields, names: tuple[str, ...], cards: tuple[str, ...]) -> dict[str, str]:
    """Return the fields without sentences that repeat the scorecards.

    ``names`` are names of criteria, ``cards`` their questions, anchors and advice, sentence by sentence.
    """
    vocabulary = frozenset(word for name in names for word in tokens(name))
    repeated = {frozenset(tokens(part)) for text in (*cards, *names) for part in sentences(text)}
    return {
        name: _sifted(text, vocabulary, repeated) if " " in text else text for name, text in fields.items()
    }


def _sifted(text: str, vocabulary: frozenset[str], repeated: set[frozenset[str]]) -> str:
    for sentence in sentences(text):
        words = tokens(sentence)
        if sentence.endswith(":"):  # a heading of one's own
            continue
        named = len(words) >= LEAST and sum(word in vocabulary for word in words) > MOSTLY * len(words)
        whole = frozenset(words) in repeated
        part = len(words) >= PART and any(one.issuperset(words) for one in repeated)
        if named or whole or part:
            text = text.replace(sentence, " ", 1)
    return _SPACES.sub(" ", text)
