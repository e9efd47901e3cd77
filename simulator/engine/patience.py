"""How long this customer expects to wait, and what waiting does."""

from simulator.domain.case import Case
from simulator.domain.event import CustomerSaid, MoodMoved, Opened, Said
from simulator.domain.run import Run
from simulator.engine.mood import Share, waiting

LIVE = ("chat", "phone")
LATER_FLOOR = 10
"""Minutes a customer in a live channel grants for looking, once somebody has answered."""


def expected_minutes(case: Case, run: Run) -> float:
    """Return the wait in simulated minutes this customer takes as normal now."""
    plan = case.provider.plan(case.scenario.plan)
    first = not run.replies
    if case.scenario.channel in LIVE:
        live = (
            plan.chat_response
            if case.scenario.channel == "chat"
            else plan.phone_response or plan.chat_response
        )
        return float(live if first else max(LATER_FLOOR, 2 * live))
    level = case.scenario.priority.level
    if first:
        return float(plan.first_response[level])
    return float(case.provider.update_rhythm.get(level.value, plan.first_response[level]))


def waited_shares(case: Case, run: Run, *, before_reply: bool = False) -> tuple[Share, ...]:
    """Return mood shares for the wait since the customer's last line, less what was already given for it.

    Args:
        case: the case.
        run: state now.
        before_reply: the last event is the reply that ends the wait.
    """
    assert run.now is not None
    events = run.events[:-1] if before_reply else run.events
    spoke = next((e for e in reversed(events) if isinstance(e, CustomerSaid | Opened | Said)), None)
    if spoke is None or (isinstance(spoke, Said) and not before_reply):
        return ()
    if any(promise.due >= run.now for promise in run.open_promises):
        return ()
    already = sum(
        share
        for event in events
        if isinstance(event, MoodMoved) and event.n > spoke.n
        for rule, share in event.rules
        if rule == "waited"
    )
    shown = replaced_replies(run, before_reply=before_reply)
    waited = (run.now - spoke.at).total_seconds() / 60
    return waiting(run, waited, expected_minutes(case, shown), already)


def replaced_replies(run: Run, *, before_reply: bool) -> Run:
    """Return the run as the customer saw it while he was waiting."""
    return Run.of(run.events[:-1]) if before_reply else run
