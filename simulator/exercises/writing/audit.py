"""A colleague's note: marks on its lines, ticks for what is missing, and the note written right."""

from collections.abc import Iterator

from simulator.domain.appraisal import Appraisal, Point
from simulator.domain.exercise import Fields
from simulator.domain.text import Language
from simulator.domain.writing import FAULTS, GAPS, NoteAudit
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

NEAR = 0.5
"""Share of a mark on the right line with the wrong name."""
_CRITERION = {"wrong": "N4", "mixed": "N3", "secret": "N6", "judgement": "N6", "vague": "N4"}
_GAP_CRITERION = {
    "contact": "N1", "ids": "N1", "priority": "N1", "times": "N2", "checks": "N4", "hypothesis": "N3",
    "promise": "N2", "next-step": "N5",
}  # fmt: skip


def appraise_note(task: NoteAudit, fields: Fields, language: Language, senses: Senses) -> Appraisal:
    """Return what the marks and the new note are worth; without a note the marks alone."""
    text = fields.get("note", "")
    material = "\n".join((material_of(task, language), *(line.text.within(language) for line in task.note)))
    found = [*_marks(task, fields, language), *_gaps(task, fields)]
    found += told_points(task, fields, ("note",), language)
    found += _left(task, text, language)
    found += hygiene(task, text, senses, "N6")
    found += inventions(text, material, "N4")
    found += copied(text, material, "N5")
    found += padding(task, text, "N5")
    return appraisal(found)


def _marks(task: NoteAudit, fields: Fields, language: Language) -> Iterator[Point]:
    for number, line in enumerate(task.note, 1):
        mark = fields.get(f"line-{number}", "")
        mark = mark if mark in FAULTS else ""
        quote = line.text.within(language)
        if line.fault is None:
            if mark:
                because = (
                    "You marked this line; it is sound.",
                    "Вы отметили эту строку, а с ней всё в порядке.",
                )
                yield point(f"line-{number}", "N4", 0, because, quote=quote)
            continue
        assert line.why is not None
        share = 1.0 if mark == line.fault else NEAR if mark else 0.0
        why = (f"Line {number}: {line.why.en}", f"Строка {number}: {line.why.ru}")
        yield point(
            f"line-{number}", _CRITERION[line.fault], share, why,
            quote=quote if mark else "",
        )  # fmt: skip


def _gaps(task: NoteAudit, fields: Fields) -> Iterator[Point]:
    missing = {one.gap: one.why for one in task.missing}
    for gap in GAPS:
        ticked = bool(fields.get(f"missing-{gap}"))
        if gap in missing:
            why = missing[gap]
            quote = "✓" if ticked else ""
            yield point(
                f"missing-{gap}",
                _GAP_CRITERION[gap],
                float(ticked),
                (f"Missing: {why.en}", f"Пропуск: {why.ru}"),
                quote=quote,
            )
        elif ticked:
            because = (
                "You ticked this as missing; the note has it.",
                "Вы отметили это как пропуск, а в заметке оно есть.",
            )
            yield point(f"missing-{gap}", _GAP_CRITERION[gap], 0, because, quote="✓")


def _left(task: NoteAudit, text: str, language: Language) -> Iterator[Point]:
    """Yield faulty lines that stand in the new note as they were."""
    low = text.casefold()
    for number, line in enumerate(task.note, 1):
        old = line.text.within(language)
        if line.fault is not None and old.casefold().strip(" .") in low:
            because = (
                "This faulty line was carried over as it was.",
                "Эта строка перенесена с той же ошибкой.",
            )
            yield point(f"left-{number}", _CRITERION[line.fault], 0, because, quote=old)
