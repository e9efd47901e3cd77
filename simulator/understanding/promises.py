"""Promises with a time, vague promises, and recovery times given as certain."""

import re
from collections.abc import Sequence
from functools import cache

from simulator.domain.reading import Act, ActKind
from simulator.understanding.acts import act, piece_at
from simulator.understanding.force import Force, has_verb
from simulator.understanding.lexicon import table
from simulator.understanding.sentence import Sentence
from simulator.understanding.words import form, is_russian, words_of

HOUR = 60
AFTERNOON = 12


@cache
def _sign(name: str) -> re.Pattern[str]:
    return re.compile(table("times.toml")["signs"][name])


@cache
def _numbers() -> dict[str, int]:
    numbers = table("times.toml")["numbers"]
    return {**numbers["en"], **numbers["ru"]}


@cache
def _duration() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in _numbers()), key=len, reverse=True))
    return re.compile(
        r"\b(?P<every>every|each|кажд\w+)?\s*(?:in|within|after|over|for|в течение|через|за|в ближайшие|at most|не более|максимум через)?\s*"
        r"(?:about|the next|next|around|approximately|примерно|ближайшие|ближайших|ровно|буквально)?\s*"
        r"(?:(?P<half>half an hour|half hour|half-hour|полчаса|получаса)|(?P<quarter>a quarter of an hour|quarter of an hour|четверть часа|четверти часа)"
        r"|(?P<onehalf>an hour and a half|one and a half hours?|1[.,]5 hours?|полтора часа|полутора часов|1[.,]5 часа)"
        rf"|(?P<count>\d{{1,3}}|{names})?\s*(?:a |of |or so )?-?\s*(?P<unit>minutes?|mins?|min\b|hours?|hrs?|минут\w*|мин\b|час(?:а|ов|у)?\b))"
    )


_CLOCK = re.compile(
    r"\b(?:at|by|before|until|till|no later than|not later than|around|к|в|до|не позднее|не позже|около|ровно в|после)\s+"
    r"(?:(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)|(?P<hour>\d{1,2})(?:\s*(?P<half>am|pm|a\.m\.|p\.m\.|o'clock|час\w*|утра|дня|вечера|ночи))?(?![\d:%/-]|\.\d|\s*(?:минут|мин\b|mins?|minutes?|hours?|процент|строк|секунд|seconds?|раз|рабоч|дн|days?|packets|пакет|gb|гб|порт))"
    r"|(?P<word>[а-я]+|noon|midday|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!\s*(?:минут|minutes?|hours?|часа|часов|дн|раз)))"
)
_PREFIXED = re.compile(
    r"^\s*(?:every|each|кажд|in\b|within|after|в течение|через|за\b|в ближайшие|at most|не более|максимум)"
)


def promises(text: str, quiet: str, parts: Sequence[Sentence]) -> list[Act]:
    """Return promises with data ``due_minutes`` or ``due_clock``, and recovery times stated as certain."""
    found: list[Act] = []
    for part in parts:
        stretch = quiet[part.start : part.end]
        if part.is_question or not stretch.strip():
            continue
        for start, _end, data in _times(stretch):
            place = part.start + start
            piece = piece_at(part, place)
            if piece.force is Force.NEGATED:
                continue
            own = quiet[piece.start : piece.end]
            kind = _kind(own, place - piece.start)
            if kind is None and not has_verb(own):
                kind = _kind(stretch, start)
            if kind is not None:
                found.append(act(kind, text, part.start, part.end, **data))
                break
    return found


def _kind(stretch: str, place: int) -> ActKind | None:
    """Tell a recovery time from a promise of the writer; the sign nearest before the time decides."""
    recovery = [match.end() for match in _sign("recovery").finditer(stretch)]
    commit = [match.end() for match in _sign("commit").finditer(stretch)]
    if not commit and not recovery:
        return ActKind.PROMISE if _own_deed(stretch) else None
    if recovery and (
        not commit or abs(min(recovery) - place) < abs(min(commit, key=lambda end: abs(end - place)) - place)
    ):
        return None if _sign("hedged").search(stretch) else ActKind.ETA
    return ActKind.PROMISE


def _own_deed(stretch: str) -> bool:
    return any(is_russian(word.text) and form(word.text).first_person for word in words_of(stretch))


def _times(stretch: str) -> list[tuple[int, int, dict[str, str]]]:
    """Return where a sentence speaks of a coming time, and what time it is."""
    found: list[tuple[int, int, dict[str, str]]] = []
    for match in _duration().finditer(stretch):
        if not _PREFIXED.match(match.group()) and not match["every"]:
            continue
        minutes = _minutes(match)
        if minutes:
            data = {"due_minutes": str(minutes)}
            if match["every"]:
                data["every"] = "1"
            found.append((match.start(), match.end(), data))
    for match in _CLOCK.finditer(stretch):
        clock = _clock(match)
        if clock and not any(start <= match.start() < end for start, end, _ in found):
            found.append((match.start(), match.end(), {"due_clock": clock}))
    return sorted(found, key=lambda one: one[0])


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return HOUR // 2
    if match["quarter"]:
        return HOUR // 4
    if match["onehalf"]:
        return HOUR + HOUR // 2
    count = match["count"]
    number = 1 if count is None else int(count) if count.isdigit() else _numbers()[count]
    hours = match["unit"].startswith(("h", "час"))
    if count is None and not hours:
        return 0  # “in a minute” is a figure of speech
    if count in ("a", "an", "one") and not hours:
        return 0
    return number * HOUR if hours else number


def _clock(match: re.Match[str]) -> str | None:
    if match["h"]:
        return f"{int(match['h']) % 24:02d}:{match['m']}"
    if match["word"]:
        hours = table("times.toml")["numbers"]["hours"]
        if match["word"] not in hours:
            return None
        hour = int(hours[match["word"]])
        return f"{_by_day(hour):02d}:00"
    hour = int(match["hour"])
    if hour > 24:
        return None
    half = match["half"] or ""
    if half.startswith("p") or half in ("дня", "вечера"):
        return f"{hour % AFTERNOON + AFTERNOON:02d}:00"
    if half.startswith("a") or half in ("утра", "ночи"):
        return f"{hour % AFTERNOON:02d}:00"
    return f"{hour % 24:02d}:00"


def _by_day(hour: int) -> int:
    """“By four” in an office is in the afternoon."""
    return hour + AFTERNOON if 1 <= hour <= 6 else hour


def is_own(stretch: str) -> bool:
    """Tell whether a sentence commits the writer: used for vague promises."""
    return bool(_sign("commit").search(stretch) or _sign("recovery").search(stretch) or _own_deed(stretch))
