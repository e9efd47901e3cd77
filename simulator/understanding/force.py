"""The force of a piece of a reply: is it directed at the customer as a question or a request."""

import re
from enum import StrEnum
from functools import cache

from simulator.understanding.lexicon import table
from simulator.understanding.words import Word, form, is_russian, words_of

NOT_ORDERS = frozenset(
    {
        "извините",
        "простите",
        "успокойтесь",
        "поверьте",
        "знаете",
        "понимаете",
        "видите",
        "здравствуйте",
        "позвольте",
    }
)


_LIST_MARK = re.compile(r"^(?:[-*•–>]+|\(?\d{1,2}[.)]|#+)\s+\**")


class Force(StrEnum):
    """What a piece does to the customer."""

    ASK = "ask"
    REQUEST = "request"
    NEGATED = "negated"
    INTENT = "intent"
    NOTE = "note"
    NOTHING = "nothing"


@cache
def signs(name: str) -> re.Pattern[str]:
    """Return a compiled sign of the data file."""
    value = table("force.toml")[name]
    return re.compile(value if isinstance(value, str) else "|".join(f"(?:{one})" for one in value))


@cache
def _imperatives(language: str) -> frozenset[str]:
    return frozenset(table("force.toml")["imperatives"][language].split())


def bare_of(piece: str) -> str:
    """Return a piece without opening fillers such as “please”, “and then”."""
    unlisted = _LIST_MARK.sub("", piece.strip(" \"'(`"))
    return signs("fillers").sub("", unlisted) or piece.strip()


def own_force(piece: str) -> Force | None:
    """Return the force which the words of a piece show, or None when they show none."""
    bare = bare_of(piece)
    if signs("later").search(piece) and "?" not in piece:
        return Force.NOTHING
    if signs("own_move").search(bare) or signs("good_wishes").search(piece.strip()):
        return Force.NOTHING
    softened = signs("not_negated").search(piece)
    if not softened and signs("negated").search(bare):
        return Force.NEGATED
    if signs("claim").search(bare) and "?" not in piece:
        return Force.NOTE
    if signs("intent").search(bare) and not signs("intent_not").search(bare):
        return Force.INTENT
    if signs("question_start").search(bare) and not _is_statement_start(bare, piece):
        return Force.ASK
    words = words_of(bare)
    if _is_imperative(words) or is_command(words):
        return Force.REQUEST
    if signs("indirect").search(piece):
        return Force.REQUEST
    return _unmarked_force(piece, words)


def _unmarked_force(piece: str, words: tuple[Word, ...]) -> Force | None:
    if piece.rstrip().endswith("?"):
        return Force.ASK
    if is_russian(piece) and _is_own_deed(words):
        return Force.INTENT
    return Force.REQUEST if _TELL_ME.search(piece) else None


_TELL_ME = re.compile(
    r"^\W*(?:пожалуйста,? )?(?:скажите|подскажите)(?! (?:спасибо|\w+(?:ам|ям|ему|ей|им)\b))"
)


def _is_statement_start(bare: str, piece: str) -> bool:
    """Sentences such as “What you see is …”, «Когда заказы уходят, это …» are no questions."""
    if "?" in piece:
        return False
    return bool(
        re.search(
            r"^(?:when|what|how|where|why|once|as) (?:you|we|the|it|a|your|this|that|orders|customers)\b",
            bare,
        )
    ) or bool(
        re.search(r"^(?:когда|что|как|где|почему|чем)\b", bare)
        and re.search(
            r"^(?:когда|чем|что касается|как (?:только|видно|я|мы|вы|уже|правило|обычно|раз|сообщал\w*))\b",
            bare,
        )
    )


def _is_imperative(words: tuple[Word, ...]) -> bool:
    if len(words) > 1 and words[0].text in _imperatives("ru"):
        return True
    for index, word in enumerate(words[:4]):
        if is_russian(word.text):
            continue
        if index == 0 and (word.text in _imperatives("en")):
            return len(words) > 1 and not signs("subject_verb").fullmatch(words[1].text)
    previous = ""
    for index, word in enumerate(words):
        if is_russian(word.text) and previous != "не" and word.text.endswith(("те", "тесь", "й", "и", "ь")):
            if word.text in NOT_ORDERS:
                return False
            shape = form(word.text)
            if word.text.endswith(("йте", "ите", "ьте", "тесь")) and (shape.imperative or not shape.known):
                # «из офиса снова заходите»: such a word is an order only where an order stands
                return not shape.ambiguous or index <= 1 or "пожалуйста" in {one.text for one in words}
            if not shape.known and word.text.endswith("те") and len(word.text) > 4:
                return True
        previous = word.text
    return False


_ARGUMENT = re.compile(
    r"^(?:--?[a-z]|[~/]|.*[./=@:].*\w|\d)|^(?:get|describe|logs|tracking|is-active|vm|create|s3)$"
)
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
    return bool(
        re.search(
            r"\b(?:is|are|was|were|has|have|had|does|did|can|will|would|seems?|looks?|means?|\w+ed|answers?|works?)\b",
            piece,
        )
    )


def is_elliptic(text: str) -> bool:
    """Tell a question that lost its verb and its mark: “Your IP now”, «Ваш текущий IP»."""
    words = words_of(text)
    return (
        not text.rstrip().endswith(".")
        and 1 < len(words) <= 7
        and bool(re.match(r"^(?:and |а )?(?:your|the exact|exact|full|ваш\w*|точн\w+|полн\w+)\b", text))
        and not has_verb(text)
        and "," not in text
    )
