"""What templates may do with values: times with their zone, names, numbers and articles."""

import hashlib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date, format_datetime, format_skeleton
from flask import Flask, current_app, url_for
from flask_babel import get_locale, gettext
from jinja2 import StrictUndefined

from simulator.domain.progress import ConditionView
from simulator.domain.text import Text
from simulator.web.captions import caption
from simulator.web.exercises import place_of
from simulator.web.labels import BAND_ICONS, difficulty_name, label
from simulator.web.language import current
from simulator.web.markdown import chat, markdown
from simulator.web.problems import message_of
from simulator.web.standins import stand_ins
from simulator.web.wordings import CONDITIONS

LONG_HOURS = 48


def init(app: Flask) -> None:
    """Add filters and globals to the templates, and make a misspelt name an error."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = True
    env.lstrip_blocks = True
    env.filters.update(
        clock=clock,
        moment=moment,
        zone=zone,
        day=day,
        due=due,
        label=label,
        caption=caption,
        points=points,
        minutes=minutes,
        markdown=markdown,
        chat=chat,
        within=within,
        initials=initials,
        plain=plain,
        signed=signed,
        fixed=fixed,
        condition=condition,
        place=place_of,
        said=message_of,
        stand_ins=stand_ins,
    )
    env.globals.update(asset=asset, band_icons=BAND_ICONS, difficulty_name=difficulty_name)


def clock(at: datetime) -> str:
    """Return the time of day in its own zone, like 11:42."""
    return f"{at:%H:%M}"


def zone(at: datetime) -> str:
    """Return the zone of a simulated time, like UTC+3."""
    offset = at.utcoffset()
    total = int(offset.total_seconds() // 60) if offset is not None else 0
    hours, rest = divmod(abs(total), 60)
    sign = "−" if total < 0 else "+"
    return "UTC" + (f"{sign}{hours}" + (f":{rest:02}" if rest else "") if total else "")


def moment(at: datetime) -> str:
    """Return day, time and zone, like 14 Oct, 11:42 UTC+3."""
    return f"{_skeleton('MMMd', at)}, {clock(at)} {zone(at)}"


def day(at: date) -> str:
    """Return the date, like 14 Oct 2025."""
    if isinstance(at, datetime):
        return str(format_datetime(at, "d MMM y", locale=get_locale()))
    return str(format_date(at, "d MMM y", locale=get_locale()))


def _skeleton(skeleton: str, at: datetime) -> str:
    return str(format_skeleton(skeleton, at, tzinfo=at.tzinfo, locale=get_locale()))


def points(value: float | None) -> str:
    """Return a score without needless decimals, or a dash."""
    return "–" if value is None else f"{value:.0f}"


def fixed(value: float, digits: int = 1) -> str:
    """Return a number with the decimal sign of the language and without trailing zeros."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return text.replace(".", ",") if current() == "ru" else text


def signed(value: int) -> str:
    """Return a change with its sign: +8, −6."""
    return f"+{value}" if value > 0 else f"−{abs(value)}" if value < 0 else "0"


def due(at: datetime, now: datetime) -> str:
    """Return the time of a deadline, with its day when that is not today."""
    return clock(at) if at.date() == now.date() else f"{_skeleton('MMMd', at)}, {clock(at)}"


def minutes(value: float) -> str:
    """Return a span of simulated time, like 1 h 20 min; from two days on, in days and hours."""
    if value < 0:
        return "−" + minutes(-value)
    hours, rest = divmod(round(value), 60)
    if hours >= LONG_HOURS:
        days, hours = divmod(hours, 24)
        whole, part = gettext("%(d)s d", d=days), gettext("%(h)s h", h=hours)
        return f"{whole} {part}" if hours else str(whole)
    parts = [gettext("%(h)s h", h=hours)] if hours else []
    if rest or not hours:
        parts.append(gettext("%(m)s min", m=rest))
    return " ".join(map(str, parts))


def condition(one: ConditionView) -> str:
    """Return a gate's condition as a phrase, with what was found."""
    figure = fixed(one.figure, 2)
    asked = str(CONDITIONS[one.kind]) % {"figure": figure, "level": one.level, "runs": one.runs, "of": one.of}
    found = gettext("nothing to measure yet") if one.found is None else fixed(one.found, 2)
    return f"{asked}: {found}" if one.kind != "buddy" else asked


def within(text: Text) -> str:
    """Return a text in the person's language."""
    return text.within(current())


def plain(text: str) -> str:
    """Return an excerpt of an article without its marks."""
    return text.replace("**", "").replace("`", "").strip(" *-#")


def initials(name: str) -> str:
    """Return up to two initials for an avatar."""
    return "".join(word[0] for word in name.split()[:2]).upper() or "?"


def asset(path: str) -> str:
    """Return the address of a static file; it changes with the content, so browsers may keep it."""
    return url_for("static", filename=path, v=digest(str(Path(current_app.static_folder or "") / path)))


@lru_cache(maxsize=64)
def digest(path: str) -> str:
    """Return a short digest of a file that ships with the product."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
