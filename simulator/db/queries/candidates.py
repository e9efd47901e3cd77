"""Candidates who have finished, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import Session, col, select

from simulator.db.queries.simulations import newest_grade
from simulator.db.tables import (
    CandidateRow,
    GradeRow,
    PanelRow,
    ScoreRow,
    SimulationRow,
    StageRow,
    VacancyRow,
)


def finished(
    session: Session, assessor_id: str | None, limit: int
) -> Sequence[tuple[CandidateRow, VacancyRow]]:
    """Return candidates who have finished and are not decided about, of the vacancies on whose panel somebody is.

    None for the assessor: of all vacancies. The newest first.
    """
    question = (
        select(CandidateRow, VacancyRow)
        .join(VacancyRow, col(VacancyRow.id) == col(CandidateRow.vacancy_id))
        .where(CandidateRow.state == "finished")
    )
    if assessor_id is not None:
        question = question.join(PanelRow, col(PanelRow.vacancy_id) == col(VacancyRow.id)).where(
            PanelRow.assessor_id == assessor_id
        )
    return session.exec(
        question.order_by(col(CandidateRow.created_at).desc(), CandidateRow.code).limit(limit)
    ).all()


def scores_by(session: Session, people: Sequence[str], assessor_id: str) -> dict[str, list[ScoreRow]]:
    """Return candidate → what one assessor has scored."""
    question = select(ScoreRow).where(col(ScoreRow.person_id).in_(people), ScoreRow.author_id == assessor_id)
    found: dict[str, list[ScoreRow]] = defaultdict(list)
    for row in session.exec(question).all():
        found[row.person_id].append(row)
    return found


def stages_of_many(session: Session, people: Sequence[str]) -> Sequence[StageRow]:
    """Return the stages some candidates have begun."""
    question = select(StageRow).where(col(StageRow.person_id).in_(people))
    return session.exec(question.order_by(col(StageRow.started_at), col(StageRow.id))).all()


def grades_of(session: Session, runs: Sequence[str]) -> dict[str, str]:
    """Return run → its newest grade, as it is stored."""
    question = (
        select(SimulationRow.id, GradeRow.body)
        .join(GradeRow, col(GradeRow.id) == newest_grade())
        .where(col(SimulationRow.id).in_(runs))
    )
    return dict(session.exec(question).all())
