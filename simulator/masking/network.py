"""Addresses of machines and mailboxes."""

import ipaddress
import re
from collections.abc import Iterator

from simulator.masking.found import Found, spans

_EMAIL = re.compile(
    r"(?i)[\w.%+'-]+(?:@|\s?(?:\(at\)|\[at\]|\{at\}|\s+at\s+(?=[\w-]+\s+dot\s)|\(собака\)|\[собака\])\s?)(?!\d+\.)[\w-]+(?:(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?|\s+dot\s+|\s?\(точка\)\s?)[\w-]+)+"
)
_IP4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IP4_PART = re.compile(r"(?<![\w.])\d{1,3}\.\d{1,3}\.(?:\d{1,3}\.)?[x*XхХ](?:\.[x*XхХ])?(?!\w)")
_IP6 = re.compile(r"(?i)(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:]|\.\d)")
_MAC = re.compile(
    r"(?i)(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])|(?<![\w.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![\w.])"
)
_VERSION = re.compile(
    r"(?i)(?:\bv\.?\s?$|version|upgrad\w*|updat\w*|patch\w*|обнов\w*|верси\w*|build|сборк\w*|release|релиз\w*|firmware|прошивк\w*|driver|драйвер\w*|обновлени\w*|windows|chrome|firefox|edge|office|kernel|ядр\w+|платформ\w*|агент\w*|agent|client|клиент\w*|rev)\.?[^\n]{0,24}$"
)
_TOLD_IP = re.compile(
    r"(?i)(?:\bip\w*|адрес\w*|address\w*|шлюз\w*|gateway|host|сервер\w*|ping|пинг\w*)[^\n,;]{0,12}$|@$|/$|\[$"
)
_TLDS = (
    "com example net org ru su рф io dev app cloud info biz by kz ua de uk fr nl pl it es eu us ca in cn jp kr br au ch at cz se fi no tr il ae ge am az uz "
    "local lan internal corp intra intranet home online site website shop store tech pro co ai tv me xyz club host space team company agency group ltd "
    "москва онлайн сайт дети edu gov mil ooo msk spb bank store live life news blog email support solutions digital studio systems network center world today works zone one"
).split()
_DOMAIN = re.compile(
    r"(?i)(?<![\w@.$\\/-])(?:(?<=://)|(?<=//)|)(?:[a-zа-яё0-9_](?:[\w-]{0,61}[a-zа-яё0-9])?\.)+(?:"
    + "|".join(sorted(set(_TLDS), key=len, reverse=True))
    + r"|xn--[\w-]+)(?![\w-]|\.[\w]|\()"
)
_IN_URL = re.compile(r"(?i)(?<=://)(?:[^\s/@]*@)?(?P<value>[\w-]+(?:\.[\w-]+)*)(?=[:/?#\s,.;)»\"'<>]|$)")
_ADDRESSED = re.compile(r"(?<=[\w@])@(?P<value>[a-zA-Z][\w-]*\d[\w-]*|[a-zA-Z]\w*-[\w-]+)(?=[:#~\s\]$]|$)")
_NAMED = re.compile(
    r"(?i)(?:\bhost(?:name)?s?|\bservers?|\bnodes?|\bmachines?|\bvms?|\bcomputers?|\bworkstations?|\bpc|\blaptops?|\binstances?|\bcontrollers?|\bserver's|сервер\w*|хост\w*|узл\w+|узел|нод\w+|машин\w+|\bвм|виртуалк\w+|компьютер\w*|ноутбук\w*|контроллер\w*|\bпк|рабоч\w+ станци\w+|инстанс\w*)"
    r"(?:\s+(?:named|called|name|имя|с именем|домена))?\s*[:=«\"“'`(]?\s*(?P<value>(?=[\w.-]*[a-z])(?=[\w-]*(?:\d|-))[a-z][\w]*(?:[-_.][\w]+)*)(?![\w/(])"
)
_ROLES = re.compile(
    r"(?<![\w@./\\-])(?=[\w-]*-)(?=[\w-]*\d)(?:\w+-)*?(?:app|web|db|srv|server|node|worker|master|slave|replica|mail|mx|ns|vpn|gw|fw|sw|lb|proxy|cache|redis|pg|mysql|kafka|k8s|prod|stage|dev|test|backup|bkp|nas|esx|esxi|dc|ad|file|fs|print|host|router|edge|api|front|back|sql|ci|build|runner|mq|rabbit|elastic|log|mon|jump|bastion|term|rdp|ftp|store|shop|crm|erp)(?:-?\w+)*(?![\w@(/])|(?<![\w@./\\-])[a-z]+(?:-[a-z]+)+-\d{1,3}(?![\w@(/.-])"
)
_CAPITALS = re.compile(
    r"\b(?:DESKTOP|LAPTOP|WIN|PC|WS|SRV|DC|NB|ARM)(?:-|(?=\d))(?=[A-Z0-9-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)*\b"
)
_PRODUCT = re.compile(
    r"(?i)^(?:windows|ubuntu|debian|centos|postgres\w*|mysql|nginx|apache|redis|kafka|php|python|node|java|vm|ru|us|eu|ipv|http|https|tls|ssl|x|amd|arm|e|utf|win|log4j)-?[\d.]+\w?$|^(?:ru|eu|us)-[\w-]+$|^\d"
)
_COMMON_LOGIN = re.compile(
    r"(?i)^(?:root|admin|administrator|ubuntu|debian|centos|user|users|guest|postgres|mysql|www-data|test|login|username|system|support)$"
)
PUBLIC = frozenset(
    "github.com gitlab.com google.com googleapis.com docker.io docker.com letsencrypt.org ubuntu.com debian.org kubernetes.io k8s.io python.org pypi.org npmjs.org "
    "npmjs.com nginx.org apache.org postgresql.org mysql.com redis.io cloudflare.com microsoft.com windows.com office.com amazonaws.com azure.com yandex.ru ya.ru yandex.net "
    "yandexcloud.net mail.ru wikipedia.org stackoverflow.com socket.io asp.net vk.com telegram.org zoom.us slack.com atlassian.net gmail.com outlook.com hotmail.com "
    "icloud.com rambler.ru bk.ru list.ru inbox.ru youtube.com whatsapp.com apple.com mozilla.org oracle.com red-hat.com redhat.com ntp.org draw.io".split()
)
"""Domains that tell nothing about a customer: products and public services."""
_KEPT_NETS = tuple(
    ipaddress.ip_network(net)
    for net in (
        "127.0.0.0/8",
        "0.0.0.0/8",
        "255.0.0.0/8",
        "224.0.0.0/4",
        "169.254.169.254/32",
        "::1/128",
        "::/128",
        "ff00::/8",
    )
)
_RESOLVERS = frozenset(
    ("8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "77.88.8.8", "77.88.8.1", "2001:4860:4860::8888")
)
_LOGINS = (
    re.compile(
        r"(?i)(?:\bлогин\w*|\busers?(?:[ -]?name)?\b|\blogin(?: name)?\b|\bучётк\w+|\bучетк\w+|\bпользовател\w+|\bуч[её]тн\w+ запис\w+|\bskype\b|\bскайп\w*|\bнои?к(?:нейм)?\b|\bник\b|\baccount\b|\blog(?:ged|ging)? in (?:as|under)\b|\bsigned in as\b|\bпод\s+(?=[a-z]))"
        r"\s*(?:\([^)\n]{0,20}\)\s*)?[\"']?\s*(?:[:=—–-]|->|is|это)?\s*[\"'«“`]?(?P<value>(?:[\w]+\\)?[a-z][\w]*(?:[._-][\w]+)*)(?![\w@(:/\\])"
    ),
    re.compile(r"(?<![\w@/.])@(?P<value>[A-Za-z][\w]{3,})(?!\w|\.\w)"),
    re.compile(r"(?<![\w\\/])(?P<value>[A-Z][A-Z0-9-]{1,14}\\[a-zA-Z][\w.-]+)"),
    re.compile(r"(?:/home/|C:\\Users\\|/Users/)(?P<value>[A-Za-zА-Яа-я][\w.-]+)"),
    re.compile(r"(?<![\w/.])(?P<value>[a-z][\w.-]*)@(?=[a-zA-Z][\w-]*(?:\d|-)|\d{1,3}\.\d)"),
    re.compile(r"://(?P<value>[^\s:/@]{2,}):(?=[^\s@]+@)"),
    re.compile(
        r"(?i)(?:доступ\w*|access|creds|credentials|auth\w*|авторизаци\w*|ftp|ssh|rdp|логин/пароль|login/password)\b[^\n]{0,24}?(?<![\w/.])(?P<value>[a-z][\w.@-]+)\s?[/:]\s?(?=[^\s/]*[\d#!@$%])(?=\S{5})(?!/)"
    ),
    re.compile(
        r"(?:docker|podman|helm|mysql\w*|psql|curl|ldap\w+|mongo\w*|az|ipmitool)\b[^\n|;]*?\s(?:-u|-U|--user(?:name)?)[ =]?(?P<value>[A-Za-z][\w.@-]+)"
    ),
    re.compile(r"(?i)\bt\.me/(?P<value>\w{4,})"),
)
_LOGIN_SHAPED = re.compile(r"[\d._\\-]|^[a-z]+$")
_PROSE = frozenset(
    "is was are the a an and or to in on for from with by as at of has have had can cannot could not no does do did will would gets got sees says said cant "
    "page form screen names name password account accounts data session sessions login logins group groups role roles access error errors reports id ids "
    "interface experience portal manager agent settings list who that which when after before we he she they it this experience story directory profile".split()
)


def network_of(text: str) -> Iterator[Found]:
    """Yield mailboxes, addresses and names of machines, names people sign in with."""
    yield from spans(_EMAIL, text, "email")
    yield from spans(_MAC, text, "mac")
    yield from _addresses(text)
    yield from _hosts(text)
    for number, pattern in enumerate(_LOGINS):
        for one in spans(pattern, text, "login"):
            value = text[one.start : one.end]
            if _COMMON_LOGIN.match(value) or value.lower() in _PROSE or (number != 3 and not value.isascii()):
                continue
            # A plain word after "user" is rarely a name to sign in with; one with a dot or a digit is.
            if number == 0 and value.isalpha() and not _told(text, one):
                continue
            yield one


def _told(text: str, one: Found) -> bool:
    before = text[max(0, one.start - 14) : one.start].lower()
    return (
        bool(re.search(r"(?:[:=«\"“`']\s*|логин\w*\s+|учётк\w+\s+|учетк\w+\s+|ник\s+|as\s+|под\s+)$", before))
        and text[one.start].islower()
    )


def _addresses(text: str) -> Iterator[Found]:
    for match in (*_IP4.finditer(text), *_IP6.finditer(text)):
        try:
            address = ipaddress.ip_address(match.group())
        except ValueError:
            continue
        kept = str(address) in _RESOLVERS or any(
            address in net for net in _KEPT_NETS if net.version == address.version
        )
        net = re.match(r"/\d{1,2}\b", text[match.end() : match.end() + 3])
        if net and address.is_private and (str(address).endswith(".0") or str(address).endswith("::")):
            continue  # a private network tells nobody's place
        before = text[max(0, match.start() - 40) : match.start()]
        if not kept and (_TOLD_IP.search(before) or not _VERSION.search(before)):
            yield Found(*match.span(), "ip")
    yield from spans(_IP4_PART, text, "ip")


def _hosts(text: str) -> Iterator[Found]:
    for pattern in (_DOMAIN, _IN_URL):
        for one in spans(pattern, text, "host"):
            name = text[one.start : one.end].lower()
            if not is_public(name) and not _IP4.fullmatch(name) and not _in_code(text, one):
                yield one
    for pattern in (_ADDRESSED, _NAMED, _CAPITALS, _ROLES):
        for one in spans(pattern, text, "host"):
            name = text[one.start : one.end]
            if not _PRODUCT.match(name) and not is_public(name.lower()) and "." not in name.strip("."):
                yield one


def _in_code(text: str, one: Found) -> bool:
    """``java.net`` and ``System.Net`` are no domains; nor is a name of a file that ends alike."""
    return bool(
        re.match(r"(?:java|javax|system|org\.apache|com\.sun)\.", text[one.start : one.end], re.IGNORECASE)
    )


def is_public(name: str) -> bool:
    """Tell whether a domain belongs to no customer: a public service, a product."""
    parts = name.split(".")
    return name == "localhost" or any(".".join(parts[at:]) in PUBLIC for at in range(len(parts)))
