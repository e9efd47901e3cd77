"""Terms above the reader's level, unless explained in the same sentence."""

import re
from collections.abc import Sequence
from functools import cache

from simulator.domain.reading import Act, ActKind
from simulator.understanding.acts import act
from simulator.understanding.lexicon import table
from simulator.understanding.sentence import Sentence

LEVELS = (1, 2, 3, 4)
NEAR = 70
_CODE = re.compile(
    r"`[^`]*`|\b\w+\s+-{1,2}[a-z][^\s,;.]*|[~/][\w./-]{3,}|https?://\S+"
    r"|[\w\"][\w \"/-]{0,40}(?:\s*(?:→|->|>)\s*[\w\"][\w \"/-]{0,40})+"  # a way through a menu
    r"|\b(?:press|click|button|tab|section|menu|нажмите|кнопк\w+|пункт\w*|раздел\w*|меню|вкладк\w+)\s+\"[^\"\n]{1,40}\""
)


@cache
def _terms(level: int) -> re.Pattern[str]:
    return re.compile(table("jargon.toml")[f"level{level}"]["terms"])


@cache
def _explained(name: str) -> re.Pattern[str]:
    return re.compile(table("jargon.toml")["explained"][name])


def jargon(
    text: str, lowered: str, parts: Sequence[Sentence], tech: int, previous: Sequence[str]
) -> list[Act]:
    """Return unexplained and explained terms; words the customer himself used need no explanation."""
    own = " ".join(previous).lower().replace("ё", "е")
    quiet = _CODE.sub(lambda found: " " * len(found.group()), lowered)
    found: dict[str, Act] = {}
    for level in LEVELS:
        if level <= tech:
            continue
        for part in parts:
            stretch = quiet[part.start : part.end]
            for match in _terms(level).finditer(stretch):
                term = match.group()
                if term in found or term in own:
                    continue
                kind = ActKind.EXPLAINED_TERM if _is_explained(stretch, match) else ActKind.JARGON
                start, end = part.start + match.start(), part.start + match.end()
                found[term] = act(kind, text, start, end, term=text[start:end], level=str(level))
    return list(found.values())


def _is_explained(stretch: str, match: re.Match[str]) -> bool:
    after = stretch[match.end() : match.end() + NEAR]
    before = stretch[max(0, match.start() - NEAR) : match.start()]
    if _explained("brackets").match(after.lstrip()[:NEAR]) or _explained("brackets").match(after):
        return True
    if before.rstrip().endswith("("):  # “the address book of the internet (DNS)”
        return True
    return bool(_explained("near").search(after) or _explained("near").search(before))
