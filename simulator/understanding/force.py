"""Is a piece of a reply directed at the customer: a question, a request, or neither?"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from simulator.understanding.lexicon import table
from simulator.understanding.words import Word, form, is_russian, words_of

_PIECE = re.compile(
    r"\s*[;:—]\s+|\s+-{1,2}\s+|,\s+|\s+(?=(?:but|and (?:then|please|also|tell|let|send|paste|run|what|which|who|where|when|how|does|do|is|are))\b)"
    r"|\s+(?=(?:но|и (?:еще|пришл|скажи|сообщ|скин|кин|напиш|покаж|посмотр|скопир|как|что|где|когда|кто|до|есть))\w*)",
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\s*\n+\s*")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|no|т\.е|т\.д|т\.п|т\.к|др|пр|г|им|стр|напр|см)|\b[a-zа-я])\.$")


NOT_ORDERS = frozenset({"извините", "простите", "успокойтесь", "поверьте", "знаете", "понимаете", "видите", "здравствуйте", "позвольте"})


class Force(StrEnum):
    """What a piece does to the customer."""

    ASK = "ask"
    REQUEST = "request"
    NEGATED = "negated"
    INTENT = "intent"
    NOTE = "note"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence with one force."""

    start: int
    end: int
    text: str
    force: Force
    marked: bool = True
    """Its own words show the force; otherwise it took that of its neighbours."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reply, in lower case, with the forces of its pieces."""

    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]

    @property
    def is_question(self) -> bool:
        """Tell whether it ends with a question mark."""
        return self.text.rstrip("\"') ").endswith("?")


@cache
def _signs(name: str) -> re.Pattern[str]:
    value = table("force.toml")[name]
    return re.compile(value if isinstance(value, str) else "|".join(f"(?:{one})" for one in value))


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(table("force.toml")["imperatives"]["en"].split())


def sentences(lowered: str) -> tuple[Sentence, ...]:
    """Split a text that went through ``plain`` into sentences, and these into pieces with a force."""
    bounds, start = [], 0
    for cut in _SENTENCE.finditer(lowered):
        if "\n" not in cut.group() and _ABBREVIATION.search(lowered[start : cut.start()]):
            continue
        bounds.append((start, cut.start()))
        start = cut.end()
    bounds.append((start, len(lowered)))
    return tuple(_sentence(lowered, begin, end) for begin, end in bounds if lowered[begin:end].strip())


def _sentence(lowered: str, begin: int, end: int) -> Sentence:
    text = lowered[begin:end]
    spans, start = [], 0
    for cut in _PIECE.finditer(text):
        if text[start : cut.start()].strip():
            spans.append((start, cut.start()))
            start = cut.end()
    spans.append((start, len(text)))
    spans = [(left, right) for left, right in spans if text[left:right].strip()]
    own = [own_force(text[left:right]) for left, right in spans]
    settled = _subordinate(own, text, spans)
    marks = [force is not None for force in settled]
    forces = _settled(settled, text, spans)
    pieces = tuple(
        Piece(begin + left, begin + right, text[left:right], force, marked)
        for (left, right), force, marked in zip(spans, forces, marks, strict=True)
    )
    return Sentence(begin, end, text, pieces)


def _subordinate(own: list[Force | None], text: str, spans: list[tuple[int, int]]) -> list[Force | None]:
    """Clauses that only look like questions or orders: “I'll see which rule it is and tell you”."""
    result = list(own)
    for index, (left, right) in enumerate(spans):
        piece = text[left:right]
        if _signs("courtesy").fullmatch(piece.strip(" .!")):
            result[index] = None
            if index and result[index - 1] is None and _signs("please").search(piece):
                result[index - 1] = Force.REQUEST
        if _signs("condition").search(piece.strip()) and Force.INTENT in own[index + 1 :]:
            result[index] = Force.REQUEST  # an offer: “if the owner confirms, we'll add it”
        if index and result[index] is Force.ASK and "?" not in piece and not text.rstrip().endswith("?"):
            result[index] = None
        after_intent = bool(index) and (result[index - 1] is Force.INTENT or own[index - 1] is Force.INTENT)
        if after_intent and result[index] is Force.REQUEST and _signs("carried_on").search(piece):
            result[index] = Force.INTENT
    return result


def _settled(own: list[Force | None], text: str, spans: list[tuple[int, int]]) -> list[Force]:
    """Give pieces without a sign of their own the force of their neighbours."""
    asked = text.rstrip("\"') ").endswith("?")
    if len(own) == 1 and own[0] is None:
        return [Force.ASK if asked or _is_elliptic(text) else Force.NOTE]
    if asked and own[-1] is None and Force.NEGATED not in own:
        own[-1] = Force.ASK
    if all(force is None for force in own):
        return [Force.ASK if asked else Force.NOTE] * len(own)
    directed = [force in (Force.ASK, Force.REQUEST) for force in own]
    result: list[Force] = []
    for index, force in enumerate(own):
        if force is not None:
            result.append(force)
        elif index and result[-1] in (Force.NEGATED, Force.INTENT) and not _signs("turn").search(text[slice(*spans[index])]):
            result.append(result[-1])
        elif any(directed[:index]):
            result.append(result[-1])
        elif any(directed[index:]) and not has_verb(text[spans[index][0] : spans[index][1]]):
            result.append(Force.REQUEST)
        else:
            result.append(Force.NOTE)
    return result


def bare_of(piece: str) -> str:
    """Return a piece without opening fillers such as “please”, “and then”."""
    return _signs("fillers").sub("", piece.strip(" \"'(`")) or piece.strip()


def own_force(piece: str) -> Force | None:
    """Return the force which the words of a piece show, or None when they show none."""
    bare = bare_of(piece)
    if _signs("later").search(piece) and "?" not in piece:
        return Force.NOTHING
    if _signs("own_move").search(bare) or _signs("good_wishes").search(piece.strip()):
        return Force.NOTHING
    softened = _signs("not_negated").search(piece)
    if not softened and _signs("negated").search(bare):
        return Force.NEGATED
    if _signs("claim").search(bare) and "?" not in piece:
        return Force.NOTE
    if _signs("intent").search(bare) and not _signs("intent_not").search(bare):
        return Force.INTENT
    if _signs("question_start").search(bare) and not _is_statement_start(bare, piece):
        return Force.ASK
    words = words_of(bare)
    if _is_imperative(words) or is_command(words):
        return Force.REQUEST
    if _signs("indirect").search(piece):
        return Force.REQUEST
    if is_russian(piece) and not piece.rstrip().endswith("?") and _is_own_deed(words):
        return Force.INTENT
    return Force.ASK if piece.rstrip().endswith("?") else None


def _is_statement_start(bare: str, piece: str) -> bool:
    """Sentences such as “What you see is …”, «Когда заказы уходят, это …» are no questions."""
    if "?" in piece:
        return False
    return bool(re.search(r"^(?:when|what|how|where|why|once|as) (?:you|we|the|it|a|your|this|that|orders|customers)\b", bare)) or bool(
        re.search(r"^(?:когда|что|как|где|почему|чем)\b", bare) and re.search(r"^(?:когда|чем|что касается|как только|как видно)\b", bare)
    )


def _is_imperative(words: tuple[Word, ...]) -> bool:
    for index, word in enumerate(words[:4]):
        if is_russian(word.text):
            continue
        if index == 0 and (word.text in _imperatives()):
            return len(words) > 1 and not _signs("subject_verb").fullmatch(words[1].text)
    previous = ""
    for word in words:
        if is_russian(word.text) and previous != "не" and word.text.endswith(("те", "тесь", "й", "и", "ь")):
            if word.text in NOT_ORDERS:
                return False
            shape = form(word.text)
            if word.text.endswith(("йте", "ите", "ьте", "тесь")) and (shape.imperative or not shape.known):
                return True
            if not shape.known and word.text.endswith("те") and len(word.text) > 4:
                return True
        previous = word.text
    return False


_ARGUMENT = re.compile(r"^(?:--?[a-z]|[~/]|.*[./=@:].*\w|\d)|^(?:get|describe|logs|tracking|is-active|vm|create|s3)$")
_PROGRAM = re.compile(
    r"^(?:curl|ping|nc|ssh|dig|nslookup|mtr|traceroute|tracert|ss|df|du|ls|lsblk|cat|grep|tail|head|top|ps|free|date"
    r"|kubectl|chronyc|systemctl|aws|openssl|printf|mstsc|lc|sudo|journalctl|ip|netstat|host|telnet|dmesg|growpart"
    r"|mount|umount|uptime|whoami|id|stat|nginx|psql|docker|echo|terraform|git|ipconfig|ifconfig|tcpdump|chmod|ssh-keygen)$"
)


def is_command(words: tuple[Word, ...]) -> bool:
    """Tell a program name with arguments at the start of a piece: typed to be run."""
    return (
        len(words) > 1
        and bool(_PROGRAM.match(words[0].text))
        and any(_ARGUMENT.match(word.text) for word in words[1:4])
    )


def _is_own_deed(words: tuple[Word, ...]) -> bool:
    return any(is_russian(word.text) and form(word.text).first_person for word in words[:4])


def has_verb(piece: str) -> bool:
    """Tell whether a piece has a finite verb (Russian by morphology, English by the usual ones)."""
    if is_russian(piece):
        return any(form(word.text).finite for word in words_of(piece) if is_russian(word.text))
    return bool(re.search(r"\b(?:is|are|was|were|has|have|had|does|did|can|will|would|seems?|looks?|means?|\w+ed|answers?|works?)\b", piece))


def _is_elliptic(text: str) -> bool:
    """“Your IP now”, «Ваш текущий IP»: a question that lost its verb and its mark."""
    words = words_of(text)
    return 1 < len(words) <= 7 and bool(re.match(r"^(?:and |а )?(?:your|the exact|exact|full|ваш\w*|точн\w+|полн\w+)\b", text)) and not has_verb(text) and "," not in text
