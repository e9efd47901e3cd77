"""What a sentence is to a step or a piece of advice: an order, a question, a statement, an intention or a refusal.

A step is only given by an order or an offer: “which servers does this key open?” removes no key, and “the group lets
port 22 in” changes no rule.
"""

import re
from enum import StrEnum

from simulator.understanding.deeds import is_step
from simulator.understanding.force import Force, has_verb
from simulator.understanding.lexicon import weights
from simulator.understanding.sentence import Piece, Sentence
from simulator.understanding.words import is_russian, words_of


class Bearing(StrEnum):
    """What a sentence does with what it says."""

    ORDER = "order"
    ASK = "ask"
    TELL = "tell"
    WILL = "will"
    NOT = "not"


_TO_KNOW = re.compile(
    r"\b(?:(?:need|want|like|have|good|help\w*|useful|important) (?:\w+ )?to (?:know|understand|hear|learn|see)|tell (?:me|us)|let (?:me|us) know|wonder\w*|curious|interested|confirm (?:whether|if|that)|my question)\b"
    r"|\b(?:подскажите|скажите(?! \w+(?:ам|ям|ему|ей|им)\b)|сообщите|уточните|расскажите|назовите|опишите|напишите,? (?:когда|как|что|кто|сколько|какой|какая|какие|есть|заработал\w*|получил\w*)|(?:хочу|хотел\w*|нужно|надо|важно|хорошо|полезно) (?:бы )?(?:понять|знать|узнать|уточнить|понимать)|интересует|вопрос)\b"
)
_STATE_ASKED = re.compile(
    r"^(?:(?:and|so|but|а|и)\s+)?(?:can|could) (?:you|they|he|she|it|your \w+|the \w+)(?: (?:now|still|already|again))* (?:log|sign|see|open|reach|connect|get in|get to|load|work|confirm|tell|say|remember|use)\b"
    r"|^(?:(?:and|so|but)\s+)?(?:is|are|was|were|do|does|did|has|have|had|which|what|who|whose|where|when|why|how)\b"
)
_POLITE = re.compile(
    r"\b(?:could|can|would|will) (?:you|he|she|they|the owner|your \w+|someone)\b|\bwhy don't you\b|\b(?:не )?могли бы\b|\bне затруднит\b|\bможете\b|\bсможете\b|\b(?:shall|should|may|can) (?:we|i)\b|\bможно\b|\bдавайте\b"
)
_IF = re.compile(
    r"^(?:(?:and|but|so|и|но|а)\s+)?(?:if|when|once|unless|until|as soon as|before|after|если|когда|как только|пока (?:не|вы|мы|он|она)|прежде чем|после того)\b"
)
_SUBJECT = re.compile(r"^(?:i|we|it|they|you|this|that|the|your|я|мы|вы|это|он|она|они|ваш\w*)\b")
_LOOKS = re.compile(
    r"\b(?:check|checking|look|looking|see|seeing|find|finding|read|reading|compare|verify|ask|clarify|study)\b|\b(?:посмотр\w+|смотрю|провер\w+|уточн\w+|выясн\w+|узна\w+|сверю|сверяю|разбер\w+|изуч\w+|спрошу)\b"
)
_TYPED = re.compile(r"(?:^|\s)(?:--?[a-z]|[~/][\w.]|\w+=\S)|&&|\|")


def bearings(part: Sentence, *, fenced: bool = False) -> frozenset[Bearing]:
    """Return what the pieces of a sentence do; a line of a code block is an order."""
    if fenced or is_typed(part.text):
        return frozenset({Bearing.ORDER})
    found: set[Bearing] = set()
    for number, piece in enumerate(part.pieces):
        following = part.pieces[number + 1].force if number + 1 < len(part.pieces) else None
        one = _bearing(piece, part, following)
        if one is not None:
            found.add(one)
    return frozenset(found)


def _bearing(piece: Piece, part: Sentence, following: Force | None) -> Bearing | None:
    if piece.force is Force.NEGATED:
        return Bearing.NOT if is_refused(piece) else Bearing.TELL
    if _IF.search(piece.text.strip()):
        return Bearing.ORDER if piece.force is Force.REQUEST and following is Force.INTENT else None
    if piece.force is Force.INTENT:
        return None if _LOOKS.search(piece.text) else Bearing.WILL
    if piece.force is Force.NOTE:
        return Bearing.TELL
    if piece.force is Force.NOTHING:
        return Bearing.WILL
    if piece.force is Force.ASK:
        orders = _POLITE.search(piece.text) and not _STATE_ASKED.search(piece.text.strip())
        return Bearing.ORDER if orders else Bearing.ASK
    if not piece.marked:
        return Bearing.TELL if _SUBJECT.search(piece.text.strip()) else None
    if _TO_KNOW.search(piece.text) or (part.is_question and not is_step(piece)):
        return Bearing.ASK
    return Bearing.ORDER


def is_refused(piece: Piece) -> bool:
    """Tell what the writer refuses: “I can't move it, its hardware is failing” refuses the first half only."""
    return piece.force is Force.NEGATED and (piece.marked or not has_verb(piece.text))


def is_typed(line: str) -> bool:
    """Tell a line that was written to be run: a program with flags or paths and no everyday words."""
    bare = line.strip(" `$#>.")
    if is_russian(bare) or not _TYPED.search(bare):
        return False
    return sum(weights().get(word.stem, 1.0) < 0.1 for word in words_of(bare)) <= 1
