"""The stretches of a sentence that are compared with the facts and commands of a card."""

import re
from dataclasses import dataclass

from simulator.understanding.force import Force
from simulator.understanding.lexicon import enriched, weights
from simulator.understanding.manner import manners
from simulator.understanding.sentence import Piece, Sentence
from simulator.understanding.words import Word, words_of

DIRECTED = (Force.ASK, Force.REQUEST)
_POINTER = re.compile(
    r"\b(?:do|approve|reach|send|try|arrange|manage) (?:that|this|it|him|her|them)\b|\b(?:she|he|her|him|they|them)\b"
    r"|\b(?:с ним|с ней|с ними|его|ее|ему|ей|он|она|они)\b"
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the reply that is compared as a whole."""

    start: int
    end: int
    words: tuple[Word, ...]
    directed: bool
    manner: frozenset[str] = frozenset()
    """What its questions ask after."""
    context: bool = False
    """With the statement before the question: looked at when the question alone says too little."""


@dataclass(frozen=True)
class Method:
    """Which parts of the method are on: for the ablation."""

    synonyms: bool = True
    typos: bool = True
    force: bool = True


FULL = Method()


def windows(sentence: Sentence, method: Method = FULL) -> tuple[Window, ...]:
    """Return the stretches of a sentence to compare: each directed piece, and all of them joined."""
    chosen = [piece for piece in sentence.pieces if not method.force or piece.force in DIRECTED]
    if _is_list_of_nouns(sentence):
        chosen = []
    result = [_window([piece]) for piece in chosen]
    if len(result) > 1:
        result.insert(0, _window(chosen))
    noted = [piece for piece in sentence.pieces if piece.force is Force.NOTE]
    if chosen and noted and method.force:
        around = sorted([*chosen, *noted], key=lambda piece: piece.start)
        result.append(_window(around, context=True))
    told = [piece for piece in sentence.pieces if piece.force in (Force.NOTE, Force.INTENT, Force.NOTHING)]
    if told:
        result.append(_window(told, directed=False))
    return tuple(result)


def _window(pieces: list[Piece], *, directed: bool = True, context: bool = False) -> Window:
    words = tuple(word for piece in pieces for word in _shifted(words_of(piece.text), piece.start))
    asked = frozenset(name for piece in pieces for name in manners(piece.text))
    return Window(pieces[0].start, pieces[-1].end, enriched(words), directed, asked, context)


def _shifted(words: tuple[Word, ...], by: int) -> tuple[Word, ...]:
    return tuple(Word(word.text, word.start + by, word.end + by, word.stem) for word in words)


def _is_list_of_nouns(sentence: Sentence) -> bool:
    """Three or more short items with commas, no verb and no question: it asks nothing."""
    if sentence.is_question or len(sentence.pieces) < 3:
        return False
    return all(piece.force is Force.NOTE and len(words_of(piece.text)) <= 4 for piece in sentence.pieces)


def pointing_back(sentence: Sentence, before: Sentence | None) -> tuple[Window, ...]:
    """Return the stretch of a question that lives on the sentence before: “She confirms it. Can she do that today?”."""
    chosen = [piece for piece in sentence.pieces if piece.force in DIRECTED]
    if before is None or not chosen or not _POINTER.search(sentence.text):
        return ()
    noted = [piece for piece in before.pieces if piece.force in (Force.NOTE, Force.REQUEST)]
    content = sum(weights().get(word.stem, 1.0) > 0.3 for piece in chosen for word in words_of(piece.text))
    if not noted or content > 3:
        return ()
    return (_window([*noted, *chosen], context=True),)
