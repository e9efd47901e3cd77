"""Stand-ins in a masked text are made visible: a reader sees what was covered."""

import re

from markupsafe import Markup, escape

_STAND_IN = re.compile(
    r"\[(?:[a-zа-яё]+ |#)\d+\]|\buser\d+@[\w.-]+\.example|(?<![\w.])(?:[\w-]+\.)*site\d+\.example|\bhost-\d+\b"
    r"|\b(?:203\.0\.113|198\.51\.100|192\.0\.2|10\.0\.\d)\.(?:\d{1,3}|x)\b|2001:db8::[0-9a-f]+|00:00:5e:00:53:[0-9a-f]{2}"
)


def stand_ins(text: str) -> Markup:
    """Return a text with every stand-in marked."""
    parts, place = [], 0
    for match in _STAND_IN.finditer(text):
        parts += [
            escape(text[place : match.start()]),
            Markup('<em class="stand-in">{}</em>').format(match[0]),
        ]
        place = match.end()
    return Markup("").join([*parts, escape(text[place:])])
