"""Where people in cohorts are, gathered in four queries however many they are."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from simulator.db.queries import milestones as find, onboarding
from simulator.readiness.calendar import Absence
from simulator.services.milestones.occurrences import Course


def courses(
    session: Session, people: Collection[str] | None = None, cohort_id: str | None = None
) -> list[Course]:
    """Return the courses of all active people in cohorts, of some, or of one cohort."""
    members = find.members(session, people, cohort_id)
    ids = [person.id for _member, person in members]
    away: dict[str, list[Absence]] = defaultdict(list)
    for one in onboarding.absences(session, ids):
        away[one.person_id].append((one.since, one.until))
    passed: dict[str, set[str]] = defaultdict(set)
    extended: dict[str, dict[str, date]] = defaultdict(dict)
    back = onboarding.withdrawals(session, ids)
    for signature, _author in onboarding.signatures(session, ids):
        if signature.id in back:
            continue
        if signature.verdict == "passed":
            passed[signature.person_id].add(signature.gate)
        elif signature.until is not None:
            extended[signature.person_id][signature.gate] = signature.until
    return [
        Course(
            person.id, person.name, person.lead_id, member.starts, away[person.id], frozenset(passed[person.id]),
            extended[person.id],
        )
        for member, person in members
    ]  # fmt: skip
