"""The queue of the review desk: which ended runs ask for a person, page by page."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from simulator.calibration.sampling import REASONS, Sampled, reasons
from simulator.db.queries import opinions, reviews as find
from simulator.db.queries.onboarding import cohorts
from simulator.db.queries.simulations import simulation
from simulator.db.tables import SimulationRow
from simulator.domain.grade import Grade
from simulator.domain.person import Person
from simulator.domain.review import Automation, QueueFilter, QueueLine, QueuePage
from simulator.services.access import people_seen

LOOKED_AT = 300
"""Ended runs that one page chooses from."""
FIRST_UNDER_RUBRICS = 10
"""Runs under new scorecards that a person is asked to look at."""


@dataclass(frozen=True)
class Choices:
    """What the queue can be narrowed to: (id, name)."""

    people: tuple[tuple[str, str], ...]
    cohorts: tuple[tuple[str, str], ...]


def choices_of(session: Session, viewer: Person) -> Choices:
    """Return the people and cohorts whose runs the viewer may list."""
    seen = people_seen(session, viewer)
    return Choices(
        tuple((one, name) for one, name in find.people_of(session, seen)),
        tuple((row.id, row.name) for row, _lead in cohorts(session, None if seen is None else viewer.id)),
    )


def page_of(session: Session, viewer: Person, wanted: QueueFilter, rule: Automation) -> QueuePage:
    """Return a page: the newest runs after the key, sorted by urgency."""
    people = people_seen(session, viewer)
    found = find.graded_runs(session, _question(session, people, wanted), LOOKED_AT + 1)
    looked = found[:LOOKED_AT]
    ids = [row.id for row, _grade, _name in looked]
    disputed, counts = find.disputed(session, ids), find.review_counts(session, ids)
    apart, answered = opinions.unsettled(session, ids)
    fresh = find.first_under(session, FIRST_UNDER_RUBRICS)
    lines = []
    for row, stored, name in looked:
        if row.person_id == viewer.id:
            continue
        sampled = Sampled(
            row.id, Grade.model_validate_json(stored.body), row.id in disputed, row.id in apart, row.id in answered,
            row.id in fresh,
        )  # fmt: skip
        why = reasons(sampled, rule)
        done = counts.get(row.id, 0) > 0 and not {"dispute", "apart", "answered"} & set(why)
        if wanted.reason == "all" or (not done and why and (not wanted.reason or wanted.reason in why)):
            lines.append(_line(row, name, why, counts.get(row.id, 0)))
    lines.sort(key=lambda line: min((REASONS.index(one) for one in line.reasons), default=len(REASONS)))
    return QueuePage(tuple(lines), looked[-1][0].id if len(found) > LOOKED_AT else "")


def _question(session: Session, people: list[str] | None, wanted: QueueFilter) -> find.Wanted:
    last = simulation(session, wanted.after) if wanted.after else None
    since = datetime.combine(wanted.since, time.min, UTC) if wanted.since else None
    until = datetime.combine(wanted.until + timedelta(days=1), time.min, UTC) if wanted.until else None
    return find.Wanted(
        people=people, person=wanted.person, cohort=wanted.cohort, scenario=wanted.scenario, lang=wanted.lang,
        since=since, until=until, before=(last.ended_at, last.id) if last is not None and last.ended_at else None,
    )  # fmt: skip


def _line(row: SimulationRow, person: str, why: tuple[str, ...], reviews: int) -> QueueLine:
    assert row.ended_at is not None
    values: dict[str, Any] = {"lang": row.lang, "mode": row.mode, "total": row.total, "result": row.result}
    return QueueLine(
        simulation_id=row.id, scenario_id=row.scenario_id, subject=row.subject, person=person, ended=row.ended_at,
        reasons=why, reviews=reviews, **values,
    )  # fmt: skip
