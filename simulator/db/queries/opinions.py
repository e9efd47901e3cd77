"""Second opinions on runs, and questions to trainees about them."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from simulator.db.tables import OpinionRow, PersonRow, QuestionRow, ReviewRow, SimulationRow


def opinions_of(session: Session, simulation_id: str) -> Sequence[tuple[OpinionRow, str]]:
    """Return second opinions on a run with the reviewers' names, the oldest first."""
    return session.exec(
        select(OpinionRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(OpinionRow.reviewer_id))
        .where(OpinionRow.simulation_id == simulation_id)
        .order_by(col(OpinionRow.at), col(OpinionRow.id))
    ).all()


def given(session: Session) -> Sequence[tuple[OpinionRow, str]]:
    """Return second opinions that were given, with the run's language, the oldest first."""
    return session.exec(
        select(OpinionRow, SimulationRow.lang)
        .join(SimulationRow, col(SimulationRow.id) == col(OpinionRow.simulation_id))
        .where(col(OpinionRow.given_at).is_not(None))
        .order_by(col(OpinionRow.given_at), col(OpinionRow.id))
    ).all()


def first_words(session: Session) -> Sequence[ReviewRow]:
    """Return the levels reviewers gave to runs on which somebody was asked for a second opinion, the oldest first."""
    asked = select(OpinionRow.simulation_id).where(col(OpinionRow.given_at).is_not(None))
    return session.exec(
        select(ReviewRow)
        .where(col(ReviewRow.simulation_id).in_(asked), col(ReviewRow.level).is_not(None))
        .order_by(col(ReviewRow.at), col(ReviewRow.id))
    ).all()


def opinion_by(session: Session, simulation_id: str, reviewer_id: str) -> OpinionRow | None:
    """Return what one reviewer was asked about a run."""
    return session.exec(
        select(OpinionRow).where(
            OpinionRow.simulation_id == simulation_id, OpinionRow.reviewer_id == reviewer_id
        )
    ).first()


def opinions_asked(session: Session, reviewer_id: str) -> Sequence[tuple[OpinionRow, str, str]]:
    """Return what a reviewer was asked and has not given, with the ticket's subject and who asks, the oldest first."""
    return session.exec(
        select(OpinionRow, SimulationRow.subject, PersonRow.name)
        .join(SimulationRow, col(SimulationRow.id) == col(OpinionRow.simulation_id))
        .join(PersonRow, col(PersonRow.id) == col(OpinionRow.asked_by))
        .where(OpinionRow.reviewer_id == reviewer_id, col(OpinionRow.given_at).is_(None))
        .order_by(col(OpinionRow.at))
    ).all()


def reviewers(session: Session) -> Sequence[tuple[str, str]]:
    """Return id and name of everybody who may review, by name."""
    return session.exec(
        select(PersonRow.id, PersonRow.name)
        .where(col(PersonRow.role).in_(("lead", "admin")), col(PersonRow.is_active).is_(True))
        .order_by(col(PersonRow.name))
        .limit(200)
    ).all()


def unsettled(session: Session, ids: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the runs among ``ids`` on which reviewers are apart, and those with an answer nobody has read."""
    apart = select(OpinionRow.simulation_id).where(
        col(OpinionRow.simulation_id).in_(ids), OpinionRow.apart != ""
    )
    answered = select(QuestionRow.simulation_id).where(
        col(QuestionRow.simulation_id).in_(ids),
        col(QuestionRow.answered_at).is_not(None),
        col(QuestionRow.settled_at).is_(None),
    )
    return set(session.exec(apart)), set(session.exec(answered))


def questions_of(session: Session, simulation_id: str) -> Sequence[tuple[QuestionRow, str]]:
    """Return the questions on a run with their authors' names, the oldest first."""
    return session.exec(
        select(QuestionRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(QuestionRow.author_id))
        .where(QuestionRow.simulation_id == simulation_id)
        .order_by(col(QuestionRow.at), col(QuestionRow.id))
    ).all()


def questions_to(session: Session, person_id: str) -> Sequence[tuple[QuestionRow, str, str]]:
    """Return what a person was asked and has not answered, with the ticket's subject and who asks."""
    return session.exec(
        select(QuestionRow, SimulationRow.subject, PersonRow.name)
        .join(SimulationRow, col(SimulationRow.id) == col(QuestionRow.simulation_id))
        .join(PersonRow, col(PersonRow.id) == col(QuestionRow.author_id))
        .where(SimulationRow.person_id == person_id, col(QuestionRow.answered_at).is_(None))
        .order_by(col(QuestionRow.at))
    ).all()
