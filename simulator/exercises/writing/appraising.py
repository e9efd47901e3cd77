"""From an exercise of any kind and an answer to points."""

from typing import assert_never

from simulator.domain.appraisal import Appraisal
from simulator.domain.exercise import Fields
from simulator.domain.text import Language
from simulator.domain.writing import (
    ArticleTask,
    AutomationTask,
    GuideEdit,
    NoteAudit,
    Rewrite,
    RootCause,
    Writing,
)
from simulator.exercises.writing.article import appraise_article, appraise_guide
from simulator.exercises.writing.audit import appraise_note
from simulator.exercises.writing.automation import appraise_automation
from simulator.exercises.writing.cause import appraise_cause
from simulator.exercises.writing.chaff import without_chaff
from simulator.exercises.writing.reply import appraise_reply
from simulator.exercises.writing.senses import Senses


def appraise(task: Writing, fields: Fields, language: Language, senses: Senses) -> Appraisal:
    """Return what rules see in an answer, 0–1, with its points. The same answer gives the same points."""
    fields = without_chaff(fields, senses.names(language), senses.cards(language))
    match task:
        case NoteAudit():
            return appraise_note(task, fields, language, senses)
        case Rewrite():
            return appraise_reply(task, fields, language, senses)
        case ArticleTask():
            return appraise_article(task, fields, language, senses)
        case GuideEdit():
            return appraise_guide(task, fields, language, senses)
        case RootCause():
            return appraise_cause(task, fields, language, senses)
        case AutomationTask():
            return appraise_automation(task, fields, language, senses)
        case _:
            assert_never(task)
