"""Predicted CSAT and expected reopen: a model with design values, not a survey."""

from dataclasses import dataclass

SATISFIED = 4.0
"""A case counts as satisfied from this score on."""


@dataclass(frozen=True)
class Mood:
    """What the prediction rests on."""

    outcome: float
    """1 restored and confirmed, 0.5 correctly escalated with kept updates, 0 partly, −1 failed."""
    tone: float
    """Mean tone, 0–4."""
    anger: float
    """Anger at the end, 0–100."""
    wait: float
    """Overrun of the expected wait by itself, from 0 up."""
    effort: float
    """Units of work caused to the customer."""
    trust: float
    """Trust at the end, 0–100."""


def predicted_csat(mood: Mood) -> float:
    """Return the predicted score 1–5."""
    wait, effort = min(1.0, mood.wait), min(1.0, mood.effort / 6)
    score = (
        3.2
        + 1.2 * mood.outcome
        + 1.6 * (mood.tone / 4 - 0.5)
        - 0.9 * mood.anger / 100
        - 0.5 * wait
        - 0.3 * effort
        + 0.4 * (mood.trust - 50) / 50
    )
    return min(5.0, max(1.0, score))


def expected_reopen(*, addressed: bool, verified: bool, clear_step: bool) -> float:
    """Return the chance that the case comes back: an expected value, no dice."""
    return 0.03 + (0.0 if addressed else 0.25) + (0.0 if verified else 0.15) + (0.0 if clear_step else 0.10)
