"""Numbers that belong to a person, a company or a contract: documents, cards, phones, ids."""

import re
from collections.abc import Iterator

from simulator.grading.secret import passes_luhn
from simulator.masking.found import Found, spans

_CARD = re.compile(r"(?<![\d.-])(?:\d[ -]?){12,18}\d(?![\d-])")
_DOCUMENTS = (
    re.compile(
        r"(?i)\b(?:инн|кпп|огрн(?:ип)?|окпо|бик|снилс|полис\w*|омс)\b(?:\s*/\s*кпп)?[^\d\n]{0,24}(?P<value>\d[\d /-]{6,18}\d)"
    ),
    re.compile(
        r"(?i)(?:\b(?:р|к)/сч?\b|\b(?:рас|кор)\w*[ .]*сч[её]т\w*|\baccount no\.?|\bsort code)[^\d\n]{0,16}(?P<value>\d[\d -]{6,28}\d)"
    ),
    re.compile(r"(?<!\d)\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}(?!\d)"),
    re.compile(r"(?i)\bпаспорт\w*[^\d\n]{0,30}(?P<value>\d{2}\s?\d{2}[^\d\n]{0,12}\d{6})"),
    re.compile(r"(?i)\bсери[яию]\w*[^\d\n]{0,6}(?P<value>\d{2}\s?\d{2}[^\d\n]{1,14}\d{6})"),
    re.compile(
        r"(?i)\b(?:passport|driving licen[cs]e|driver'?s licen[cs]e|национал\w+ id|national id|id card|nhs|nino?)\b[^\d\n]{0,20}?(?P<value>(?-i:[A-Z]{0,3}[ -]?\d[A-Z0-9 -]{4,18}[A-Z0-9]))(?=\W|$)"
    ),
    re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
    re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"),
    re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b"),
    re.compile(
        r"(?i)(?:дат\w+ рождения|\bд\.\s?р\.|родил\w+|\bdob\b|date of birth|\bborn(?: on)?)[^\d\n]{0,12}(?P<value>\d{1,4}[./ -](?:\d{1,2}|[a-zа-я]{3,9})[./ -]\d{2,4})"
    ),
    re.compile(r"(?i)(?:код подразделения|выдан)[^\d\n]{0,60}(?P<value>\d{3}-\d{3})"),
    re.compile(
        r"(?i)(?:действ\w+ до|срок\w*(?: действия)?|exp(?:iry|ires|\.)?|valid (?:thru|until))[^\d\n]{0,8}(?P<value>\d{2}\s?/\s?\d{2,4})"
    ),
)
_PHONES = (
    re.compile(
        r"(?<![\w.+-])(?:\+7|8|7)[\s\u00a0-]?\(?\d{3,5}\)?[\s\u00a0-]?\d{1,3}[\s\u00a0-]?\d{2}[\s\u00a0-]?\d{2}(?![\w-]|\.\d)"
    ),
    re.compile(
        r"(?<![\w.])\+\d{1,3}[\s\u00a0.-]?(?:\(\d{1,4}\)[\s\u00a0.-]?)?\d{1,4}(?:[\s\u00a0.-]?\d{2,4}){1,4}(?![\w-]|\.\d)"
    ),
    re.compile(r"(?<![\w.-])(?:1[\s.-])?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?![\w-]|\.\d)"),
    re.compile(r"(?<![\w.-])\(?0\d{1,4}\)?[\s-]\d{3,4}[\s-]?\d{3,4}(?![\w-]|\.\d)"),
    re.compile(
        r"(?i)(?:\b(?:тел|моб|факс|phone|mobile|cell|tel|fax|whatsapp|viber)\w*\.?|\bcall me (?:on|at)|звоните|позвоните|перезвоните|набер\w+ меня)[^\d\n+]{0,24}(?P<value>\+?\d[\d\s()-]{5,16}\d)"
    ),
    re.compile(
        r"(?i)\b(?:доб(?:\.|авочный)|вн(?:\.|утренний)(?: номер)?|ext(?:\.|ension)?)\s*[:№#]?\s*(?P<value>\d{2,6})\b"
    ),
)
_LOCAL = re.compile(r"(?<![\w.+-])\d{3}-\d{2}-\d{2}(?![\w-]|\.\d)")
_IDS = (
    re.compile(r"(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"),
    re.compile(
        r"(?i)\b(?:договор\w*|контракт\w*|лицев\w+ сч[её]т\w*|сч[её]т\w*(?:-фактур\w+)?|заказ\w*|заявк\w+|обращени\w+|тикет\w*|инцидент\w*|плат[её]ж\w*|абонент\w*|клиентск\w+ номер|номер клиента|табельн\w+|проект\w*|аккаунт\w*|артикул"
        r"|contract|order|invoice|ticket|case|incident|request|customer|client|account|subscription|tenant|project|payment|transaction|employee|badge|reference|ref|rma|po)(?![a-zа-яё])"
        r"(?:\s+(?:id|ид|no\.?|number|номер))?\s*(?:№|#|:|=|no\.?|number|номер|n°|is|id|ид|-)*\s*(?P<value>(?=[\w/.-]*\d)(?:[A-ZА-ЯЁ]{1,8}[-/]?)?[\w]*\d[\w]*(?:[-/][\w]+){0,4})(?=\W|$)"
    ),
    re.compile(r"(?i)(?:№|#)\s?(?P<value>(?:[A-ZА-Я]{1,5}-?)?\d{5,}(?:[-/]\d+)*)\b"),
    re.compile(r"\b(?:INC|REQ|CHG|PRB|RITM|TASK|CS|SR|HD|SUP|ITSM)-?\d{3,}\b"),
    re.compile(
        r"\b(?:vm|acc|i|vol|snap|disk|subnet|sg|eni|inst|srv|lb|vpc|net|nic|org|proj|usr|cus|sub|in|fip|eip|db|cl|k8s|img|ami)-(?=[0-9a-f]*\d)[0-9a-f]{4,20}\b"
    ),
    re.compile(r"\b(?:cus|sub|in|ch|pi|acct|tx|usr|org)_[A-Za-z0-9]{8,}\b"),
    re.compile(r"(?<![\w.-])(?=[a-z]*\d)(?=\d*[a-z])[a-z][a-z0-9]{18,20}(?![\w.-])"),
    re.compile(
        r"(?i)(?:s/n|serial(?: number| no\.?)?|серийн\w+ номер\w*|sn)\s*[:№#=]?\s*(?P<value>(?=\w*\d)[A-Z0-9-]{6,})\b"
    ),
    re.compile(r"(?i)\bimei\b\D{0,6}(?P<value>\d{14,16})"),
)
_FREE = re.compile(
    r"(?i)^(?:cve|kb|rfc|iso|ora|http|tls|utf|error|err|v)[-\d]|^\d{1,2}[./:]\d{1,2}|^(?:19|20)\d{2}$|^\d{1,3}$"
)
_DURATION = re.compile(
    r"(?i)\s*(?:%|руб|₽|\$|usd|eur|шт|мин|час|дн|сек|rps|мс|ms|gb|mb|гб|мб|тб|tb|раз|минут|days?|hours?|min|users?|vms?)(?!\w)"
)


def numbers_of(text: str) -> Iterator[Found]:
    """Yield documents, cards, phones and ids."""
    for match in _CARD.finditer(text):
        if passes_luhn(match.group()):
            yield Found(*match.span(), "document")
    for pattern in _DOCUMENTS:
        yield from spans(pattern, text, "document")
    for pattern in (*_PHONES, _LOCAL):
        for one in spans(pattern, text, "phone"):
            digits = sum(char.isdigit() for char in text[one.start : one.end])
            if digits <= 15:
                yield one
    for pattern in _IDS:
        for one in spans(pattern, text, "id"):
            if not _FREE.match(text[one.start : one.end]) and not _DURATION.match(text, one.end):
                yield one
