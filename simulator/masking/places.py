"""Postal addresses and names of companies."""

import re
from collections.abc import Iterator

from simulator.masking.found import Found, spans

_TOWN = r"(?:\d{6},?\s*)?(?:(?:россия|рф|республика \w+|[А-ЯЁ][а-яё]+ (?:область|обл\.|край)),?\s*)?(?:(?:(?:г|гор|пос|пгт|дер|с|п|ст)\.|город|посёлок|поселок|деревня|село)\s?[А-ЯЁ][а-яё-]+(?:[ -][А-ЯЁ][а-яё-]+)?,?\s*)?"
_STREET = r"(?:ул|пр|просп|пер|наб|пл|б-р|бул|ш|пр-д|мкр|туп|ал)\.|пр-т\.?|пр-кт\.?|б-р|пр-д|мкр|улиц\w+|проспект\w*|переул\w+|набережн\w+|площад\w+|бульвар\w*|шоссе|проезд\w*|микрорайон\w*|тупик\w*|алле\w+|кварта\w+"
_CITY_FIRST = r"(?:\d{6},?\s)?(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*,\s)?"
_NAME = r"(?:\d{1,3}(?:-?(?:я|й|го|ая|ый|летия|лет))?\s)?[А-ЯЁ][а-яё.]+(?:-[А-ЯЁа-яё]+)*(?:\s(?:[А-ЯЁ][а-яё.]+(?:-[А-ЯЁа-яё]+)*|\d{1,3}|[а-яё]{3,}(?=,)))*"
_HOUSE = r"(?:,?\s*(?:д(?:\.|ом\w*)|вл(?:\.|адение))?\s*№?\s*\d{1,4}(?:\s?[а-яА-Я](?!\w))?(?:[/-]\d{1,4}[а-яА-Я]?)?(?![\d:%]|\.\d))"
_REST = r"(?:,?\s*(?:к(?:\.|орп(?:\.|ус)?)?|с(?:тр(?:\.|оение)?)|лит(?:\.|ера)?|оф(?:\.|ис)?|кв(?:\.|артира)?|под(?:\.|ъезд)|эт(?:\.|аж)?|пом(?:\.|ещение)?|каб(?:\.|инет)?|этаж|домофон)\s?№?\s*\d{1,4}[а-яА-Яa-zA-Z]?(?!\w)|,\s*\d{1,2}(?:-?й|-?ый)?\s(?:этаж|подъезд))*"
_RUSSIAN = (
    re.compile(
        rf"{_CITY_FIRST}(?i:{_TOWN})?(?i:\b(?:{_STREET}))\s*(?:(?:им\.|имени|реки|канала|маршала|генерала|академика)\s*)?{_NAME}(?:{_HOUSE}{_REST})?"
    ),
    re.compile(rf"{_CITY_FIRST}(?:{_TOWN})?{_NAME}\s(?i:{_STREET}){_HOUSE}{_REST}"),
    re.compile(
        rf"(?:г\.|город)\s?[А-ЯЁ][а-яё-]+(?:[ -][А-ЯЁ][а-яё-]+)?,\s*[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+)?,?\s\d{{1,4}}\w?{_REST}"
    ),
    re.compile(
        r"(?i)(?:адрес\w*(?:\s\w+){0,2}|прожива\w+|прописан\w*|доставк\w+|находимся|офис\w*)(?:\s(?:по адресу|на|в))?\s*[:—-]?\s*(?-i:(?P<value>(?:\d{6},?\s*)?[А-ЯЁ][а-яё-]+(?:,?\s(?:[А-ЯЁ][а-яё.-]+|\d{1,3}-я))*,?\s(?i:д\.?\s?|дом\s)?\d{1,4}[а-я]?(?:[/-]\d+)?"
        + _REST
        + r"))(?![\d:.%])"
    ),
    re.compile(r"(?i)(?:,\s*|\s)(?:кв|оф)\.\s?\d{1,4}"),
    re.compile(r"(?i)\b(?:почтовый )?индекс\w*[:\s]+(?P<value>\d{6})\b"),
)
_WAY = r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Square|Sq|Place|Pl|Highway|Hwy|Terrace|Crescent|Close|Gardens|Parkway|Pkwy|Quay|Row|Hill|Mews|Embankment|Prospekt|Strasse|Straße|Allee)"
_UNIT = r"(?:,?\s*(?:Apt|Apartment|Suite|Ste|Unit|Floor|Flat|Room|Rm|Building|Bldg|Block|Entrance|Level|Gate|#)\.?\s?#?\w{1,6}|,?\s*\d{1,3}(?:st|nd|rd|th)\s[Ff]loor)?"
_CITY = r"(?:,?\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?,?(?:\s[A-Z]{2})?,?\s(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})|,\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?:,\s[A-Z]{2}\b)?)?"
_ENGLISH = (
    re.compile(
        rf"(?:\b(?:Flat|Apt|Unit|Suite|Floor)\s\w{{1,5}},?\s)?\b\d{{1,5}}[A-Za-z]?\s(?:[NSEW]\.?\s)?(?:[A-Z][a-z'’]+\s|\d{{1,3}}(?:st|nd|rd|th)\s){{1,3}}{_WAY}\b\.?{_UNIT}{_CITY}"
    ),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"),
    re.compile(r"(?i)\bP\.?\s?O\.?\s?Box\s\d+(?:,\s[A-Z][a-z]+(?:,?\s[A-Z]{2}\s\d{5})?)?"),
    re.compile(
        r"(?i:\baddress(?: is)?|\blive at|\blocated at|\bdeliver(?:ed)? to|\bship(?:ped)? to|\boffice at):?\s(?P<value>[A-Z][a-zß]+(?:straße|strasse|weg|gasse|laan|straat|\s[A-Z][a-z]+)?\s\d{1,4}[a-z]?(?:,?\s\d{4,5}\s[A-Z][a-z]+)?(?:,\s[A-Z][a-z]+)?)"
    ),
    re.compile(
        r"\b(?:[A-Z][a-zß]+(?:straße|strasse|weg|gasse|straat))\s\d{1,4}[a-z]?(?:,?\s\d{4,5}\s[A-Z][a-zäöü]+)?"
    ),
    re.compile(
        r"(?i)\b(?:zip|postal|post)\s?code[:\s]+(?P<value>\d{5,6}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"
    ),
)
_COMPANIES = (
    re.compile(
        r"\b(?:ООО|ОАО|ЗАО|ПАО|АО|НКО|АНО|ФГУП|ГУП|МУП|ГБУ|МБУ|ТСЖ|ЧОУ|НПО|ТОО|КФХ)\s?[«\"“](?P<value>[^»\"”\n]{2,60})[»\"”]"
    ),
    re.compile(r"\b(?:ООО|ОАО|ЗАО|ПАО|АО|ТОО)\s(?P<value>[А-ЯЁA-Z][\w-]+(?:[ -][А-ЯЁA-Z][\w-]+)*)"),
    re.compile(r"\bИП\s(?P<value>[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|\s[А-ЯЁ][а-яё]+){0,2})"),
    re.compile(
        r"(?i:компани\w+|фирм\w+|организаци\w+|магазин\w*|студи\w+|клиник\w+|холдинг\w*|группа)\s[«\"“](?P<value>[^»\"”\n]{2,60})[»\"”]"
    ),
    re.compile(
        r"\b(?P<value>[A-Z][\w&'’-]+(?:\s(?:&\s)?[A-Z][\w&'’-]+){0,3}),?\s(?:Ltd|Inc|LLC|LLP|PLC|Plc|GmbH|Corp|Corporation|Limited|S\.A\.|B\.V\.|Pty|AG|Oy|AB|SRL|Sp\. z o\.o\.)\b\.?"
    ),
    re.compile(
        r"(?i:\bcompany(?: name)?(?: is)?|\bat company|\bour firm)[: ]+[\"“']?(?P<value>(?-i:[A-Z][\w&-]+(?:\s[A-Z][\w&-]+){0,3}))"
    ),
)
_LEAD = re.compile(
    r"(?:(?:Our|The|My|We|At|From|With|By|For|ISP|Company|Client|Customer|Provider|Vendor)\s)+"
)


def places_of(text: str) -> Iterator[Found]:
    """Yield postal addresses and names of companies."""
    for pattern in (*_RUSSIAN, *_ENGLISH):
        for one in spans(pattern, text, "address"):
            value = text[one.start : one.end]
            left = len(value) - len(value.lstrip(" ,"))
            if value.strip(" ,"):
                yield Found(one.start + left, one.end, "address")
    for pattern in _COMPANIES:
        for one in spans(pattern, text, "company"):
            lead = _LEAD.match(text, one.start)
            yield Found(lead.end() if lead and lead.end() < one.end else one.start, one.end, "company")
