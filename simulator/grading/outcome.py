"""O: is the customer back at work, and did he say so in time."""

from datetime import timedelta

from simulator.domain.event import CustomerSaid, StepDone
from simulator.domain.grade import CriterionGrade
from simulator.grading.dossier import Dossier
from simulator.grading.mark import at, rule

CONFIRMED, RESTORED, ADVISED = 100.0, 70.0, 40.0


def restore_target(d: Dossier) -> float:
    """Return minutes in which the plan promises to restore, at the card's priority."""
    return d.case.provider.plan(d.scenario.plan).restore[d.scenario.priority.level]


def outcome(d: Dossier, breach_cost: float) -> CriterionGrade:
    """O1: points out of 100 as a level 0–4."""
    restored, confirmed = d.run.restored_at, d.run.confirmed_at
    steps = {step.id for step in d.scenario.steps if step.restores}
    advised = next((step for step in d.steps if step.target in steps), None)
    if restored is None:
        points = ADVISED if advised else 0.0
        proof = at(advised.event, advised.quote) if advised else at(d.last)
        return rule(
            "O1",
            points / 25,
            proof,
            en="Right advice, not reached." if advised else "Not restored.",
            ru="Верный совет, но не выполнен." if advised else "Не восстановлено.",
        )
    points = CONFIRMED if confirmed is not None else RESTORED
    late = (restored - d.run.opened.at) > timedelta(minutes=restore_target(d))
    points = max(0.0, points - (breach_cost if late else 0.0))
    done = next(e for e in d.events if isinstance(e, StepDone) and e.restored)
    word = next(
        (e for e in d.events if isinstance(e, CustomerSaid) and e.at == confirmed and e.n > done.n), None
    )
    return rule(
        "O1",
        points / 25,
        at(done.n),
        *([at(word.n)] if word else []),
        en="Restored, "
        + ("confirmed" if confirmed else "not confirmed")
        + (", past the target." if late else "."),
        ru="Восстановлено, "
        + ("подтверждено" if confirmed else "не подтверждено")
        + (", позже срока." if late else "."),
    )
