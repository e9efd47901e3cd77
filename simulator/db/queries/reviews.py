"""Reviews, disputes, the gold set and rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from simulator.db.queries.people import candidates
from simulator.db.queries.simulations import newest_grade
from simulator.db.tables import (
    CommentRow,
    DisputeRow,
    GoldRow,
    GradeRow,
    MemberRow,
    PersonRow,
    ReviewRow,
    RoundRow,
    RoundScoreRow,
    SimulationRow,
)


def reviews_of(session: Session, simulation_id: str) -> Sequence[tuple[ReviewRow, str]]:
    """Return the reviews of a run with their authors' names, the oldest first."""
    return session.exec(
        select(ReviewRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(ReviewRow.author_id))
        .where(ReviewRow.simulation_id == simulation_id)
        .order_by(col(ReviewRow.at), col(ReviewRow.id))
    ).all()


def comments_of(session: Session, simulation_id: str) -> Sequence[tuple[CommentRow, str]]:
    """Return the remarks on a run with their authors' names, the oldest first."""
    return session.exec(
        select(CommentRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(CommentRow.author_id))
        .where(CommentRow.simulation_id == simulation_id)
        .order_by(col(CommentRow.at), col(CommentRow.id))
    ).all()


def disputes_of(session: Session, simulation_id: str) -> Sequence[tuple[DisputeRow, str]]:
    """Return the disputes on a run with the trainees' names, the oldest first."""
    return session.exec(
        select(DisputeRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(DisputeRow.person_id))
        .where(DisputeRow.simulation_id == simulation_id)
        .order_by(col(DisputeRow.at))
    ).all()


def dispute_to_change(session: Session, dispute_id: str) -> DisputeRow | None:
    """Return a dispute and keep other writers away from it."""
    return session.exec(select(DisputeRow).where(DisputeRow.id == dispute_id).with_for_update()).first()


def open_disputes(session: Session, people: Sequence[str] | None) -> Sequence[tuple[DisputeRow, str, str]]:
    """Return disputes without a ruling, with the person's name and the ticket's subject, the oldest first."""
    question = (
        select(DisputeRow, PersonRow.name, SimulationRow.subject)
        .join(PersonRow, col(PersonRow.id) == col(DisputeRow.person_id))
        .join(SimulationRow, col(SimulationRow.id) == col(DisputeRow.simulation_id))
        .where(col(DisputeRow.verdict).is_(None))
    )
    if people is not None:
        question = question.where(col(DisputeRow.person_id).in_(people))
    return session.exec(question.order_by(col(DisputeRow.at)).limit(200)).all()


@dataclass(frozen=True)
class Wanted:
    """Which ended runs are looked at."""

    people: Sequence[str] | None
    """Ids of those whose runs may be seen; None means everybody's."""
    person: str = ""
    cohort: str = ""
    scenario: str = ""
    lang: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: tuple[datetime, str] | None = None
    """The last run of the page before: end and id."""


def graded_runs(
    session: Session, wanted: Wanted, limit: int
) -> Sequence[tuple[SimulationRow, GradeRow, str]]:
    """Return ended runs with their newest grade and the person's name, the newest first."""
    run = SimulationRow
    question = (
        select(SimulationRow, GradeRow, PersonRow.name)
        .join(GradeRow, col(GradeRow.id) == newest_grade())
        .join(PersonRow, col(PersonRow.id) == col(run.person_id))
        .where(col(run.result).is_not(None))
    )
    if wanted.people is None:
        question = question.where(col(run.person_id).not_in(candidates()))
    else:
        question = question.where(col(run.person_id).in_(wanted.people))
    exact = ((run.person_id, wanted.person), (run.scenario_id, wanted.scenario), (run.lang, wanted.lang))
    for column, value in exact:
        if value:
            question = question.where(column == value)
    if wanted.cohort:
        members = select(MemberRow.person_id).where(MemberRow.cohort_id == wanted.cohort)
        question = question.where(col(run.person_id).in_(members))
    if wanted.since:
        question = question.where(col(run.ended_at) >= wanted.since)
    if wanted.until:
        question = question.where(col(run.ended_at) < wanted.until)
    if wanted.before:
        question = question.where(tuple_(col(run.ended_at), col(run.id)) < wanted.before)
    return session.exec(question.order_by(col(run.ended_at).desc(), col(run.id).desc()).limit(limit)).all()


def people_of(session: Session, ids: Sequence[str] | None) -> Sequence[tuple[str, str]]:
    """Return id and name of trainees whose runs may be listed, by name."""
    question = select(PersonRow.id, PersonRow.name).where(col(PersonRow.role) == "trainee")
    if ids is not None:
        question = question.where(col(PersonRow.id).in_(ids))
    return session.exec(question.order_by(col(PersonRow.name)).limit(500)).all()


def first_under(session: Session, number: int) -> set[str]:
    """Return the first runs graded under the newest scorecards; none when there were no others before."""
    pin = session.exec(
        select(GradeRow.rubrics_pin).order_by(col(GradeRow.at).desc(), col(GradeRow.id)).limit(1)
    ).first()
    others = session.exec(select(GradeRow.id).where(GradeRow.rubrics_pin != pin).limit(1)).first()
    if others is None:
        return set()
    query = (
        select(GradeRow.simulation_id)
        .where(GradeRow.rubrics_pin == pin)
        .order_by(col(GradeRow.at), col(GradeRow.id))
    )
    return set(session.exec(query.limit(number)))


def review_counts(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """Return run → how many people have reviewed it."""
    found: dict[str, set[str]] = {}
    for run, author in session.exec(
        select(ReviewRow.simulation_id, ReviewRow.author_id).where(col(ReviewRow.simulation_id).in_(ids))
    ).all():
        found.setdefault(run, set()).add(author)
    return {run: len(authors) for run, authors in found.items()}


def disputed(session: Session, ids: Sequence[str]) -> set[str]:
    """Return the runs among ``ids`` with a dispute that waits for a ruling."""
    return set(
        session.exec(
            select(DisputeRow.simulation_id).where(
                col(DisputeRow.simulation_id).in_(ids), col(DisputeRow.verdict).is_(None)
            )
        ).all()
    )


def reviews_with_machine(session: Session) -> Sequence[tuple[ReviewRow, str]]:
    """Return reviews of levels that a machine had given as well, with the run's language, the oldest first."""
    return session.exec(
        select(ReviewRow, SimulationRow.lang)
        .join(SimulationRow, col(SimulationRow.id) == col(ReviewRow.simulation_id))
        .where(col(ReviewRow.level).is_not(None), col(ReviewRow.machine).is_not(None))
        .order_by(col(ReviewRow.at))
    ).all()


def gold(session: Session) -> Sequence[tuple[GoldRow, str]]:
    """Return the gold set with the run's language."""
    return session.exec(
        select(GoldRow, SimulationRow.lang)
        .join(SimulationRow, col(SimulationRow.id) == col(GoldRow.simulation_id))
        .order_by(col(GoldRow.simulation_id), col(GoldRow.target))
    ).all()


def rounds(session: Session) -> Sequence[tuple[RoundRow, str]]:
    """Return calibration rounds with the ticket's subject, the newest first."""
    return session.exec(
        select(RoundRow, SimulationRow.subject)
        .join(SimulationRow, col(SimulationRow.id) == col(RoundRow.simulation_id))
        .order_by(col(RoundRow.at).desc())
        .limit(50)
    ).all()


def round_scores(session: Session, round_id: str) -> Sequence[tuple[RoundScoreRow, str]]:
    """Return every level of a round with the reviewer's name."""
    return session.exec(
        select(RoundScoreRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(RoundScoreRow.person_id))
        .where(RoundScoreRow.round_id == round_id)
        .order_by(col(PersonRow.name), col(RoundScoreRow.target))
    ).all()
