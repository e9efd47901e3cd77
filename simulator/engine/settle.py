"""What falls due by itself as simulated time passes: team answers, promised updates, a customer who waits."""

from datetime import datetime, timedelta

from simulator.domain.act import CustomerAct, Move, MoveKind, band_of
from simulator.domain.case import Case
from simulator.domain.event import (
    Interrupted,
    MoodMoved,
    PromiseSettled,
    Said,
    StepDone,
    TeamAnswered,
    Waited,
)
from simulator.domain.run import Run
from simulator.engine import handover, mood, patience, promises
from simulator.engine.modifiers import BUSY_MINUTES
from simulator.engine.recorder import Recorder, record_mood
from simulator.engine.turn import Turn

MISSED_ANGER, MISSED_TRUST = 8, -20
COMES_BACK = 6
"""Points of waiting anger at which he writes again by himself."""


def settle(case: Case, run: Run, *, final: bool = False) -> Turn:
    """Return what has fallen due.

    Args:
        case: the case being played.
        run: state so far.
        final: the run is ending: an outstanding team answer comes now, whatever the time.
    """
    record = Recorder(run)
    _teams(case, record, final=final)
    if run.is_over or final:
        return Turn(record.events)
    _interludes(case, record)
    late = _missed(record)
    if late:
        return Turn(record.events, _comes_back(record.run, late, MoveKind.CHASE))
    return Turn(record.events, _waits(case, record))


def next_due(case: Case, run: Run) -> datetime | None:
    """Return when the next team answer or promise falls due, or None."""
    answered = {answer.of for answer in run.answers}
    moments = [
        escalated.at + timedelta(minutes=handover.answer(case, escalated).minutes)
        for escalated in run.escalations
        if escalated.n not in answered
    ]
    moments += [promise.due for promise in run.open_promises]
    return min(moments, default=None)


def _interludes(case: Case, record: Recorder) -> None:
    """Let speak up who is to speak up by now, and let the time of an interruption pass once it was answered."""
    fired = {event.by: event.n for event in record.run.events if isinstance(event, Interrupted)}
    for interlude in case.scenario.interludes:
        if interlude.by not in fired and len(record.run.customer_lines) >= interlude.after:
            language = case.tongue if interlude.who != "shift" else case.lang
            name = interlude.name.within(language) if interlude.name else ""
            text = interlude.text.within(language)
            record.add(Interrupted, by=interlude.by, who=interlude.who, name=name, text=text)
    called = fired.get("M5")
    if called is not None and _away(record.run, called):
        record.pass_minutes(BUSY_MINUTES)
        record.add(Waited, minutes=BUSY_MINUTES)


def _away(run: Run, called: int) -> bool:
    """Tell whether the first message since the call has been answered and the time not yet spent."""
    since = [event for event in run.events if event.n > called]
    replied = any(event.kind == "said" for event in since)
    return replied and not run.unread and not any(event.kind == "waited" for event in since)


def _teams(case: Case, record: Recorder, *, final: bool) -> None:
    answered = {answer.of for answer in record.run.answers}
    for escalated in record.run.escalations:
        if escalated.n in answered:
            continue
        answer = handover.answer(case, escalated)
        due = escalated.at + timedelta(minutes=answer.minutes)
        if record.now < due:
            if not final:
                continue
            record.pass_minutes((due - record.now) / timedelta(minutes=1))
        came = record.add(
            TeamAnswered,
            team=escalated.team,
            of=escalated.n,
            accepted=answer.accepted,
            missing=answer.missing,
            text=answer.text,
        )
        if answer.accepted:
            _team_steps(case, record, came.n)
        elif record.run.status == "escalated":
            record.move_to("open")


def _team_steps(case: Case, record: Recorder, because: int) -> None:
    for step in case.scenario.steps:
        if step.by == "team" and step.id not in record.run.steps_done:
            record.add(StepDone, step=step.id, of=because, result="done", restored=step.restores)


def _missed(record: Recorder) -> int:
    """Settle missed promises; return the number of the event that says so, 0 for none."""
    settled = 0
    for promise in promises.missed(record.run):
        settled = record.add(PromiseSettled, of=promise.n, kept=False).n
        share = (mood.Share("missed-promise", MISSED_ANGER, promise.quote),)
        _move(record, settled, share, MISSED_TRUST)
    return settled


def _waits(case: Case, record: Recorder) -> CustomerAct | None:
    shares = patience.waited_shares(case, record.run)
    if not shares:
        return None
    last = record.run.events[-1].n
    _move(record, last, shares, 0)
    total = sum(
        share
        for event in record.run.events
        if isinstance(event, MoodMoved) and event.n > _last_said(record.run)
        for rule, share in event.rules
        if rule == "waited"
    )
    if total >= COMES_BACK and case.scenario.channel in patience.LIVE:
        return _comes_back(record.run, last, MoveKind.WAITING)
    return None


def _last_said(run: Run) -> int:
    return max((event.n for event in run.events if isinstance(event, Said)), default=0)


def _move(record: Recorder, because: int, shares: tuple[mood.Share, ...], trust: int) -> None:
    record_mood(record, because, mood.moved(record.run, shares, trust=trust))


def _comes_back(run: Run, of: int, kind: MoveKind) -> CustomerAct:
    return CustomerAct(of=of, band=band_of(run.anger), moves=(Move(kind=kind),))
