"""Acts that show in the letters themselves: capitals, hidden characters, names of colleagues."""

import base64
import binascii
import re
from collections.abc import Sequence

from simulator.domain.reading import Act, ActKind
from simulator.understanding.acts import act, rules
from simulator.understanding.lexicon import weights
from simulator.understanding.sentence import Sentence
from simulator.understanding.words import form, stem

_CAPITALS = re.compile(r"(?<![\w./=<-])[A-ZА-ЯЁ]{2,}(?:['’][A-Z]+)?(?![\w./=>-])")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]+")
_ENCODED = re.compile(r"\b[A-Za-z0-9+/]{40,}={0,2}")
_LOUD = frozenset(
    "already never always wrong stop immediately yourself must read please again nothing everything whatever enough "
    "уже никогда всегда сами немедленно прочитайте внимательно опять хватит стоп неправильно снова сколько нельзя".split()
)
_CODE = re.compile(r"`[^`]*`|```.*?```|^\s*>.*$", re.DOTALL | re.MULTILINE)
LETTERS, SHARE, ROW = 12, 0.6, 3


def signs(text: str, lowered: str, parts: Sequence[Sentence]) -> list[Act]:
    """Return shouting, names of colleagues and text that hides from people."""
    return [*_shouting(text), *_hidden(text), *_colleagues(text, lowered, parts)]


def _shouting(text: str) -> list[Act]:
    clear = _CODE.sub(lambda found: " " * len(found.group()), text)
    letters = [sign for sign in clear if sign.isalpha()]
    if len(letters) >= LETTERS and sum(sign.isupper() for sign in letters) > SHARE * len(letters):
        return [act(ActKind.SHOUTING, text, 0, len(text))]
    found = [match for match in _CAPITALS.finditer(clear) if _is_loud(match.group().lower())]
    return [act(ActKind.SHOUTING, text, match.start(), match.end()) for match in found]


def _is_loud(word: str) -> bool:
    """Everyday words in capitals are shouted; abbreviations, states and codes are not."""
    plain_word = word.replace("ё", "е")
    if plain_word in _LOUD:
        return True
    if len(plain_word) < 3:
        return False
    if plain_word in {
        "get",
        "post",
        "put",
        "head",
        "see",
        "page",
        "info",
        "any",
        "all",
        "and",
        "for",
        "from",
        "the",
        "out",
        "can",
        "has",
    }:
        return plain_word in {"the", "and", "has", "can"}
    if re.search(r"[а-я]", plain_word):
        return (
            len(plain_word) > 3
            and form(plain_word).known
            and form(plain_word).part in {"VERB", "ADVB", "NPRO", "INFN", "PRCL"}
        )
    return (
        plain_word in {"not", "you", "your", "now", "why", "what", "how", "did", "don't", "yes"}
        and stem(plain_word) in weights()
    )


def _hidden(text: str) -> list[Act]:
    found = [
        act(ActKind.INJECTION, text, match.start(), match.end())
        for match in _HIDDEN.finditer(text)
        if len(match.group()) > 1 or match.group() not in "\u200d\ufeff\u200b"
    ]
    return found + [
        act(ActKind.INJECTION, text, match.start(), match.end(), encoded="1")
        for match in _ENCODED.finditer(text)
        if _decodes_to_words(match.group())
    ]


def _decodes_to_words(encoded: str) -> bool:
    try:
        decoded = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return decoded.isprintable() and len(decoded.split()) >= ROW


def _colleagues(text: str, lowered: str, parts: Sequence[Sentence]) -> list[Act]:
    """Names show by capitals, so the sign is looked for in the text as written."""
    found: list[Act] = []
    for rule in (one for one in rules("risks.toml") if one.kind is ActKind.NAMES_COLLEAGUE):
        for sign in rule.signs:
            cased = re.compile(
                sign.pattern.replace("(?!NAME)", "")
                .replace(r"\b(?:", r"\b(?i:", 1)
                .replace("NAME", r"[A-ZА-ЯЁ][a-zа-яё]{2,}(?: [A-ZА-ЯЁ][a-zа-яё]+)?")
            )
            found += [
                act(ActKind.NAMES_COLLEAGUE, text, match.start(), match.end())
                for match in cased.finditer(text)
            ]
    return found
