"""What was shown to so many people of late that it may be known: cards, and items of a bank."""

from collections.abc import Collection, Sequence

CAP = 0.2
"""Share of a month's sessions from which on something is left out."""
ENOUGH = 5
"""Sessions needed to speak of a share."""


def overexposed(sessions: Sequence[Collection[str]]) -> frozenset[str]:
    """Return what was shown in ``CAP`` or more of the sessions of a month."""
    if len(sessions) < ENOUGH:
        return frozenset()
    seen = [frozenset(session) for session in sessions]
    shown = frozenset[str]().union(*seen)
    return frozenset(one for one in shown if sum(one in session for session in seen) / len(seen) >= CAP)
