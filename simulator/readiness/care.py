"""Signs that somebody needs a person rather than another ticket: stuck, gone quiet, too much anger."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from simulator.domain.career import Competency
from simulator.domain.onboarding import Programme
from simulator.domain.proof import Proof
from simulator.domain.week import WEEK
from simulator.domain.workday import DAY
from simulator.readiness.calendar import Calendar, days_between
from simulator.readiness.levels import Standing, standing


def stuck(
    competencies: Iterable[Competency],
    proofs: Sequence[Proof],
    standings: Mapping[str, Standing],
    programme: Programme,
    now: datetime,
) -> tuple[Competency, ...]:
    """Return musts below target that did not rise although they were worked on.

    Worked on: ``care.stuck_proofs`` proofs or more within ``care.stuck_days``; risen: a higher level than then.
    """
    since = now - timedelta(days=programme.care.stuck_days)
    own: dict[str, list[Proof]] = defaultdict(list)
    for proof in proofs:
        own[proof.competency].append(proof)
    found = []
    for one in competencies:
        if not one.must or standings[one.id].level >= one.target:
            continue
        before = [proof for proof in own[one.id] if proof.at <= since]
        if len(own[one.id]) - len(before) < programme.care.stuck_proofs:
            continue
        if standings[one.id].level <= standing(one.id, before, programme, since).level:
            found.append(one)
    return tuple(found)


def quiet_days(last: date | None, starts: date | None, calendar: Calendar, today: date) -> int:
    """Return days on which the person works without any evidence, up to yesterday.

    Counted from the last evidence, else from the first day; 0 for somebody who has no programme.
    """
    begin = last + timedelta(days=1) if last is not None else starts
    if begin is None or starts is None:
        return 0
    return sum(map(calendar.works, days_between(max(begin, starts), today - DAY)))


def hard_days(angry: Iterable[datetime], programme: Programme, now: datetime) -> int:
    """Return days of the last week that held as much anger as a day may, from the ends of angry runs."""
    days = Counter(at.date() for at in angry if now - WEEK < at <= now)
    return sum(1 for count in days.values() if count >= programme.fatigue.angry_a_day)
