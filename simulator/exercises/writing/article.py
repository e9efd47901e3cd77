"""An article and a guide: structure, words of searchers, steps, and what must not be in it."""

import re
from collections.abc import Iterator

from simulator.domain.appraisal import Appraisal, Point
from simulator.domain.exercise import Fields
from simulator.domain.text import Language
from simulator.domain.writing import ARTICLE, ArticleTask, GuideEdit
from simulator.exercises.writing.points import (
    appraisal,
    copied,
    hygiene,
    inventions,
    material_of,
    padding,
    point,
    told_points,
)
from simulator.exercises.writing.senses import Senses
from simulator.exercises.writing.words import count, day_in, says, sentences, tokens

AMONG = 3
"""A searcher looks at so many results."""
TITLE = (4, 16)
"""Words of a title."""
CAUSE = (5, 3)
"""At least so many words in at most so many sentences."""
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|шаг\s+\d|step\s+\d)", re.IGNORECASE)
_TWO = re.compile(
    r",?\s(?:and then|then also|after that|а затем|и затем|потом|после чего|а также)\s", re.IGNORECASE
)
_OTHERWISE = re.compile(r"\b(?:if not|otherwise|if it|if the|if you|иначе|если)\b", re.IGNORECASE)


def appraise_article(task: ArticleTask, fields: Fields, language: Language, senses: Senses) -> Appraisal:
    """Return what rules see in an article; the rest is the lead's."""
    text = "\n".join(fields.get(name, "") for name in ARTICLE)
    if not text.strip():
        return appraisal(tuple(told_points(task, fields, ARTICLE, language)))
    told = tuple(told_points(task, fields, ARTICLE, language))
    held = {one.id for one in told if one.share > 0}
    meant = {part.field for part in task.told if part.id in held}
    found = [*_title(fields, task.questions.within(language)), *_found(task, fields, language, senses)]
    found += [
        *_cause(fields, meant),
        *_steps(fields, meant),
        *_otherwise(fields, meant),
        *_frame(fields),
        *told,
    ]
    found += hygiene(task, text, senses, "K7")
    found += copied(text, material_of(task, language), "K4")
    found += padding(task, text, "K6")
    return appraisal(found)


def _title(fields: Fields, questions: tuple[str, ...]) -> Iterator[Point]:
    title = fields.get("title", "").strip()
    asked = {word for question in questions for word in tokens(question) if len(word) > 2}
    fits = TITLE[0] <= count(title) <= TITLE[1] and len(asked & set(tokens(title))) > 1
    because = (
        f"A title of {TITLE[0]} to {TITLE[1]} words, with words a searcher types.",
        f"Заголовок из {TITLE[0]}–{TITLE[1]} слов, со словами, которые набирает ищущий.",
    )
    yield point("title", "K1", float(fits), because, quote=title)


def _found(task: ArticleTask, fields: Fields, language: Language, senses: Senses) -> Iterator[Point]:
    questions = task.questions.within(language)
    for number, (question, place) in enumerate(
        zip(questions, senses.places(fields, questions, language), strict=True), 1
    ):
        fine = place is not None and place <= AMONG
        where = str(place) if place is not None else "–"
        because = (
            f"Found by “{question}” among the first {AMONG}: place {where}.",
            f"Находится по запросу «{question}» среди первых {AMONG}: место {where}.",
        )
        yield point(
            f"search-{number}",
            "K1",
            float(fine),
            because,
            quote=fields.get("title", "") if fine else "",
            weight=0.6,
        )


def _cause(fields: Fields, meant: set[str]) -> Iterator[Point]:
    cause = fields.get("cause", "").strip()
    fits = "cause" in meant and count(cause) >= CAUSE[0] and len(sentences(cause)) <= CAUSE[1]
    because = ("The cause in three sentences at most.", "Причина не длиннее трёх фраз.")
    yield point("cause", "K3", float(fits), because, quote=cause)


def _steps(fields: Fields, meant: set[str]) -> Iterator[Point]:
    lines = [line.strip() for line in fields.get("steps", "").splitlines() if line.strip()]
    numbered = [line for line in lines if _NUMBERED.match(line)] if "steps" in meant else []
    because = (
        "Steps are numbered, one a line, two or more.",
        "Шаги пронумерованы, по одному на строку, не меньше двух.",
    )
    yield point(
        "numbered",
        "K4",
        float(len(numbered) >= 2),
        because,
        quote=numbered[0] if numbered else "",
        weight=1.5,
    )
    double = [line for line in numbered if _TWO.search(line) or len(sentences(_NUMBERED.sub("", line))) > 2]
    single = len(numbered) - len(double)
    because = ("Each step is one action.", "В каждом шаге одно действие.")
    quote = double[0] if double else numbered[-1] if numbered else ""
    yield point("one-action", "K4", single / len(numbered) if numbered else 0, because, quote=quote)


def _otherwise(fields: Fields, meant: set[str]) -> Iterator[Point]:
    found = next((s for s in sentences(fields.get("check", "")) if _OTHERWISE.search(s)), "")
    because = (
        "The check says what to do when the result is another.",
        "В проверке сказано, что делать, если результат другой.",
    )
    found = found if "check" in meant else ""
    yield point("otherwise", "K5", float(bool(found)), because, quote=found)


def _frame(fields: Fields) -> Iterator[Point]:
    for name, because in (
        ("audience", ("For whom it is.", "Для кого статья.")),
        ("limits", ("Where it does not apply.", "Где она не применима.")),
        ("owner", ("Whose it is.", "Чья она.")),
    ):
        text = fields.get(name, "").strip()
        yield point(
            name, "K8" if name != "limits" else "K6", float(count(text) >= 1), because, quote=text, weight=0.5
        )
    review = fields.get("review", "").strip()
    because = ("When it is to be reviewed: a date.", "Когда её пересмотреть: дата.")
    yield point("review", "K8", float(day_in(review) is not None), because, quote=review, weight=0.5)


def appraise_guide(task: GuideEdit, fields: Fields, language: Language, senses: Senses) -> Appraisal:
    """Return whether the wrong rule was found, mended, and the bounced tickets named as the reason."""
    text = "\n".join((fields.get("text", ""), fields.get("reason", "")))
    lines = {line.id: line.text.within(language) for line in task.page}
    chosen = fields.get("line", "")
    because = ("The rule that sent the tickets astray.", "Правило, из-за которого обращения ушли не туда.")
    found = [point("line", "K6", float(chosen == task.wrong), because, quote=lines.get(chosen, ""), weight=3)]
    found += told_points(task, fields, ("text",), language)
    for number, phrase in enumerate(task.bounced.within(language), 1):
        hit = next((one for one in sentences(fields.get("reason", "")) if says(one, phrase)), "")
        because = (f"The reason names {phrase}.", f"В обосновании есть {phrase}.")
        found.append(point(f"bounced-{number}", "K2", float(bool(hit)), because, quote=hit, weight=0.7))
    material = "\n".join((material_of(task, language), *lines.values()))
    found += hygiene(task, text, senses, "K7")
    found += inventions(text, material, "K2")
    found += copied(text, material, "K4")
    found += padding(task, text, "K6")
    return appraisal(found)
