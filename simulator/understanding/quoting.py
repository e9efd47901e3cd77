"""A command that is spoken of, not given: “line 14, `chmod -R 777 /home`, ran before the snapshot”."""

import re

from simulator.domain.reading import Act
from simulator.understanding.force import Force, own_force
from simulator.understanding.sentence import Sentence

_CODE = re.compile(r"```.*?(?:```|$)|`[^`\n]+`", re.DOTALL)
_SEARCH = re.compile(r"\b(?:grep|find|rg|ack|awk|history|which|search)\b")
_CUT = re.compile(r"[,;:()]| - | – | — ")
_OFFER = re.compile(
    r"\b(?:you|they|he|she|we) (?:can|could|may|might|should)\b|\b(?:try|fix|helps?|use|do|solution|workaround|enough)\b"
    r"|\b(?:можете|можно|попробу\w+|поможет|помогает|помогут|хватит|достаточно|надо|нужно|решение|делайте)\b"
)
_LEAST_WORDS = 4
"""Words around a piece of code from which on they say what it is there for."""


def is_quoted_only(one: Act, part: Sentence, text: str, lowered: str) -> bool:
    """Tell whether an act lies in a piece of code that its sentence only mentions, or that only looks for it.

    ``lowered`` has the letters of ``text`` at the same places, without the marks of code.
    """
    code = next((c for c in _CODE.finditer(text) if c.start() <= one.start and one.end <= c.end()), None)
    if code is None:
        return False
    if _SEARCH.search(code.group()):
        return True
    around = lowered[part.start : max(part.start, code.start())] + " , " + lowered[code.end() : part.end]
    if len(re.findall(r"\w{2,}", around)) < _LEAST_WORDS:
        return False
    if _OFFER.search(around):
        return False
    return not any(own_force(piece) is Force.REQUEST for piece in _CUT.split(around) if piece.strip())
