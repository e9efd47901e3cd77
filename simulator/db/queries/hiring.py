"""Vacancies, candidates and what is kept of their assessment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, or_, select

from simulator.db.tables import (
    CandidateRow,
    DecisionRow,
    DeclarationRow,
    EventRow,
    InvitationRow,
    PanelRow,
    PersonRow,
    ReferenceRow,
    ScoreRow,
    SessionRow,
    SignalRow,
    SimulationRow,
    StageRow,
    VacancyRow,
)


def vacancies_of(session: Session, assessor_id: str | None) -> Sequence[VacancyRow]:
    """Return the vacancies on whose panel somebody is, the newest first; None means all."""
    question = select(VacancyRow).order_by(col(VacancyRow.created_at).desc(), VacancyRow.id)
    if assessor_id is not None:
        question = question.join(PanelRow, col(PanelRow.vacancy_id) == col(VacancyRow.id)).where(
            PanelRow.assessor_id == assessor_id
        )
    return session.exec(question).all()


def is_on_panel(session: Session, vacancy_id: str, person_id: str) -> bool:
    """Tell whether somebody belongs to the panel of a vacancy."""
    return session.get(PanelRow, (vacancy_id, person_id)) is not None


def panel_of(session: Session, vacancy_id: str) -> Sequence[PanelRow]:
    """Return who belongs to the panel of a vacancy."""
    return session.exec(select(PanelRow).where(PanelRow.vacancy_id == vacancy_id)).all()


def candidates_of(session: Session, vacancy_id: str) -> Sequence[CandidateRow]:
    """Return the candidates of a vacancy in order of their code: no order of merit."""
    return session.exec(
        select(CandidateRow).where(CandidateRow.vacancy_id == vacancy_id).order_by(CandidateRow.code)
    ).all()


def by_code(session: Session, code: str) -> CandidateRow | None:
    """Return the candidate with a code."""
    return session.exec(select(CandidateRow).where(CandidateRow.code == code)).first()


def by_form(session: Session, key: str) -> CandidateRow | None:
    """Return the candidate a form has invited."""
    return session.exec(select(CandidateRow).where(CandidateRow.form_key == key)).first()


def sibling(session: Session, code: str) -> CandidateRow | None:
    """Return the second session of the person whose first session has this code."""
    return session.exec(select(CandidateRow).where(CandidateRow.sibling_of == code)).first()


def language_of(session: Session, person_id: str) -> str:
    """Return the language of work a candidate has chosen."""
    row = session.get(PersonRow, person_id)
    return row.language if row is not None else "ru"


def references_of(session: Session, person_id: str) -> Sequence[ReferenceRow]:
    """Return what was asked about a candidate with his consent, the oldest first."""
    return session.exec(
        select(ReferenceRow)
        .where(ReferenceRow.person_id == person_id)
        .order_by(col(ReferenceRow.at), ReferenceRow.id)
    ).all()


def candidate_to_change(session: Session, person_id: str) -> CandidateRow | None:
    """Return a candidate, held against other writers."""
    return session.exec(
        select(CandidateRow).where(CandidateRow.person_id == person_id).with_for_update()
    ).first()


def invitation(session: Session, token_hash: str) -> InvitationRow | None:
    """Return the invitation whose token has this hash."""
    return session.exec(select(InvitationRow).where(InvitationRow.token_hash == token_hash)).first()


def invitation_to_change(session: Session, token_hash: str) -> InvitationRow | None:
    """Return the invitation whose token has this hash, held against other writers."""
    return session.exec(
        select(InvitationRow).where(InvitationRow.token_hash == token_hash).with_for_update()
    ).first()


def invitations_of(session: Session, person_id: str) -> Sequence[InvitationRow]:
    """Return all invitations of a candidate, the newest first."""
    return session.exec(
        select(InvitationRow)
        .where(InvitationRow.person_id == person_id)
        .order_by(col(InvitationRow.created_at).desc(), InvitationRow.id)
    ).all()


def stages_of(session: Session, person_id: str) -> Sequence[StageRow]:
    """Return the stages a candidate has begun."""
    return session.exec(select(StageRow).where(StageRow.person_id == person_id)).all()


def stage(session: Session, person_id: str, name: str) -> StageRow | None:
    """Return one stage."""
    return session.exec(
        select(StageRow).where(StageRow.person_id == person_id, StageRow.name == name)
    ).first()


def stage_to_change(session: Session, person_id: str, name: str) -> StageRow | None:
    """Return one stage, held against other writers."""
    return session.exec(
        select(StageRow).where(StageRow.person_id == person_id, StageRow.name == name).with_for_update()
    ).first()


def stages_since(session: Session, name: str, since: datetime) -> Sequence[StageRow]:
    """Return stages of one name that were begun since a moment, whoever took them."""
    return session.exec(
        select(StageRow).where(StageRow.name == name, col(StageRow.started_at) >= since)
    ).all()


def same_task(
    session: Session, name: str, run: SimulationRow
) -> Sequence[tuple[CandidateRow, SimulationRow]]:
    """Return other candidates who ended a stage with the card and language of ``run``, with their runs."""
    return session.exec(
        select(CandidateRow, SimulationRow)
        .join(StageRow, col(StageRow.person_id) == col(CandidateRow.person_id))
        .join(SimulationRow, col(SimulationRow.id) == col(StageRow.run_id))
        .where(
            StageRow.name == name,
            col(StageRow.ended_at).is_not(None),
            SimulationRow.scenario_id == run.scenario_id,
            SimulationRow.lang == run.lang,
            SimulationRow.id != run.id,
        )
        .order_by(CandidateRow.code)
    ).all()


def signals_of(session: Session, person_id: str) -> Sequence[SignalRow]:
    """Return what was noticed about a candidate's work, in order."""
    return session.exec(
        select(SignalRow).where(SignalRow.person_id == person_id).order_by(col(SignalRow.at))
    ).all()


def scores_of(session: Session, person_id: str) -> Sequence[ScoreRow]:
    """Return every score given to a candidate, the oldest first."""
    return session.exec(
        select(ScoreRow).where(ScoreRow.person_id == person_id).order_by(col(ScoreRow.id))
    ).all()


def decisions_of(session: Session, person_id: str) -> Sequence[DecisionRow]:
    """Return the decisions about a candidate, the oldest first."""
    return session.exec(
        select(DecisionRow).where(DecisionRow.person_id == person_id).order_by(col(DecisionRow.id))
    ).all()


def plans_since(session: Session, since: datetime) -> Sequence[CandidateRow]:
    """Return candidates whose draw was made since a moment."""
    return session.exec(select(CandidateRow).where(col(CandidateRow.consent_at) >= since)).all()


def same_source(session: Session, source: str) -> Sequence[CandidateRow]:
    """Return candidates of one source."""
    return session.exec(select(CandidateRow).where(CandidateRow.source == source)).all()


def sessions_of(session: Session, person_id: str) -> Sequence[SessionRow]:
    """Return the browsers a candidate is signed in with."""
    return session.exec(select(SessionRow).where(SessionRow.person_id == person_id)).all()


def has_ended(session: Session, run_id: str) -> bool:
    """Tell whether a run was ended."""
    row = session.get(SimulationRow, run_id) if run_id else None
    return row is not None and row.ended_at is not None


def was_interrupted(session: Session, run_id: str) -> bool:
    """Tell whether somebody spoke up unasked in a run."""
    return bool(run_id) and (
        session.exec(
            select(EventRow.n).where(EventRow.simulation_id == run_id, EventRow.kind == "interlude").limit(1)
        ).first()
        is not None
    )


def replace_declarations(session: Session, person_id: str, answers: Mapping[str, str]) -> None:
    """Let what a candidate declared be ``answers``."""
    session.exec(delete(DeclarationRow).where(col(DeclarationRow.person_id) == person_id))
    for question, answer in answers.items():
        session.add(DeclarationRow(person_id=person_id, question=question, answer=answer))


def name_of(session: Session, person_id: str) -> str:
    """Return the name of somebody who signed."""
    row = session.get(PersonRow, person_id)
    return row.name if row is not None else ""


def retained_until(session: Session, now: datetime, since: datetime) -> Sequence[CandidateRow]:
    """Return candidates whose time of retention is over; who has none was invited before ``since``."""
    forgotten = col(CandidateRow.retain_until).is_(None) & (col(CandidateRow.created_at) <= since)
    return session.exec(
        select(CandidateRow).where(or_(col(CandidateRow.retain_until) <= now, forgotten))
    ).all()


def declarations_of(session: Session, vacancy_id: str, question: str) -> dict[str, str]:
    """Return candidate → what he declared to a question, of one vacancy."""
    rows = session.exec(
        select(DeclarationRow)
        .join(CandidateRow, col(CandidateRow.person_id) == col(DeclarationRow.person_id))
        .where(CandidateRow.vacancy_id == vacancy_id, DeclarationRow.question == question)
    ).all()
    return {row.person_id: row.answer for row in rows}


def has_declared(session: Session, person_id: str) -> bool:
    """Tell whether a candidate declared anything."""
    return (
        session.exec(select(DeclarationRow).where(DeclarationRow.person_id == person_id)).first() is not None
    )
