"""Passwords, keys and tokens: by their shape, by the words before them, by where they stand in a command."""

import re
from collections.abc import Iterator

from simulator.masking.found import Found, spans

_KEYS = (
    re.compile(
        r"-----BEGIN [A-Z0-9 ]*(?:PRIVATE KEY|CERTIFICATE)(?: BLOCK)?-----"
        r"(?:[\s\S]*?-----END [A-Z0-9 ]*-----|(?:\s*[A-Za-z0-9+/=:,\- ]+(?:\n|$))*)"
    ),
    re.compile(r"\bPuTTY-User-Key-File[\s\S]*?Private-MAC:\s*\S+"),
)
_SHAPES = (
    re.compile(r"\b(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d+)\s+(?P<value>AAAA[A-Za-z0-9+/=]{20,})"),
    re.compile(
        r"\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abeprs]-[\w-]{10,}"
        r"|sk-[\w-]{16,}|[rsp]k_(?:live|test)_\w{10,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|AQVN[\w-]{20,}|t1\.[\w=-]{30,}(?:\.[\w=-]+)?"
        r"|y[0-3]_[\w-]{25,}|hf_\w{20,}|npm_\w{20,}|dop_v1_\w{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|hv[sb]\.[\w-]{20,}"
        r"|pypi-[\w-]{20,}|shpat_\w{20,}|\d{8,10}:[A-Za-z0-9_-]{30,}|v1\.\w{30,})"
    ),
    re.compile(r"\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?"),
    re.compile(r"(?i)\b(?:bearer|basic)\s+(?P<value>[A-Za-z0-9+/=._~-]{8,})"),
    re.compile(r"(?i)\b[a-z][a-z0-9+.-]*://[^\s:/@]*:(?P<value>[^\s@/]+(?:/[^\s@/]*)?)@"),
    re.compile(
        r"(?i)[?&;#](?:[\w.-]*(?:token|sig(?:nature)?|secret|password|passwd|pwd|api[_-]?key|access[_-]?key|auth|session|credential|hash|otp|invite)[\w.-]*|key|code|sid|jwt)"
        r"=(?P<value>[^\s&#\"'<>»]+)"
    ),
    re.compile(
        r"(?i)/(?:reset|confirm|invite|verify|activate|magic|token|share|hooks?|webhooks?)[\w-]*/(?P<value>[\w-]{16,}(?:/[\w-]{8,})*)"
    ),
)
_SWITCHES = (
    re.compile(
        r"(?i)(?:^|\s)--?(?:[\w-]*password|passwd|pass|token|secret|api-key|access-key)[= ]+[\"']?(?P<value>[^\s\"']{3,})"
    ),
    re.compile(
        r"(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]*?\s-p(?P<value>[^\s\"']{3,}|\"[^\"]+\"|'[^']+')"
    ),
    re.compile(
        r"(?:sshpass|redis-cli|7z|zip|unrar|docker|podman|helm|oc|az|mongo\w*|ldap\w+|smbclient|influx|mosquitto\w*|snmp\w+|ipmitool|rabbitmq\w*|cqlsh|clickhouse\w*|sqlcmd|bcp|vault|nmcli|svn)\b[^\n|;]*?\s-[pPawcU]\s*[\"']?(?P<value>[^\s\"']{3,})"
    ),
    re.compile(r"\b(?:curl|wget)\b[^\n|;]*?\s(?:-u|--user)\s+[\"']?[^\s:\"']+:(?P<value>[^\s\"']+)"),
    re.compile(r"(?i)identified\s+by\s+[\"'](?P<value>[^\"']+)[\"']"),
    re.compile(
        r"(?i)\b(?:set-cookie|cookie|x-api-key|x-auth-token|authorization|phpsessid|jsessionid)\s*[:=]\s*(?!bearer|basic)(?P<value>[^\s;,\"']{6,})"
    ),
    re.compile(r"(?i)\b(?:accountkey|sharedaccesskey)=(?P<value>[^\s;\"']+)"),
)
_NAME = (
    r"(?:pass(?:word|wd|phrase|code)?s?|pwd|pw|pswd|psw|pin(?:[ -]?code)?|secret(?:[ _-]?(?:key|access[ _-]?key))?|token|api[ _-]?(?:key|secret)"
    r"|access[ _-]?key(?:[ _-]?id)?|client[ _-]?secret|private[ _-]?key|license[ _-]?key|credentials?|creds|otp|cvv2?|cvc2?|2fa(?: code)?"
    r"|community(?: string)?|(?:security|secret) (?:question|answer)|(?:one[- ]time|verification|confirmation|security|backup|recovery|sms|access|auth) code"
    r"|парол[ьяиюе]\w*|пасс?(?:ворд)?|секрет\w*|токен\w*|(?:api|апи)[ -]?ключ\w*|ключ\w*|п[ие]н(?:[ -]?код\w*)?|(?:кодов|секретн)\w+ (?:слов|фраз)\w+|(?:recovery|seed|secret) phrase|webhook secret|secret part|секретн\w+ част\w+"
    r"|код (?:из|от|подтверждения|доступа|безопасности|восстановления)|(?:одноразовый|резервный|секретный|проверочный) код|смс[ -]?код)"
)
_FILLER = r"(?:[^\S\n]+(?!(?:is|was|это)\b)[\w./@-]+){0,5}?"
_MARK = r"[^\S\n]*(?:[:=→]|->|=>|—|–|[^\S\n]-[^\S\n])[^\S\n]*"
_OPEN = r"[\"'«“`(]?"
_VALUE = r"(?P<value>[^\s\"'«»“”`]{3,}(?:(?<=[^.,;:!?)])|(?=\s|$)))"
_AFTER_MARK = re.compile(rf"(?i)(?<![\w]){_NAME}[\"']?{_FILLER}{_MARK}{_OPEN}{_VALUE}")
_QUOTED = re.compile(
    rf"(?i)(?<![\w]){_NAME}{_FILLER}[^\n\"'«“`]{{0,24}}[\"«“`'](?P<value>[^\s\"»”`']{{4,}})[\"»”`']"
)
_NAMED = re.compile(rf"(?i)(?<![\w]){_NAME}(?![\w])")
_STEP = re.compile(r"[^\S\n]*([^\s]+)")
_REACH = 12
"""Words after the name of a secret among which its value may stand: "the password for the panel is now …"."""
_FIELD = re.compile(
    r"(?i)[\"']?\b[\w.-]*(?:password|passwd|passphrase|secret|token|apikey|api_key|access_key|private_key|credential|_pass|_pwd|_key|pgpass\w*)[\w.-]*"
    r"[\"']?\s*[:=]\s*[\"']?(?P<value>[^\s\"',;}&]{3,})"
)
_PAIR = re.compile(
    r"(?i)(?:доступ\w*|логин\w*|учётк\w*|учетк\w*|учётн\w+|учетн\w+|login|log in|logins|creds|credentials|access|user(?:name)?|account|ssh|rdp|ftp|sign in)\b[^\n]{0,40}?"
    r"(?<![\w/:.])[\w.@\\-]{2,}\s?(?::|/|\s/\s|\s\|\s|;)\s?(?P<value>(?=[^\s]*[\d!@#$%^&*+?_])[^\s,;»\"]{5,})"
)
_ONE_TIME = re.compile(
    r"(?i)(?:из (?:смс|sms)|подтверждени\w+|\bsms|смс\b|\botp\b|2fa|verification|one[- ]time|(?:login|access|security|confirmation|backup|auth\w*) code|\bpin\b|п[ие]н(?:-?код\w*)?\b|код доступа|одноразов\w+)"
    r"[^\n\d]{0,40}?(?<![\w.:/+-])(?P<value>\d{3}[- ]\d{3}|\d\d-\d\d-\d\d|\d{4,8})(?![\w:/-]|\.\d)"
)
_NEXT_CODE = re.compile(
    r"(?i)(?:втор\w+|потом|затем|друг\w+|нов\w+|second|another|then|next|one|and|и)[^\d.\n]{0,20}(?P<value>\d{4,8})(?!\w)"
)
_SENT = re.compile(
    r"(?i)\b(?:code|код\w*)\s+(?P<value>\d[\d-]{2,8}\d)\b(?=[^\n.]{0,40}(?:@|почт|mail|text|sms|смс|sent|phone|присл|приш[её]л|телефон))"
    r"|(?:texted|sms|смс|sent me|прислал\w*|приш[её]л)[^\n.\d]{0,30}\b(?:code|код\w*)\s+(?P<other>\d[\d-]{2,8}\d)\b"
)
_ANSWER = re.compile(
    r"(?i)(?:question|вопрос|maiden|девич)[^\n]{0,60}?(?:answer|ответ)\w*\s*(?::|is|—|-)?\s*[\"'«“]?(?P<value>[^\s\"'»”.,;]{3,})"
)
_SIGNED = re.compile(
    r"(?<![^\s\"'«“(:=/])(?=[^\s]*[A-Za-zА-Яа-яЁё])(?=[^\s]*\d)[\wЁё@.+-]*[A-Za-zА-Яа-яЁё0-9][#!$^&*?%][\w#!$^&*?%@.+-]*[\w#!$^&*?](?=[\s\"'»”),.;:]|$)"
)
"""A word of letters, digits and signs: nobody writes one in prose."""
_BEFORE = re.compile(
    rf"(?i)(?<!\S)[\"'«“]?(?P<value>[^\s\"'»”,;]{{5,}})[\"'»”]?\s+(?:as|for|is|как|это|в качестве|вместо)\s+(?:(?:the|a|my|our|new|temporary|мой|наш|новый|временный)\s+)*{_NAME}\b"
)
_ROOT = re.compile(
    r"(?i)(?<![\w/])(?:root|admin\w*|user|postgres|ubuntu|sa)\s?[:/]\s?(?P<value>[^\s,;»\"]{5,})"
)
_CVV = re.compile(r"(?i)\bcv[vc]2?\b[^\n\d]{0,12}(?P<value>\d{3,4})\b")
_LONG = re.compile(
    r"(?<![\w/+=.-])(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[A-Za-z0-9+/_-]{24,}={0,2}(?![\w/])"
)
_COVERED = re.compile(r"^[*•xXхХ….]{3,}[.,;]?$|^<[^>]*>$|^\[[^\]]*\]$|^[$%{][\w{}$%.]+$")
_ORDINARY = re.compile(r"^[A-Za-zА-Яа-яЁё][a-zа-яё'’-]*$|^[A-ZА-ЯЁ]{2,}$")
_TRAIL = re.compile(r"[.,;:!?)\]»”\"'>]+$")


def keys_of(text: str) -> Iterator[Found]:
    """Yield keys that go over many lines. They are looked for in a whole text, not in pieces of it."""
    for pattern in _KEYS:
        yield from spans(pattern, text, "secret")


def secrets_of(text: str) -> Iterator[Found]:
    """Yield passages that are keys, tokens, passwords, codes."""
    for pattern in (*_SHAPES, *_SWITCHES):
        yield from spans(pattern, text, "secret")
    for pattern in (_AFTER_MARK, _FIELD, _QUOTED):
        yield from _values(pattern, text, words_too=True)
    yield from _values(_PAIR, text, words_too=False)
    yield from _after_words(text)
    for pattern in (_LONG, _ONE_TIME, _CVV, _ANSWER):
        yield from spans(pattern, text, "secret")
    yield from _next_codes(text)
    for match in _SENT.finditer(text):
        yield Found(*match.span("value" if match["value"] else "other"), "secret")
    for one in spans(_SIGNED, text, "secret"):
        if "@" not in text[one.start : one.end] or not re.search(r"@[\w-]+\.|@\d", text[one.start : one.end]):
            yield one
    for match in (*_BEFORE.finditer(text), *_ROOT.finditer(text)):
        if _mixed(value := _core(match["value"])[1]):
            yield Found(match.start("value"), match.start("value") + len(value), "secret")


def _next_codes(text: str) -> Iterator[Found]:
    """Yield further codes: whoever names one of them names the next as barely, "then a second one 551203"."""
    for code in _ONE_TIME.finditer(text):
        for other in _NEXT_CODE.finditer(text, code.end(), min(len(text), code.end() + 60)):
            yield Found(*other.span("value"), "secret")


def _values(pattern: re.Pattern[str], text: str, *, words_too: bool) -> Iterator[Found]:
    """Yield values after a name. Ordinary words are no values unless a sign says so and they are not prose."""
    place = 0
    while match := pattern.search(text, place):
        start, _end = match.span("value")
        place = max(start, match.start() + 1)
        skipped, value = _core(match["value"])
        start += skipped
        if len(value) < 3 or _COVERED.match(value) or not _like_a_secret(value, match, words_too=words_too):
            continue
        yield Found(start, start + len(value), "secret")


def _after_words(text: str) -> Iterator[Found]:
    """Yield the first word after the name of a secret that looks like one, within the same sentence."""
    for match in _NAMED.finditer(text):
        place = match.end()
        for number in range(_REACH):
            step = _STEP.match(text, place)
            if step is None:
                break
            begin = step.start(1) + len(step[1]) - len(step[1].lstrip("\"'«“`(:=-–—"))
            skipped, value = _core(text[begin : step.end()])
            if (
                len(value) > 3
                and not _COVERED.match(value)
                and (_mixed(value) or (number < 2 and _digits(value, match[0])))
            ):
                yield Found(begin + skipped, begin + skipped + len(value), "secret")
            if step[1][-1] in ".!?;" or step[1].startswith(("http", "/", "~/")):
                break
            place = step.end()


def _digits(value: str, name: str) -> bool:
    """Tell whether a bare number right after the word "password" is it."""
    return (
        value.isdigit()
        and 4 <= len(value) <= 14
        and bool(re.match(r"(?i)парол|пасс|пин|pass|pin|pwd|pw|otp", name))
    )


def _mixed(value: str) -> bool:
    """Tell whether a word is one that nobody writes in prose: letters and digits or signs in it."""
    if _DATE.match(value) or _TECHNICAL.match(value):
        return False
    letters, digits = re.search(r"[^\W\d_]", value), re.search(r"\d", value)
    sign = re.search(r"[@#$%^&*+=!]", value)
    return bool((letters and digits) or (letters and sign and not value.isupper()) or (digits and sign))


def _core(word: str) -> tuple[int, str]:
    """Return a value without the names and signs around it, and how many signs stand before it."""
    value = re.split(r"&\w+=", word)[0]
    before = re.match(r"(?:-{0,2}[A-Za-z][\w.-]*=|(?:root|admin|user)[:/])+[\"']?", value)
    skipped = before.end() if before else 0
    value = value[skipped:]
    value = re.sub(r"[.,;:)\]»”\"'>]+$", "", value)
    return skipped, value if _keeps_trail(value) else _TRAIL.sub("", value)


def _keeps_trail(value: str) -> bool:
    """Tell whether a sign at the end belongs to the value: it does when the value has such signs inside as well."""
    return value[-1:] in "!?" and bool(re.search(r"[\d@#$%^&*]", value[:-1]))


def _like_a_secret(value: str, match: re.Match[str], *, words_too: bool) -> bool:
    if re.search(r"[\d@#$%^&*+=!]", value) and not _DATE.match(value):
        return bool(
            words_too or re.search(r"[A-Za-zА-Яа-я@#$%^&*!]", value) or _CODE.search(match[0].lower())
        )
    if re.search(r"[a-zа-я][A-ZА-Я]", value) or "_" in value:
        return not value.isupper()
    if not words_too or not _ORDINARY.match(value):
        return False
    # "password: letmein": the sign says that a value follows. "password: incorrect" is a message.
    at = match.end("value") - len(match["value"]) + len(value)
    after = match.string[at : at + 2]
    ends = not after.strip() or after[0] in ",.;\n)\"'»"
    return ends and value.islower() and len(value) >= 4 and value not in _MESSAGES


_DATE = re.compile(r"^\d{1,2}[./]\d{1,2}[./]\d{2,4}$|^\d{1,2}:\d{2}(?::\d{2})?$|^\d+(?:[.,]\d+)?%$|^https?:")
_TECHNICAL = re.compile(
    r"(?i)^(?:0x[0-9a-f]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|.*/.*|[$(].*|[?*].*|\d\d:\d\d.*|v?\d+(?:[.\-]\d+)+\w*|\d+(?:-?(?:й|я|го|му|ти|st|nd|rd|th|x|gb|mb|kb|гб|мб|тб|ms|мс|s|m|h|ч|мин|сек|дн\w*|days?|bits?))|(?:sha|md|aes|rsa|utf|tls|http|ipv|oauth|saml|p|s|k|l|2|3|4|h|base|es|hs|rs|ed|ssh|error|err|cve|kb|ora|windows|win|ubuntu|php|python|1|mp|v|f|vm|e|ecdsa|totp|log|x)[-_]?\d[\d.-]*\w{0,3}|[a-z_]+\(\)?|[a-zа-я]+/[a-zа-я0-9]+|\w+\.(?:conf|txt|json|ya?ml|env|log|php|py|cfg|ini|pem|key)|\d+[a-z]-?\w{0,3}|1[сc]\w*|[a-z]+'[a-z]+)$"
)
_CODE = re.compile(r"код|code|pin|п[ие]н|otp|cv[vc]|2fa|парол|pass")
_MESSAGES = frozenset(
    "incorrect invalid wrong expired missing required rejected denied failed unknown none null true false empty changed reset "
    "admin users user root default auth login неверный неправильный неверен нет истёк истек просрочен принят обязателен пустой тот такой какой другой новый старый прежний забыт сброшен изменён не да где как file value string error mismatch accepted disabled enabled policy manager "
    "authentication refused forbidden prompt field here below above attached again sent".split()
)
