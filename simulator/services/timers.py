"""SLA clocks and promises of a run, in simulated time."""

from datetime import datetime, timedelta
from typing import Literal

from simulator.domain.case import Case
from simulator.domain.desk import Timer
from simulator.domain.event import Promised, PromiseSettled
from simulator.domain.priority import Priority
from simulator.domain.run import Run

TRIAGE = Priority.P3
"""The priority a ticket has until somebody sets it."""

State = Literal["running", "late", "met", "missed"]


def timers(case: Case, run: Run, *, is_over: bool) -> tuple[Timer, ...]:
    """Return the clocks that run (or ran) on the ticket.

    They follow the priority which the trainee set, never the card's own: that would give the answer away.
    """
    found = [_first_response(case, run, is_over=is_over)]
    if run.classified is not None:
        found.append(_restore(case, run, run.classified.priority, is_over=is_over))
        update = _update(case, run, run.classified.priority)
        if update is not None and not is_over:
            found.append(update)
    return (*found, *_promises(run))


def _first_response(case: Case, run: Run, *, is_over: bool) -> Timer:
    plan = case.provider.plan(case.scenario.plan)
    priority = run.classified.priority if run.classified else TRIAGE
    if case.scenario.channel == "chat":
        minutes = plan.chat_response
    elif case.scenario.channel == "phone":
        minutes = plan.phone_response or plan.chat_response
    else:
        minutes = plan.first_response[priority]
    due = run.opened.at + timedelta(minutes=minutes)
    done = run.replies[0].at if run.replies else None
    return Timer(name="first-response", due=due, state=_state(run, due, done, is_over=is_over))


def _restore(case: Case, run: Run, priority: Priority, *, is_over: bool) -> Timer:
    minutes = case.provider.plan(case.scenario.plan).restore[priority]
    due = run.opened.at + timedelta(minutes=minutes)
    # An accepted hand-over takes the clock along: it is the team's from there on.
    handed = next((answer.at for answer in run.answers if answer.accepted), None)
    done = min((moment for moment in (run.restored_at, handed) if moment is not None), default=None)
    return Timer(name="restore", due=due, state=_state(run, due, done, is_over=is_over))


def _update(case: Case, run: Run, priority: Priority) -> Timer | None:
    rhythm = case.provider.update_rhythm
    minutes = rhythm.get("major") if run.major else rhythm.get(priority.value)
    if minutes is None or run.restored_at is not None:
        return None
    last = run.replies[-1].at if run.replies else run.opened.at
    due = last + timedelta(minutes=minutes)
    return Timer(name="update", due=due, state=_state(run, due, None, is_over=False))


def _promises(run: Run) -> tuple[Timer, ...]:
    settled = {event.of: event.kept for event in run.events if isinstance(event, PromiseSettled)}
    found: list[Timer] = []
    for event in run.events:
        if isinstance(event, Promised):
            state: State = _state(run, event.due, None, is_over=False)
            if event.n in settled:
                state = "met" if settled[event.n] else "missed"
            found.append(Timer(name="promise", due=event.due, state=state, quote=event.quote))
    return tuple(found)


def _state(run: Run, due: datetime, done: datetime | None, *, is_over: bool) -> State:
    assert run.now is not None
    if done is not None:
        return "met" if done <= due else "missed"
    if run.now <= due:
        return "running"
    return "missed" if is_over else "late"
