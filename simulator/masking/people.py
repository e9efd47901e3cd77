"""Names of people: Russian ones by the dictionary, English ones by lists, others by the words around them."""

import re
from collections.abc import Iterator

from simulator.masking.found import Found
from simulator.masking.names import (
    ALSO_WORDS,
    NOT_NAMES,
    RUSSIAN_ALSO_WORDS,
    english_names,
    is_english_name,
    plain,
)
from simulator.understanding.naming import Naming, ends_like_a_surname, naming

_CAPITAL = r"(?:[A-ZА-ЯЁ][a-zа-яё’']+(?:[-’'][A-ZА-ЯЁ][a-zа-яё]+)*|[A-ZА-ЯЁ][’'][A-ZА-ЯЁ][a-zа-яё]+|Mc[A-Z][a-z]+|[A-ZА-ЯЁ]{3,}(?=[ ,.\n]))"
_WORD = re.compile(r"(?<![\w@./\\-])[A-ZА-ЯЁ][A-Za-zА-Яа-яЁё’'-]*[A-Za-zА-Яа-яЁё](?![\w@/\\]|\.[a-zа-я]|-\d)")
_NAME = rf"{_CAPITAL}(?:[^\S\n]+(?:van |von |de |da |bin |al-|оглы |кызы )?(?:{_CAPITAL}|[A-ZА-ЯЁ]\.)){{0,3}}"
_INITIALS = re.compile(
    r"(?<![\w])(?P<a>[А-ЯЁA-Z][а-яёa-z]+(?:-[А-ЯЁA-Z][а-яёa-z]+)?)[^\S\n]+(?P<b>[А-ЯЁ]\.[^\S\n]?(?:[А-ЯЁ]\.)?)(?!\w)|(?<![\w])(?P<c>[А-ЯЁA-Z]\.[^\S\n]?(?:[А-ЯЁA-Z]\.)?)[^\S\n]?(?P<d>[А-ЯЁA-Z][а-яёa-z]{2,})"
)
_CONTEXT = (
    re.compile(
        r"(?i:\b(?:здравствуйте|приветствую|привет|добр(?:ый день|ого дня|ое утро|ый вечер)|доброго времени суток|уважаем(?:ый|ая|ые)|дорог(?:ой|ая)|коллега|спасибо|благодарю))[ ,!]+(?i:уважаем(?:ый|ая) )?"
        rf"(?P<value>{_NAME})"
    ),
    re.compile(
        rf"(?i:\b(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings|thanks|thank you|cheers|attn:?|mr|mrs|ms|miss|dr|prof|sir|fao))\.?[ ,!]+(?P<value>{_NAME})"
    ),
    re.compile(
        rf"(?i:\b(?:с уважением|с наилучшими пожеланиями|всего доброго|с приветом|искренне ваш\w*|заранее спасибо|спасибо|благодарю|best regards|kind regards|warm regards|many thanks|regards|best wishes|best|sincerely|yours(?: \w+)?|thanks(?: again| in advance)?|thank you|thx|cheers|br|rgds|sent by|подпись|писал[аи]?))[,.! ]*\n+\s*[-–—]*\s*(?P<value>{_NAME})"
    ),
    re.compile(
        rf"(?i:\b(?:меня зовут|моё имя|мое имя|зовут|это пишет|пишет вам|вам пишет|фио|ф\.и\.о\.|имя|контактное лицо|получатель|владелец карты|заявитель|инициатор|отправитель|автор|исполнитель|ответственн\w+|на имя|от имени|беспокоит|пользовател[ьяюе]\w*|сотрудни[кц]\w*|менеджер\w*|админ\w*|сисадмин\w*|инженер\w*|директор\w*|бухгалтер\w*|руководител\w+|начальни[кц]\w*|коллег\w+|клиент\w*|специалист\w*|разработчик\w*|оператор\w*|подрядчик\w*|юрист\w*|секретар\w+|программист\w*))\b\s*[:—–-]?\s*(?P<value>{_NAME})"
    ),
    re.compile(
        rf"(?i:\b(?:name|this is|i am|i'm|it's|contact|call|reach|from|to|cc|owner|billed to|ship to|customer|user))\b:?,?\s+(?P<value>{_NAME})"
    ),
    re.compile(
        rf"(?i:\b(?:my name is|the name is|ask for|speak (?:to|with)|spoke (?:to|with)|talk(?:ed|ing)? (?:to|with)|on behalf of|signed|card ?holder|attention|(?:requested|reported|created|approved|submitted|opened|raised|written) by|assigned to|account holder|full name|caller|requester|contact person))\b:?,?\s+(?P<value>{_NAME})"
    ),
    re.compile(
        rf"(?i:\b(?:employee|manager|developer|admin|administrator|engineer|colleague|director|accountant|lawyer|ceo|cto|cfo|boss|lead|contractor|representative|assistant|secretary|consultant|technician|supervisor|intern|coworker|co-worker|teammate))\b,?\s+(?P<value>{_NAME})"
    ),
    re.compile(
        rf"(?P<value>(?<![\w-]){_CAPITAL}[^\S\n]{_CAPITAL})[^\S\n](?=(?:can(?:'t|not)|could(?:n't)?|says|said|complains|called|promised|told|asked|wrote|left|approved|confirmed|wants|needs|rebooted|saw|agreed|joined|quit|resigned|reports|reported|lost|forgot)\b)"
    ),
    re.compile(rf"\n[^\S\n]*(?P<value>{_NAME})\s*$"),
    re.compile(
        rf"\b(?:Mrs?|Ms|Miss|Dr|Prof|Sir|Madam|Herr|Frau|Mme|Г-н|Г-жа|г-н|г-жа|господин|госпожа|гражданин|гражданка)\b\.?\s+(?P<value>{_NAME})"
    ),
    re.compile(rf"(?i:отправлено с \w+|sent from (?:my )?\w+)[^\n]{{0,20}}\n+\s*(?P<value>{_NAME})"),
    re.compile(rf"(?m)^\s*(?:--|—|–|//)\s*\n?\s*(?P<value>{_NAME})\s*$"),
    re.compile(rf"(?P<value>{_NAME})\s*<[^<>\s]+@[^<>\s]+>"),
    re.compile(
        rf"(?m)(?P<value>{_CAPITAL}[^\S\n]+{_CAPITAL})[^\S\n]*(?:,|wrote:|писал\(?а?\)?:|написал[аи]?:|\(\w[^)\n]*\)[^\S\n]*:)(?=\s|$)"
    ),
)
_STRONG = frozenset((0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12))
"""Contexts after which also an unknown word with a capital letter is taken for a name."""


def people_of(text: str) -> Iterator[Found]:
    """Yield names of people."""
    for match in _INITIALS.finditer(text):
        word = match["a"] or match["d"]
        if (
            word.lower() not in NOT_NAMES
            and (_cyrillic(word) or match["d"])
            and not _heads_a_list(match, text)
        ):
            yield Found(*match.span(), "person")
    for number, pattern in enumerate(_CONTEXT):
        for match in pattern.finditer(text):
            yield from _in_context(match, sure=number in _STRONG)
    yield from _runs(text)
    yield from _small(text)


def _small(text: str) -> Iterator[Found]:
    """Yield names that were typed without a capital letter: only what cannot be another word."""
    for match in re.finditer(r"(?<![\w@./\\-])[а-яё]{4,}(?![\w@-])", text):
        told = naming(match[0])
        if (
            told.known
            and told.share > 0.95
            and (told.given or told.patronymic)
            and match[0] not in RUSSIAN_ALSO_WORDS
        ):
            yield Found(*match.span(), "person")
    for match in re.finditer(
        r"(?i:\b(?:hi|hello|hey|dear|thanks|thank you)),? (?P<value>[a-z]{3,})(?=[,.!\n]|$)", text
    ):
        if plain(match["value"]) in english_names()[0] and match["value"] not in ALSO_WORDS | NOT_NAMES:
            yield Found(*match.span("value"), "person")


def _heads_a_list(match: re.Match[str], text: str) -> bool:
    """Tell whether a letter with a point counts lines: ``A. Open the page`` names nobody."""
    word = match["d"]
    at_the_beginning = _begins(text, match.start()) and (match["c"] or "-")[0] in "ABCDEFАБВГД"
    return bool(word) and at_the_beginning and not is_english_name(word) and not naming(word).is_name


def _in_context(match: re.Match[str], *, sure: bool) -> Iterator[Found]:
    """Yield the words after a greeting or a role that may be a name; stop at the first that is none."""
    begin, end = match.start("value"), None
    for word in re.finditer(r"[^\s]+", match["value"]):
        plain = word[0].strip(".,")
        if len(plain) == 1 and end is not None:
            end = begin + word.end()
            continue
        if (plain.lower() in NOT_NAMES and plain.lower() not in RUSSIAN_ALSO_WORDS) or not _may_be(
            plain, sure=sure
        ):
            break
        end = begin + word.start() + len(word[0].rstrip(".,"))
    if end is not None:
        yield Found(begin, end, "person")


def _may_be(word: str, *, sure: bool) -> bool:
    if _cyrillic(word):
        told = naming(word)
        if told.is_name:
            return sure or told.share > 0.25 or word.lower() in RUSSIAN_ALSO_WORDS
        return sure and not told.known
    lowered = plain(word)
    given, family = english_names()
    if lowered in given or lowered in family or word.lower() in given | family:
        return True
    return sure and len(word) > 2 and not word.isupper()


def _runs(text: str) -> Iterator[Found]:
    """Yield words with capital letters that are names by themselves or beside one another."""
    words = [
        match
        for match in _WORD.finditer(text)
        if match[0].lower() not in NOT_NAMES or match[0].lower() in RUSSIAN_ALSO_WORDS
    ]
    for place, match in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else None
        beside = after is not None and bool(re.fullmatch(r"[^\S\n]+", text[match.end() : after.start()]))
        if beside and after is not None and _pair(match[0], after[0]):
            yield Found(match.start(), _stretched(text, words[place + 1 :]), "person")
        elif _alone(match[0], first=_begins(text, match.start())):
            yield Found(match.start(), _stretched(text, words[place:]), "person")


def _stretched(text: str, words: list[re.Match[str]]) -> int:
    """Return where a name ends that begins with ``words``: names in Latin letters go on with any word in capitals."""
    end = words[0].end()
    for word in words[1:3]:
        sure = naming(words[0][0]).given and naming(words[0][0]).share > 0.6
        goes_on = (sure or naming(word[0]).is_name) if _cyrillic(word[0]) else not word[0].isupper()
        if (
            not goes_on
            or not re.fullmatch(r"[^\S\n]", text[end : word.start()])
            or _cyrillic(word[0]) != _cyrillic(words[0][0])
        ):
            break
        end = word.end()
    return end


def _pair(one: str, two: str) -> bool:
    """Tell whether two words side by side are a name: given and family, family and given, given and patronymic."""
    if _cyrillic(one) and _cyrillic(two):
        a, b = naming(one), naming(two)
        if a.patronymic or b.patronymic:
            return a.is_name or b.is_name
        return (a.given and _family(b, two)) or (_family(a, one) and b.given and b.share > 0.05)
    if _cyrillic(one) or _cyrillic(two) or two.isupper():
        return False
    given, family = english_names()
    first, second = plain(one), plain(two)
    if first in given and second not in ALSO_WORDS | NOT_NAMES:
        return first not in ALSO_WORDS or second in family or second in given
    return (first in given and second in family) or (
        first in family and second in given and second not in ALSO_WORDS
    )


def _family(told: Naming, word: str) -> bool:
    return told.surname or ends_like_a_surname(word)


def _alone(word: str, *, first: bool) -> bool:
    """Tell whether a word is a name without one beside it. At the beginning of a sentence any word has a capital."""
    if _cyrillic(word):
        told = naming(word)
        if word.isupper() and len(word) > 1:
            return False
        if first:
            return told.known and told.share > 0.8
        return (
            (told.known and told.share > 0.55)
            or (not told.known and told.surname and ends_like_a_surname(word))
            or (told.known and told.given and told.share > 0.25)
        )
    return is_english_name(word) and not word.isupper()


def _begins(text: str, start: int) -> bool:
    """Tell whether a sentence begins here."""
    before = text[:start].rstrip(" \t\u00a0\"'«“(*-—–>")
    return not before or before[-1] in ".!?…:\n"


def _cyrillic(word: str) -> bool:
    return bool(re.match(r"[А-Яа-яЁё]", word))
