"""A small automation: minutes it saves, a script that does something and harms nothing, a trial."""

import re
from collections.abc import Iterator

from simulator.domain.appraisal import Appraisal, Point
from simulator.domain.exercise import Fields
from simulator.domain.text import Language
from simulator.domain.writing import AUTOMATION, AutomationTask
from simulator.exercises.writing.points import appraisal, hygiene, padding, point, told_points
from simulator.exercises.writing.senses import Senses
from simulator.exercises.writing.words import figures, sentences, tokens

LINES = 3
"""Lines of a script that do something."""
WORDS = 12
"""Different words of a description that says what is done today and by whom."""
_HARM = re.compile(
    r"rm\s+-\w*[rf]|mkfs|\b777\b|curl[^\n|]*\|\s*(?:ba)?sh|DROP\s+TABLE|--force\b|dd\s+if=", re.IGNORECASE
)
_COMMENT = re.compile(r"^\s*(?:#|//|$)")


def appraise_automation(
    task: AutomationTask, fields: Fields, language: Language, senses: Senses
) -> Appraisal:
    """Return what rules see; whether it is useful is for the lead to say."""
    text = "\n".join(fields.get(name, "") for name in AUTOMATION)
    found = [*_saving(fields), *_script(fields), *_described(fields)]
    found += told_points(task, fields, AUTOMATION, language)
    found += hygiene(task, text, senses, "K7")
    found += padding(task, text, "K6")
    return appraisal(found)


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value < 100_000 else None


def _saving(fields: Fields) -> Iterator[Point]:
    before, after, times = (_number(fields.get(name, "")) for name in ("before", "after", "times"))
    known = before is not None and after is not None and times is not None
    saved = (before - after) * times if before is not None and after is not None and times is not None else 0
    because = (
        f"Minutes saved a week: {saved:g}."
        if known
        else "Minutes before, after and times a week are numbers.",
        f"Экономия минут в неделю: {saved:g}." if known else "Минуты до, после и раз в неделю — числа.",
    )
    quote = (
        f"({fields.get('before', '')} − {fields.get('after', '')}) × {fields.get('times', '')}"
        if known
        else ""
    )
    yield point("saving", "K2", float(saved > 0), because, quote=quote, weight=2)


def _script(fields: Fields) -> Iterator[Point]:
    script = fields.get("script", "")
    lines = [line for line in script.splitlines() if not _COMMENT.match(line)]
    because = (
        f"A script of {LINES} lines or more that do something.",
        f"В скрипте не меньше {LINES} рабочих строк.",
    )
    yield point(
        "script", "K4", min(1.0, len(lines) / LINES), because, quote=lines[0] if lines else "", weight=2
    )
    notes = [
        line
        for line in script.splitlines()
        if line.lstrip().startswith(("#", "//")) and not line.startswith("#!")
    ]
    because = (
        "A comment says what it does and how it is called.",
        "В комментарии сказано, что он делает и как его вызвать.",
    )
    yield point("comment", "K8", float(bool(notes)), because, quote=notes[0] if notes else "", weight=0.7)
    for number, found in enumerate(_HARM.finditer(script), 1):
        because = (
            "This can destroy or open something; do without it.",
            "Это может что-то удалить или открыть; обойдитесь без него.",
        )
        yield point(f"harm-{number}", "K4", 0, because, quote=found[0], weight=3)


def _described(fields: Fields) -> Iterator[Point]:
    what = fields.get("what", "")
    enough = min(1.0, len(set(tokens(what))) / WORDS) if what.strip() else 0.0
    because = ("What is done by hand today, when and why.", "Что сегодня делается руками, когда и зачем.")
    yield point("what", "K2", enough, because, quote=(sentences(what) or [""])[0])
    trial = next((one for one in sentences(fields.get("trial", "")) if any(True for _ in figures(one))), "")
    because = (
        "A trial with figures: how often, compared with what.",
        "Проба с цифрами: сколько раз и с чем сравнили.",
    )
    yield point("trial", "K5", float(bool(trial)), because, quote=trial, weight=1.5)
