"""What the writer says he has checked, and what he only means to check."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from simulator.domain.reading import Act, ActKind
from simulator.understanding.acts import act, force_at
from simulator.understanding.force import Force
from simulator.understanding.lexicon import table
from simulator.understanding.sentence import Sentence


@cache
def _any(name: str) -> re.Pattern[str]:
    value = table("claims.toml")[name]
    return re.compile(value if isinstance(value, str) else "|".join(f"(?:{one})" for one in value))


@cache
def _subjects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(sign)) for name, sign in table("claims.toml")["subjects"].items())


def claims(text: str, quiet: str, parts: Sequence[Sentence]) -> list[Act]:
    """Return claims of checks, one for each subject named, and intentions to check."""
    found: list[Act] = []
    for part in parts:
        stretch = quiet[part.start : part.end]
        if part.is_question:
            continue
        if not _any("claim_unless").search(stretch):
            match = _any("claim").search(stretch)
            if match and force_at(part, part.start + match.start()) not in (Force.NEGATED, Force.ASK):
                found += [
                    act(ActKind.CLAIM_CHECK, text, part.start, part.end, subject=subject)
                    for subject in _subjects_in(stretch[match.start() :])
                ]
        will = _any("will").search(stretch)
        if will and force_at(part, part.start + will.start()) is not Force.NEGATED:
            found.append(act(ActKind.WILL_CHECK, text, part.start + will.start(), part.start + will.end()))
    return found


def _subjects_in(stretch: str) -> Iterator[str]:
    """Yield the tool families named after the verb of checking, up to what is only intended."""
    will = _any("will").search(stretch)
    clear = stretch[: will.start()] if will else stretch
    named = [name for name, sign in _subjects() if sign.search(clear)]
    if "audit" in named and "log" in named:
        named.remove("log")
    if "changes" in named and "log" in named and "change log" in clear:
        named.remove("log")
    if "serial" in named and "log" in named:
        named.remove("log")
    yield from named or ["other"]
