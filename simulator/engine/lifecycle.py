"""The life of a ticket: which action is legal in which state (ITIL incident states)."""

from simulator.domain.action import Action
from simulator.domain.event import Status
from simulator.domain.run import Run
from simulator.errors import Conflict

NEXT: dict[str, dict[Status, Status]] = {
    "escalate": {"open": "escalated", "waiting": "escalated", "escalated": "escalated"},
    "resolve": {"open": "resolved", "waiting": "resolved", "escalated": "resolved"},
    "close": {"open": "closed", "waiting": "closed", "escalated": "closed", "resolved": "closed"},
}
"""Action → state before → state after. What is not listed is illegal; other actions keep the state."""


def next_status(run: Run, action: Action) -> Status:
    """Return the state after ``action``.

    Raises:
        Conflict: ``run-over`` when nothing more can be done, or ``illegal-<action>-<state>``.
    """
    if run.is_over:
        raise Conflict("run-over")
    moves = NEXT.get(action.do)
    if moves is None:
        return run.status
    if run.status not in moves:
        raise Conflict(f"illegal-{action.do}-{run.status}")
    return moves[run.status]
