"""Runs and their events."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ScalarSelect, tuple_
from sqlmodel import Session, col, exists, func, select

from simulator.db.queries.people import candidates
from simulator.db.tables import EventRow, GradeRow, JobRow, PersonRow, SimulationRow


def simulation(session: Session, simulation_id: str) -> SimulationRow | None:
    """Return a run."""
    return session.get(SimulationRow, simulation_id)


def simulation_to_change(session: Session, simulation_id: str) -> SimulationRow | None:
    """Return a run and keep other writers away from it until the transaction ends."""
    return session.exec(
        select(SimulationRow).where(SimulationRow.id == simulation_id).with_for_update()
    ).first()


def event_bodies(session: Session, simulation_id: str, after: int) -> Sequence[str]:
    """Return the events of a run beyond number ``after``, in order."""
    return session.exec(
        select(EventRow.body)
        .where(EventRow.simulation_id == simulation_id, EventRow.n > after)
        .order_by(col(EventRow.n))
    ).all()


def runs_of(session: Session, person_id: str, scenario_id: str | None = None) -> Sequence[SimulationRow]:
    """Return a person's runs, the newest first."""
    question = select(SimulationRow).where(SimulationRow.person_id == person_id)
    if scenario_id is not None:
        question = question.where(SimulationRow.scenario_id == scenario_id)
    return session.exec(
        question.order_by(col(SimulationRow.started_at).desc(), col(SimulationRow.id).desc())
    ).all()


def run_by_start_key(session: Session, person_id: str, key: str) -> SimulationRow | None:
    """Return the run which this form already started."""
    return session.exec(
        select(SimulationRow).where(SimulationRow.person_id == person_id, SimulationRow.start_key == key)
    ).first()


def highest_seed(session: Session, person_id: str, scenario_id: str) -> int:
    """Return the highest seed the person has played of a card, 0 for none."""
    found = session.exec(
        select(func.max(SimulationRow.seed)).where(
            SimulationRow.person_id == person_id, SimulationRow.scenario_id == scenario_id
        )
    ).one()
    return found or 0


def is_solved(session: Session, person_id: str, scenario_id: str) -> bool:
    """Tell whether the person has passed a card itself, not only a twin of it."""
    found = select(SimulationRow.id).where(
        SimulationRow.person_id == person_id,
        SimulationRow.scenario_id == scenario_id,
        SimulationRow.twin == "",
        SimulationRow.result == "pass",
    )
    return session.exec(found.limit(1)).first() is not None


def history_page(
    session: Session,
    people: Sequence[str] | None,
    before: tuple[datetime, str] | None,
    size: int,
) -> Sequence[tuple[SimulationRow, str]]:
    """Return a page of runs with their people's names, the newest first; ``people`` None means everybody."""
    question = select(SimulationRow, PersonRow.name).join(
        PersonRow, col(PersonRow.id) == col(SimulationRow.person_id)
    )
    if people is None:
        question = question.where(col(SimulationRow.person_id).not_in(candidates()))
    else:
        question = question.where(col(SimulationRow.person_id).in_(people))
    if before is not None:
        question = question.where(tuple_(SimulationRow.started_at, SimulationRow.id) < before)
    return session.exec(
        question.order_by(col(SimulationRow.started_at).desc(), col(SimulationRow.id).desc()).limit(size)
    ).all()


def latest_grade(session: Session, simulation_id: str) -> GradeRow | None:
    """Return the newest grade of a run."""
    return session.exec(
        select(GradeRow).where(GradeRow.simulation_id == simulation_id).order_by(col(GradeRow.at).desc())
    ).first()


def newest_grade() -> ScalarSelect[str]:
    """Return the id of the newest grade of each run of a query, to join grades by."""
    return (
        select(GradeRow.id)
        .where(col(GradeRow.simulation_id) == col(SimulationRow.id))
        .order_by(col(GradeRow.at).desc())
        .limit(1)
        .correlate(SimulationRow)
        .scalar_subquery()
    )


def grade_of_kind(session: Session, simulation_id: str, rubrics_pin: str, grader: str) -> GradeRow | None:
    """Return the grade of a run under some scorecards by one version of the graders."""
    return session.exec(
        select(GradeRow).where(
            GradeRow.simulation_id == simulation_id,
            GradeRow.rubrics_pin == rubrics_pin,
            GradeRow.grader == grader,
        )
    ).first()


def ended_without_job(session: Session, kind: str) -> Sequence[SimulationRow]:
    """Return ended runs which have neither a grade nor a job of ``kind``."""
    job = exists().where(col(JobRow.subject) == col(SimulationRow.id), col(JobRow.kind) == kind)
    return session.exec(
        select(SimulationRow).where(
            col(SimulationRow.ended_at).is_not(None), col(SimulationRow.result).is_(None), ~job
        )
    ).all()


def people_led_by(session: Session, lead_id: str) -> Sequence[str]:
    """Return ids of the people whose lead this is."""
    return session.exec(select(PersonRow.id).where(PersonRow.lead_id == lead_id)).all()


def graded_of(session: Session, person_id: str, limit: int) -> Sequence[tuple[SimulationRow, str]]:
    """Return somebody's newest graded runs with their grades, the newest first."""
    return session.exec(
        select(SimulationRow, GradeRow.body)
        .join(GradeRow, col(GradeRow.id) == newest_grade())
        .where(SimulationRow.person_id == person_id, col(SimulationRow.ended_at).is_not(None))
        .order_by(col(SimulationRow.ended_at).desc(), col(SimulationRow.id))
        .limit(limit)
    ).all()
