"""Which fields an answer to an exercise has."""

from simulator.domain.writing import (
    ACTIONS,
    ARTICLE,
    AUTOMATION,
    GAPS,
    WHYS,
    ArticleTask,
    AutomationTask,
    GuideEdit,
    NoteAudit,
    Rewrite,
    RootCause,
    Writing,
)


def field_names(task: Writing) -> tuple[str, ...]:
    """Return the names of the fields; whatever else a form holds is left out."""
    match task:
        case NoteAudit():
            lines = (f"line-{n}" for n in range(1, len(task.note) + 1))
            return (*lines, *(f"missing-{gap}" for gap in GAPS), "note")
        case Rewrite():
            return ("reply",)
        case ArticleTask():
            return ARTICLE
        case GuideEdit():
            return ("line", "text", "reason")
        case AutomationTask():
            return AUTOMATION
        case RootCause():
            return _of_a_cause(task)


def _of_a_cause(task: RootCause) -> tuple[str, ...]:
    parts = ("what", "owner", "date", "check")
    return (
        "problem",
        "detection",
        *(f"moment-{one.id}" for one in task.moments),
        *(f"why-{n}" for n in range(1, WHYS + 1)),
        *(f"bone-{one.id}" for one in task.bones),
        *(f"action-{n}-{part}" for n in range(1, ACTIONS + 1) for part in parts),
    )
