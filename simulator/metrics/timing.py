"""Clocks of a run in simulated minutes: first answers, resolution, waits and promises."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from simulator.domain.case import Case
from simulator.domain.event import (
    ArticleOpened,
    Classified,
    CommandRun,
    CustomerSaid,
    Escalated,
    Event,
    Noted,
    Opened,
    PromiseSettled,
    Said,
    Searched,
    StepDone,
    TeamAnswered,
    ToolRun,
)
from simulator.domain.reading import ActKind, Reading
from simulator.domain.run import Run
from simulator.domain.scenario import PACK_FIELDS

TEAM_MEDIAN = {"P1": 60.0, "P2": 180.0}
TEAM_MEDIAN_LATER = 480.0
WRONG_TEAM, MISSING_FIELD = 90.0, 30.0
CRITICAL_FIELDS = ("resources", "symptom", "timeline", "checks", "request")
"""Without these a team cannot start."""
WHOLE_PACK = 0.9
LIVE = ("chat", "phone")
GRANTED = 10.0
"""Minutes a customer in a live channel grants for looking, once somebody has answered."""


def minutes(since: datetime, until: datetime) -> float:
    """Return simulated minutes between two moments."""
    return round((until - since) / timedelta(minutes=1), 2)


def is_substantive(reading: Reading) -> bool:
    """Tell whether a reply is more than a receipt: a finding, a justified question, a step, or a deed with a time."""
    if reading.findings or reading.steps or reading.does(ActKind.FINDING, ActKind.COMMAND):
        return True
    asks = bool(reading.asks or reading.requests) or reading.does(ActKind.REQUEST)
    if asks and reading.does(ActKind.REASON, ActKind.EXPECTED_RESULT):
        return True
    if reading.asks or reading.requests:
        return True  # a question that reaches a fact of the case justifies itself
    return reading.does(ActKind.PROMISE) and reading.does(
        ActKind.OWNERSHIP, ActKind.WILL_CHECK, ActKind.ROUTE
    )


def first_substantive(run: Run) -> Said | None:
    """Return the first substantive reply."""
    return next((said for said in run.replies if is_substantive(run.readings.get(said.n, Reading()))), None)


def taken_at(events: Sequence[Event]) -> datetime | None:
    """Return when somebody took the ticket: the first thing done on it."""
    own = ToolRun | Said | Classified | Noted | Searched | ArticleOpened | Escalated
    return next((event.at for event in events if isinstance(event, own)), None)


def first_response_target(case: Case) -> float:
    """Return minutes within which the plan answers in this channel."""
    plan = case.provider.plan(case.scenario.plan)
    if case.scenario.channel == "chat":
        return float(plan.chat_response)
    if case.scenario.channel == "phone":
        return float(plan.phone_response or plan.chat_response)
    return float(plan.first_response[case.scenario.priority.level])


def later_wait(case: Case) -> float:
    """Return minutes this customer takes as normal once somebody has answered."""
    first = first_response_target(case)
    if case.scenario.channel in LIVE:
        return max(GRANTED, 2 * first)
    return float(case.provider.update_rhythm.get(case.scenario.priority.level.value, first))


def wait_overrun(case: Case, events: Sequence[Event]) -> float:
    """Return the worst overrun of an expected wait, in expected waits; a promised time moves the expectation."""
    worst, asked, answered = 0.0, None, False
    due: datetime | None = None
    for event in events:
        if isinstance(event, Opened | CustomerSaid) and asked is None:
            asked = event.at
        elif event.kind == "promised":
            due = event.due
        elif isinstance(event, Said) and asked is not None:
            expected = later_wait(case) if answered else first_response_target(case)
            since = max(asked, due) if due is not None else asked
            if expected:
                worst = max(worst, (minutes(since, event.at) - expected) / expected)
            asked, answered = None, True
    return max(0.0, worst)


def customer_wait(events: Sequence[Event]) -> float:
    """Return minutes spent waiting for the customer: his checks and steps."""
    spent = 0.0
    for before, event in pairwise(events):
        if isinstance(event, CommandRun | StepDone):
            spent += minutes(before.at, event.at)
    return spent


def team_minutes(case: Case, run: Run) -> float | None:
    """Return the model's minutes from the right hand-over to the team's fix, or None when none was made."""
    target = case.scenario.escalation
    if target is None or not run.escalations:
        return None
    level = case.scenario.priority.level.value
    spent = TEAM_MEDIAN.get(level, TEAM_MEDIAN_LATER)
    right = next((each for each in run.escalations if each.team == target.team), None)
    wrong = sum(1 for each in run.escalations if each.team != target.team)
    made = right or run.escalations[-1]
    return spent + WRONG_TEAM * wrong + MISSING_FIELD * len(missing_critical(made))


def missing_critical(made: Escalated) -> tuple[str, ...]:
    """Return the fields a team cannot start without that are empty in a pack."""
    filled = {str(name) for name, text in made.pack.items() if text.strip()} | (
        {"request"} if made.request.strip() else set()
    )
    return tuple(name for name in PACK_FIELDS if name in CRITICAL_FIELDS and name not in filled)


def kept_promises(events: Sequence[Event]) -> tuple[int, int]:
    """Return (kept, settled) promised updates."""
    settled = [event for event in events if isinstance(event, PromiseSettled)]
    return sum(event.kept for event in settled), len(settled)


def was_bounced(events: Sequence[Event]) -> bool:
    """Tell whether a team sent the ticket back."""
    return any(isinstance(event, TeamAnswered) and not event.accepted for event in events)
