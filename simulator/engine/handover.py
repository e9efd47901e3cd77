"""Escalations: what the pack holds, what is missing, and when and how the team answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.domain.case import Case
from simulator.domain.event import Escalated
from simulator.domain.scenario import PACK_FIELDS, PackField

CRITICAL_FIELDS: tuple[PackField, ...] = ("resources", "symptom", "timeline", "checks", "request")
"""Without these a team cannot start; each missing one costs half an hour of questions."""
ACCEPT_MINUTES = 10
WRONG_TEAM_MINUTES = 90
MISSING_FIELD_MINUTES = 30
MIN_WORDS = 1


@dataclass(frozen=True)
class Answer:
    """The team's answer to an escalation."""

    accepted: bool
    missing: tuple[str, ...]
    minutes: int
    text: str


def missing_parts(case: Case, escalated: Escalated) -> tuple[str, ...]:
    """Return base fields (by name) and card items (by number, ``item-2``) the pack lacks."""
    pack: dict[str, str] = {str(name): text for name, text in escalated.pack.items()}
    pack["request"] = pack.get("request") or escalated.request
    lacking = [name for name in PACK_FIELDS if not pack.get(name, "").split()]
    everything = "\n".join(pack.values()).casefold()
    escalation = case.scenario.escalation
    items = escalation.pack if escalation else ()
    lacking += [
        f"item-{number}"
        for number, item in enumerate(items, 1)
        if not any(fragment.casefold() in everything for fragment in item.any_of)
    ]
    return tuple(lacking)


def share_present(case: Case, missing: tuple[str, ...]) -> float:
    """Return the share 0–1 of base fields and card items that are in the pack."""
    items = len(case.scenario.escalation.pack) if case.scenario.escalation else 0
    return 1 - len(missing) / (len(PACK_FIELDS) + items)


def answer(case: Case, escalated: Escalated) -> Answer:
    """Return what the team answers and after how many simulated minutes."""
    missing = missing_parts(case, escalated)
    escalation = case.scenario.escalation
    critical = [name for name in missing if name in CRITICAL_FIELDS]
    if escalation is None or escalated.team not in (escalation.team, *escalation.near):
        team = case.provider.team(escalated.team)
        text = team.returns.within(case.lang) if team else ""
        return Answer(accepted=False, missing=missing, minutes=WRONG_TEAM_MINUTES, text=text)
    minutes = ACCEPT_MINUTES + MISSING_FIELD_MINUTES * len(critical)
    if escalated.team != escalation.team:
        minutes += WRONG_TEAM_MINUTES // 2
    text = escalation.answer.within(case.lang)
    if critical:
        text = f"{_questions(case, critical)}\n{text}"
    return Answer(accepted=True, missing=missing, minutes=minutes, text=text)


FIELD_QUESTIONS: dict[str, tuple[str, str]] = {
    "resources": ("which resources, project and zone", "какие ресурсы, проект и зона"),
    "symptom": ("the exact symptom and error text", "точный симптом и текст ошибки"),
    "timeline": ("when it began, with the time zone", "когда началось, с часовым поясом"),
    "checks": ("what you checked and what it showed", "что проверили и что увидели"),
    "request": ("what exactly you want us to do", "что именно от нас нужно"),
}


def _questions(case: Case, critical: Sequence[str]) -> str:
    column = 1 if case.lang == "ru" else 0
    parts = "; ".join(FIELD_QUESTIONS[name][column] for name in critical)
    if case.lang == "ru":
        return f"Пришлось уточнять у вас по телефону: {parts}. На это ушло время."
    return f"We had to come back to you for: {parts}. That took time."
