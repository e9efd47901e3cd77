"""What the ticket desk shows: a projection of a run without its secrets."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, TypedDict, cast

from simulator.db.tables import SimulationRow
from simulator.domain.act import band_of
from simulator.domain.case import Case
from simulator.domain.desk import (
    ConsoleEntry,
    CustomerCard,
    Desk,
    Message,
    Mood,
    NoteView,
    RunLine,
    ToolHelp,
)
from simulator.domain.event import (
    CustomerSaid,
    Escalated,
    Event,
    Hinted,
    Interrupted,
    Mode,
    MoodMoved,
    Opened,
    Said,
    Status,
    TeamAnswered,
    ToolRun,
)
from simulator.domain.priority import Level, Priority
from simulator.domain.run import Run, notes
from simulator.domain.text import Language
from simulator.services.runs import Loaded
from simulator.services.timers import timers

GradeState = Literal["none", "queued", "running", "done", "failed"]


@dataclass(frozen=True)
class Around:
    """What the desk shows beside the run itself."""

    owner: str
    draft: str = ""
    grade_state: GradeState = "none"
    show_mood: bool = True
    hints_allowed: bool = True


def desk_of(loaded: Loaded, around: Around) -> Desk:
    """Return the desk of a run."""
    row, case, run = loaded.row, loaded.case, loaded.run
    assert run.now is not None
    is_over = run.is_over or row.ended_at is not None
    return Desk(
        simulation_id=row.id,
        scenario_id=row.scenario_id,
        number=ticket_number(row.id),
        subject=case.scenario.subject.within(case.lang),
        lang=case.lang,
        mode=case.mode,
        seed=case.seed,
        status=run.status,
        is_over=is_over,
        now=run.now,
        started=run.opened.at,
        customer=customer_card(case),
        messages=conversation(case, run, around.owner),
        console=tuple(_entry(event) for event in run.events if isinstance(event, ToolRun)),
        notes=tuple(NoteView(n=note.n, at=note.at, text=note.text) for note in notes(run)),
        timers=timers(case, run, is_over=is_over),
        mood=_mood(run) if around.show_mood and case.mode == "practice" else None,
        **_classification(run),
        escalations=handovers(case, run, around.owner),
        pending=next((said.n for said in run.unread), None) if not run.left else None,
        version=len(run.events),
        draft=around.draft,
        tools=console_help(case),
        assistant_draft=_proposed(case),
        teams=tuple((team.id, team.name.within(case.lang)) for team in case.provider.teams),
        hints_used=run.hints,
        hints_allowed=around.hints_allowed,
        hints=tuple(event.text for event in run.events if isinstance(event, Hinted)),
        grade_state=around.grade_state,
    )


class _Cell(TypedDict):
    category: str | None
    impact: Level | None
    urgency: Level | None
    priority: Priority | None


def _classification(run: Run) -> _Cell:
    chosen = run.classified
    if chosen is None:
        return _Cell(category=None, impact=None, urgency=None, priority=None)
    return _Cell(
        category=chosen.category, impact=chosen.impact, urgency=chosen.urgency, priority=chosen.priority
    )


def console_help(case: Case) -> tuple[ToolHelp, ...]:
    """Return the tools of the console with their prices."""
    return tuple(
        ToolHelp(
            name=kind.name,
            usage=kind.usage,
            does=kind.does.within(case.lang),
            where=kind.where,
            minutes=kind.minutes,
        )
        for kind in case.provider.tools
    )


def ticket_number(simulation_id: str) -> str:
    """Return the number a help desk would give to the ticket: always the same for a run."""
    return f"INC-{10_000 + int.from_bytes(sha256(simulation_id.encode()).digest()[:4]) % 90_000}"


def customer_card(case: Case) -> CustomerCard:
    """Return what stands in the ticket about the person who writes."""
    contact, plan = case.scenario.contact, case.provider.plan(case.scenario.plan)
    return CustomerCard(
        name=contact.name.within(case.lang),
        role=contact.role.within(case.lang),
        company=contact.company.within(case.lang),
        account=contact.account,
        contract=contact.contract,
        plan=plan.name.within(case.lang),
        covers=plan.covers.within(case.lang),
        channel=case.scenario.channel,
        email=contact.email,
    )


def conversation(case: Case, run: Run, owner: str) -> tuple[Message, ...]:
    """Return what customer and trainee wrote to each other."""
    customer = case.scenario.contact.name.within(case.lang)
    waiting = {said.n for said in run.unread} if not run.left else set()
    lines: list[Message] = []
    for event in run.events:
        if isinstance(event, Opened | CustomerSaid):
            lines.append(Message(n=event.n, at=event.at, who="customer", name=customer, text=event.text))
        elif isinstance(event, Interrupted):
            lines.append(_interlude(event, customer, case.lang))
        elif isinstance(event, Said):
            lines.append(
                Message(
                    n=event.n,
                    at=event.at,
                    who="trainee",
                    name=owner,
                    text=event.text,
                    pending=event.n in waiting,
                )
            )
    return tuple(lines)


def _interlude(event: Interrupted, customer: str, lang: Language) -> Message:
    """Return what somebody said unasked; the shift lead is a colleague of the person at the desk."""
    shift = "Старший смены" if lang == "ru" else "Shift lead"
    name = {"customer": customer, "shift": shift}.get(event.who, event.name)
    who: Literal["customer", "team"] = "team" if event.who == "shift" else "customer"
    return Message(n=event.n, at=event.at, who=who, name=name, text=event.text)


def _proposed(case: Case) -> str:
    draft = case.scenario.assistant_draft
    return draft.within(case.tongue) if draft is not None else ""


def handovers(case: Case, run: Run, owner: str) -> tuple[Message, ...]:
    """Return escalations and the teams' answers."""
    return tuple(
        _handover(case, event, owner) for event in run.events if isinstance(event, Escalated | TeamAnswered)
    )


def _handover(case: Case, event: Escalated | TeamAnswered, owner: str) -> Message:
    team = case.provider.team(event.team)
    name = team.name.within(case.lang) if team else event.team
    if isinstance(event, TeamAnswered):
        return Message(n=event.n, at=event.at, who="team", name=name, text=event.text)
    text = event.request or event.pack.get("request", "")
    return Message(n=event.n, at=event.at, who="trainee", name=f"{owner} → {name}", text=text)


def _entry(event: ToolRun) -> ConsoleEntry:
    return ConsoleEntry(
        n=event.n, at=event.at, command=event.command, output=event.output, minutes=event.minutes, ok=event.ok
    )


def _mood(run: Run) -> Mood:
    last = next((event for event in reversed(run.events) if isinstance(event, MoodMoved)), None)
    return Mood(anger=run.anger, trust=run.trust, band=band_of(run.anger), change=last.change if last else 0)


def run_line(row: SimulationRow, person: str) -> RunLine:
    """Return a run as a line of a list."""
    return RunLine(
        simulation_id=row.id,
        scenario_id=row.scenario_id,
        subject=row.subject,
        person=person,
        started=row.started_at,
        status=cast("Status", row.status),
        lang=cast("Language", row.lang),
        mode=cast("Mode", row.mode),
        seed=row.seed,
        total=row.total,
        result=row.result,
        tags=("ended",) if row.ended_at is not None else (),
    )


def event_texts(event: Event) -> str:
    """Return the words of an event, or nothing."""
    for name in ("text", "output", "reason", "request", "cause", "query", "quote"):
        found = getattr(event, name, "")
        if found:
            return str(found)
    return ""
