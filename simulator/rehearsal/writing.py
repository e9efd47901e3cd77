"""Written answers appraised with everything at hand; and the proof that each exercise tells good from poor."""

from collections.abc import Iterator, Mapping
from datetime import date

from simulator.content.library import Library
from simulator.content.shelf import spelled, writing_file
from simulator.domain.appraisal import Appraisal, Proposal
from simulator.domain.article import Article
from simulator.domain.exercise import Fields
from simulator.domain.grade import CriterionGrade
from simulator.domain.rubric import Criterion
from simulator.domain.text import LANGUAGES, Language, Text
from simulator.domain.writing import Rewrite, Writing
from simulator.errors import Problem
from simulator.exercises.writing import Senses, appraise, proposals
from simulator.exercises.writing.chaff import without_chaff
from simulator.grading.secret import secrets_in
from simulator.grading.tone import grade_message
from simulator.knowledge import Index
from simulator.understanding import read

GOOD_AT_LEAST, POOR_AT_MOST = 0.75, 0.5
_NEW = "KB-9999"
_UNSAID = "–"


def appraised(library: Library, task: Writing, fields: Fields, language: Language) -> Appraisal:
    """Return what rules see in an answer."""
    return appraise(task, fields, language, _senses(library))


def proposed(
    library: Library, task: Writing, fields: Fields, seen: Appraisal, language: Language
) -> tuple[Proposal, ...]:
    """Return a proposal for each criterion of an answer which rules have appraised."""
    senses = _senses(library)
    own = without_chaff(fields, senses.names(language), senses.cards(language))
    return proposals(task, own, seen, language)


def _senses(library: Library) -> Senses:
    return Senses(
        tone=tone_of,
        secrets=secrets_in,
        places=lambda article, questions, lang: places_of(library, article, questions, lang),
        names=lambda lang: tuple(one.name.within(lang) for one in _criteria(library)),
        cards=lambda lang: tuple(text for one in _criteria(library) for text in _said(one, lang)),
    )


def _criteria(library: Library) -> tuple[Criterion, ...]:
    return tuple(one for card in library.rubrics.rubrics.values() for one in card.criteria)


def _said(one: Criterion, language: Language) -> Iterator[str]:
    yield one.asks.within(language)
    yield one.advice.within(language)
    yield from (anchor.text.within(language) for anchor in one.anchors)


def tone_of(text: str, task: Rewrite, language: Language) -> Mapping[str, CriterionGrade]:
    """Return T1…T10 of a reply to the exercise's customer."""
    reading = read(text, None, tech=task.tech, language=language)
    return grade_message(
        text, reading, customer=task.customer.within(language), language=language, tech=task.tech, channel=task.channel
    )  # fmt: skip


def places_of(
    library: Library, fields: Fields, questions: tuple[str, ...], language: Language
) -> tuple[int | None, ...]:
    """Return where each question finds an article that stood among the published ones, from 1."""
    index = Index.of((*library.articles, _article(fields)))
    places: list[int | None] = []
    for question in questions:
        found = [one.article_id for one in index.search(question, language, limit=10)]
        places.append(found.index(_NEW) + 1 if _NEW in found else None)
    return tuple(places)


def _article(fields: Fields) -> Article:
    body = "\n\n".join(fields.get(name, "") for name in ("symptom", "cause", "steps", "check", "limits"))

    def both(text: str) -> Text:
        # The index reads both languages; what is written in one is searched in one.
        return Text(en=text.strip() or _UNSAID, ru=_UNSAID)

    return Article(
        id=_NEW, kind="error", title=both(fields.get("title", "")), body=both(body),
        keywords=both(fields.get("symptom", "")[:200]), owner="KM", updated=date(2026, 1, 1),
    )  # fmt: skip


def check_writing(library: Library, tasks: tuple[Writing, ...]) -> list[Problem]:
    """Return exercises whose good sample is not clearly above the poor one."""
    return [problem for task in tasks for problem in _told_apart(library, task)]


def _told_apart(library: Library, task: Writing) -> Iterator[Problem]:
    name = spelled(writing_file(library.root, task.id), library.root)
    for language in LANGUAGES:
        good = appraised(library, task, task.samples.good.within(language), language)
        poor = appraised(library, task, task.samples.poor.within(language), language)
        if good.score < GOOD_AT_LEAST:
            lost = ", ".join(one.id for one in good.points if one.share < 1)
            what = f"the good sample ({language}) scores {good.score:.2f}; it loses {lost}"
            yield Problem(name, 1, 1, what, f"a good sample reaches {GOOD_AT_LEAST}")
        if poor.score > POOR_AT_MOST:
            won = ", ".join(one.id for one in poor.points if one.share > 0)
            what = f"the poor sample ({language}) scores {poor.score:.2f}; it earns {won}"
            yield Problem(name, 1, 1, what, f"a poor sample stays at or below {POOR_AT_MOST}")
