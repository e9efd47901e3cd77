"""P: impact, urgency, priority, category and the major-incident flag."""

from simulator.domain.event import Classified, MajorRaised
from simulator.domain.grade import CriterionGrade
from simulator.domain.priority import Level
from simulator.grading.dossier import Dossier
from simulator.grading.incident import MANAGER
from simulator.grading.mark import at, rule

ORDER: tuple[Level, ...] = ("L", "M", "H")
PRIORITIES = ("P1", "P2", "P3", "P4")


def classification(d: Dossier) -> tuple[CriterionGrade, ...]:
    """P1…P5. Levels: 4 right, 2 one level off or set right late without new facts, 0 wrong."""
    return (*_fields(d), major_flag(d))


def _fields(d: Dossier) -> tuple[CriterionGrade, ...]:
    truth, chosen = d.scenario.priority, d.run.classified
    if chosen is None:
        return tuple(
            rule(
                f"P{i}",
                0,
                at(d.last),
                en="The ticket was not classified.",
                ru="Обращение не классифицировано.",
            )
            for i in range(1, 5)
        )
    first = next(e for e in d.events if isinstance(e, Classified))
    late = first.n != chosen.n and not new_facts(d, first.n, chosen.n)
    impact = _near(ORDER.index(chosen.impact), ORDER.index(truth.impact))
    urgency = _near(ORDER.index(chosen.urgency), ORDER.index(truth.urgency))
    level = _near(PRIORITIES.index(chosen.priority), PRIORITIES.index(truth.level))
    category = 4.0 if chosen.category == d.scenario.category.value else 0.0
    said = (
        (impact, first.impact != chosen.impact, chosen.impact, truth.impact),
        (urgency, first.urgency != chosen.urgency, chosen.urgency, truth.urgency),
        (level, first.priority != chosen.priority, chosen.priority.value, truth.level.value),
        (category, first.category != chosen.category, chosen.category, d.scenario.category.value),
    )
    return tuple(
        rule(
            f"P{i}",
            got / 2 if late and changed else got,
            at(chosen.n),
            en=f"Set {mine}, right is {right}"
            + ("; changed late without new facts." if late and changed else "."),
            ru=f"Выставлено {mine}, верно {right}"
            + ("; изменено поздно без новых фактов." if late and changed else "."),
        )
        for i, (got, changed, mine, right) in enumerate(said, 1)
    )


def _near(mine: int, right: int) -> float:
    return {0: 4.0, 1: 2.0}.get(abs(mine - right), 0.0)


def new_facts(d: Dossier, after: int, until: int) -> bool:
    """Tell whether anything became known between two events."""
    return any(after < n < until for n in (*d.seen.values(), *d.unlocked.values()))


def major_flag(d: Dossier) -> CriterionGrade:
    """P5: a candidate exactly when the card has one."""
    raising = next((e for e in d.events if isinstance(e, MajorRaised)), None)
    handing = next((e for e in d.run.escalations if e.team == MANAGER), None)
    wanted = d.scenario.priority.major_candidate
    meant = d.scenario.escalation is not None and d.scenario.escalation.team == MANAGER
    # Where the card itself sends the case to the incident manager, going there raises no alarm by itself.
    flag = raising or (handing if wanted or not meant else None)
    right = (flag is not None) == wanted
    return rule(
        "P5",
        4 if right else 0,
        at(flag.n if flag is not None else d.last),
        en="A candidate was "
        + ("raised" if flag is not None else "not raised")
        + ("; right." if right else "; wrong."),
        ru="Кандидат "
        + ("поднят" if flag is not None else "не поднят")
        + ("; верно." if right else "; неверно."),
    )
