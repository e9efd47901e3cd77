"""C1 and the moment of truth of a mass incident: when its evidence was seen, and when it was raised."""

from datetime import datetime, timedelta

from simulator.domain.event import Escalated, MajorRaised, PromiseSettled
from simulator.domain.grade import CriterionGrade
from simulator.grading.dossier import Dossier
from simulator.grading.mark import at, rule, skipped

MANAGER = "INC-MGR"
QUICK, SLOW = 5, 15
"""Minutes from the third signal: in full time, and too late."""


def signal(d: Dossier) -> tuple[int, datetime] | None:
    """Return (event, time) when the evidence of a major incident had been seen."""
    wanted = d.scenario.escalation.after if d.scenario.escalation else ()
    met = d.met(wanted) if wanted else d.met([tool.id for tool in d.scenario.tools if tool.key])
    return (met.n, met.at) if met is not None else None


def raised(d: Dossier) -> tuple[int, datetime] | None:
    """Return (event, time) when a candidate was raised; handing over to the incident manager is one."""
    for event in d.events:
        if isinstance(event, MajorRaised):
            return event.n, event.at
        if isinstance(event, Escalated) and event.team == MANAGER:
            return event.n, event.at
    return None


def speed(d: Dossier) -> CriterionGrade:
    """C1. Where the incident had been declared before the ticket came, only the rhythm is left."""
    if not d.scenario.priority.major_candidate:
        return rhythm(d)
    seen, up = signal(d), raised(d)
    if up is None:
        return rule(
            "C1", 0, at(seen[0] if seen else d.last), en="No candidate was raised.", ru="Кандидат не поднят."
        )
    since = seen[1] if seen is not None and seen[0] <= up[0] else d.run.opened.at
    minutes = (up[1] - since) / timedelta(minutes=1)
    broken = sum(1 for e in d.events if isinstance(e, PromiseSettled) and not e.kept)
    level = (4 if minutes <= QUICK else 2 if minutes <= SLOW else 0) - min(2, 2 * broken)
    return rule(
        "C1",
        max(0, level),
        at(up[0]),
        *([at(seen[0])] if seen else []),
        en=f"Raised after {minutes:.0f} min; updates missed: {broken}.",
        ru=f"Поднят через {minutes:.0f} мин; пропущено сообщений: {broken}.",
    )


def rhythm(d: Dossier) -> CriterionGrade:
    """C1 without a candidate to raise: were the updates that were due given."""
    settled = [event for event in d.events if isinstance(event, PromiseSettled)]
    if not settled:
        return skipped("C1", "nothing-due-yet")
    broken = [event for event in settled if not event.kept]
    return rule(
        "C1",
        max(0, 4 - 2 * len(broken)),
        *(at(event.n) for event in (broken or settled)),
        en=f"Updates due: {len(settled)}, missed: {len(broken)}.",
        ru=f"Сообщений к сроку: {len(settled)}, пропущено: {len(broken)}.",
    )
