"""Where people in cohorts are, gathered in five queries however many they are."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Session

from simulator.db.queries import milestones as find, onboarding
from simulator.domain.workday import Holiday
from simulator.readiness.calendar import Absence, Calendar
from simulator.services.milestones.occurrences import Course
from simulator.services.workdays import workdays_of


def courses(
    session: Session, holidays: Sequence[Holiday], now: datetime, *, people: Collection[str] | None = None,
    cohort_id: str | None = None,
) -> list[Course]:  # fmt: skip
    """Return the courses of all active people in cohorts, of some, or of one cohort."""
    members = find.members(session, people, cohort_id)
    ids = [person.id for _member, person in members]
    away: dict[str, list[Absence]] = defaultdict(list)
    for one in onboarding.absences(session, ids):
        away[one.person_id].append((one.since, one.until))
    workdays = workdays_of(session, holidays, now)
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
            person.id, person.name, person.lead_id, member.starts,
            Calendar(workdays[member.cohort_id], away[person.id]), frozenset(passed[person.id]), extended[person.id],
        )
        for member, person in members
    ]  # fmt: skip
