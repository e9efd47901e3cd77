"""The report of a graded run: its story with what each moment moved, and what was seen or missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from simulator.domain.case import Case
from simulator.domain.desk import Desk, Message, Moment, Report
from simulator.domain.event import (
    Classified,
    CustomerSaid,
    Escalated,
    Event,
    MoodMoved,
    Opened,
    StatusChanged,
    TeamAnswered,
    Unlocked,
)
from simulator.domain.grade import Grade
from simulator.domain.modifier import Modifier, ModifierId
from simulator.domain.run import Run
from simulator.domain.scenario import Command, Tool
from simulator.domain.twin import letter_of
from simulator.domain.wording import Wording
from simulator.services.corrections import Judged
from simulator.services.desk import event_texts
from simulator.services.runs import Loaded

Who = Literal["customer", "trainee", "team", "system"]

BIG_MOVE = 8
"""Points of anger from which a moment is a turning point."""
INSIDE = frozenset({"read", "mood", "unlocked", "promise"})
"""Events that explain others and are shown with them."""
WHO: dict[str, Who] = {
    "opened": "customer", "customer": "customer", "command": "customer", "step": "customer", "left": "customer",
    "team": "team", "interlude": "customer", "status": "system", "hint": "system", "waited": "system",
}  # fmt: skip


@dataclass(frozen=True)
class Graded:
    """The grade and what else the report shows."""

    grade: Grade
    kpis: dict[str, float | str | None]
    exemplar: tuple[str, ...]
    person: str
    judged: Judged
    modifiers: Mapping[ModifierId, Modifier]
    wording: Wording | None = None
    """Words a model found for the feedback."""


def report_of(loaded: Loaded, desk: Desk, graded: Graded) -> Report:
    """Return the report of a run."""
    case, run = loaded.case, loaded.run
    lang, grade, wording = case.lang, graded.grade, graded.wording
    if wording is not None:
        grade = grade.model_copy(update={"feedback": wording.applied(grade.feedback)})
    return Report(
        desk=desk,
        title=case.scenario.title.within(lang),
        cause=case.scenario.cause.text.within(lang),
        grade=grade,
        wording=wording,
        kpis=graded.kpis,
        moments=moments(case, run, graded.grade),
        curve=tuple(
            (round(run.minutes(event.at), 1), event.anger)
            for event in run.events
            if isinstance(event, MoodMoved)
        ),
        facts=tuple((fact.id, fact.text.within(lang), fact.id in run.facts) for fact in case.scenario.facts),
        evidence=evidence(case, run),
        machine=graded.judged.machine,
        reviews=graded.judged.reviews,
        disputes=graded.judged.disputes,
        comments=graded.judged.comments,
        modifiers=tuple(graded.modifiers[one] for one in case.scenario.modifiers),
        exemplar=tuple(
            Message(n=n, at=run.opened.at, who="trainee", name="", text=text)
            for n, text in enumerate(graded.exemplar, 1)
        ),
        person=graded.person,
        person_id=loaded.row.person_id,
        twin=letter_of(case.scenario.id),
    )


def evidence(case: Case, run: Run) -> tuple[tuple[str, str, bool, bool], ...]:
    """Return each output of the card: id, command, whether it is key, whether it was seen."""
    items: tuple[Tool | Command, ...] = (*case.scenario.tools, *case.scenario.commands)
    return tuple((item.id, item.cmd, item.key, item.id in run.evidence) for item in items)


def moments(case: Case, run: Run, grade: Grade) -> tuple[Moment, ...]:
    """Return the timeline: each visible event with the mood it caused and the criteria that rest on it."""
    moved = _moves(run)
    resting = _criteria(grade)
    marked = {hit.event for hit in grade.critical_fails}
    unlocked = {event.by for event in run.events if isinstance(event, Unlocked)}
    found: list[Moment] = []
    for event in run.events:
        if event.kind in INSIDE:
            continue
        mood = moved.get(event.n)
        big = mood is not None and abs(mood.change) >= BIG_MOVE
        found.append(
            Moment(
                n=event.n,
                at=event.at,
                kind=event.kind,
                who=WHO.get(event.kind, "trainee"),
                title=title(case, event),
                text=event_texts(event),
                anger=mood.anger if mood else None,
                rules=mood.rules if mood else (),
                criteria=resting.get(event.n, ()),
                key=big or event.n in marked or event.n in unlocked,
            )
        )
    return tuple(found)


def title(case: Case, event: Event) -> str:
    """Return what a moment is about, in words that need no translation."""
    match event:
        case Opened() | CustomerSaid():
            return case.scenario.contact.name.within(case.lang)
        case Classified():
            return f"{event.priority} · {event.impact}×{event.urgency} · {event.category}"
        case Escalated() | TeamAnswered():
            team = case.provider.team(event.team)
            return team.name.within(case.lang) if team else event.team
        case StatusChanged():
            return f"{event.before} → {event.after}"
    named = (getattr(event, name, "") for name in ("command", "step", "article", "query", "minutes", "level"))
    return next((str(value) for value in named if value), "")


def _moves(run: Run) -> dict[int, MoodMoved]:
    """Return event → the mood it led to (the last one, when several rules answered to it)."""
    return {event.because: event for event in run.events if isinstance(event, MoodMoved)}


def _criteria(grade: Grade) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for rubric in grade.rubrics:
        for criterion in rubric.criteria:
            for evidence in criterion.evidence:
                if criterion.id not in found.setdefault(evidence.event, []):
                    found[evidence.event].append(criterion.id)
    return {event: tuple(ids) for event, ids in found.items()}
