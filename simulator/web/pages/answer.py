"""A written answer to read: each field by its name, marks and choices by what they stand for."""

from collections.abc import Iterator

from flask_babel import gettext

from simulator.domain.exercise import Fields
from simulator.domain.text import Language
from simulator.domain.writing import GuideEdit, NoteAudit, RootCause, Writing
from simulator.web.captions import caption

Read = tuple[str, str]
"""What it is, and what stands there."""


def readable(task: Writing, fields: Fields, lang: Language) -> tuple[Read, ...]:
    """Return an answer in the order of its form."""
    match task:
        case NoteAudit():
            marks = [*_marks(task, fields, lang), *_gaps(fields)]
        case GuideEdit():
            chosen = {line.id: line.text.within(lang) for line in task.page}.get(fields.get("line", ""), "–")
            marks = [(gettext("The rule that misleads"), chosen)]
        case RootCause():
            marks = [*_timeline(task, fields, lang), *_chain(task, fields, lang), *_bones(task, fields, lang)]
        case _:
            marks = []
    return (*marks, *_texts(fields))


def _texts(fields: Fields) -> Iterator[Read]:
    for name, text in fields.items():
        group, _, rest = name.partition("-")
        if group == "action":
            number, _, part = rest.partition("-")
            yield f"{gettext('Measure %(n)s', n=number)}: {caption(f'action-{part}', 'field')}", text
        elif not rest and name != "line":
            yield caption(name, "field"), text


def _marks(task: NoteAudit, fields: Fields, lang: Language) -> Iterator[Read]:
    for number, line in enumerate(task.note, 1):
        if mark := fields.get(f"line-{number}"):
            yield f"{number}. {line.text.within(lang)}", caption(mark, "fault")


def _gaps(fields: Fields) -> Iterator[Read]:
    ticked = [caption(name.partition("-")[2], "gap") for name in fields if name.startswith("missing-")]
    if ticked:
        yield gettext("Missing"), "\n".join(ticked)


def _timeline(task: RootCause, fields: Fields, lang: Language) -> Iterator[Read]:
    placed = [(fields[f"moment-{one.id}"], one) for one in task.moments if fields.get(f"moment-{one.id}")]
    placed.sort(key=lambda pair: pair[0].zfill(3))
    if placed:
        yield gettext("Timeline"), "\n".join(f"{place}. {one.text.within(lang)}" for place, one in placed)


def _chain(task: RootCause, fields: Fields, lang: Language) -> Iterator[Read]:
    texts = {one.id: one.text.within(lang) for one in task.links}
    chosen = [
        texts[fields[name]]
        for name in sorted(fields)
        if name.startswith("why-") and fields[name] in texts
    ]  # fmt: skip
    if chosen:
        yield gettext("Chain"), "\n".join(f"{n}. {text}" for n, text in enumerate(chosen, 1))


def _bones(task: RootCause, fields: Fields, lang: Language) -> Iterator[Read]:
    found = [
        f"{one.text.within(lang)}: {caption(branch, 'branch')}"
        for one in task.bones
        if (branch := fields.get(f"bone-{one.id}"))
    ]
    if found:
        yield gettext("Fishbone"), "\n".join(found)
