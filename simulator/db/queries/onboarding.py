"""Cohorts, proofs, signatures."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, delete, or_, select, update

from simulator.db.columns import METADATA
from simulator.db.queries.simulations import newest_grade
from simulator.db.rollups import outdate
from simulator.db.tables import (
    AbsenceRow,
    CohortRow,
    GradeRow,
    LogRow,
    MemberRow,
    PersonRow,
    ProofRow,
    SignatureRow,
    SimulationRow,
    UseNoteRow,
    WithdrawalRow,
)


def replace_proofs(session: Session, person_id: str, ref: str, rows: Sequence[ProofRow]) -> None:
    """Let ``rows`` be everything that ``ref`` proves for a person."""
    session.exec(delete(ProofRow).where(col(ProofRow.person_id) == person_id, col(ProofRow.ref) == ref))
    session.flush()
    outdate(session, [person_id])  # a bulk deletion passes the session by
    for row in rows:
        session.add(row)


def proofs_of(session: Session, people: Sequence[str], until: datetime) -> Sequence[ProofRow]:
    """Return every proof of some people up to a moment, the oldest first: one query, however many people."""
    return session.exec(
        select(ProofRow)
        .where(col(ProofRow.person_id).in_(people), col(ProofRow.at) <= until)
        .order_by(col(ProofRow.at), col(ProofRow.id))
    ).all()


def runs_of(session: Session, people: Sequence[str], until: datetime) -> Sequence[tuple[SimulationRow, str]]:
    """Return graded runs of some people with their key figures, the oldest first: one query."""
    return session.exec(
        select(SimulationRow, GradeRow.kpis)
        .join(GradeRow, col(GradeRow.id) == newest_grade())
        .where(col(SimulationRow.person_id).in_(people), col(SimulationRow.ended_at) <= until)
        .order_by(col(SimulationRow.ended_at))
    ).all()


def cohorts(session: Session, lead_id: str | None) -> Sequence[tuple[CohortRow, str]]:
    """Return cohorts (of one lead, or all) with the lead's name, the newest first."""
    question = select(CohortRow, PersonRow.name).join(PersonRow, col(PersonRow.id) == col(CohortRow.lead_id))
    if lead_id is not None:
        question = question.where(CohortRow.lead_id == lead_id)
    return session.exec(question.order_by(col(CohortRow.starts).desc(), col(CohortRow.id))).all()


def members(session: Session, cohort_id: str) -> Sequence[tuple[MemberRow, str]]:
    """Return the people of a cohort with their names."""
    return session.exec(
        select(MemberRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(MemberRow.person_id))
        .where(MemberRow.cohort_id == cohort_id)
        .order_by(col(PersonRow.name))
    ).all()


def members_to_roll_up(session: Session, today: date, limit: int) -> Sequence[tuple[MemberRow, str]]:
    """Return a few active people whose line on the board is out of date."""
    return session.exec(
        select(MemberRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(MemberRow.person_id))
        .where(
            col(PersonRow.is_active).is_(True),
            or_(col(MemberRow.rolled_on).is_(None), col(MemberRow.rolled_on) != today),
        )
        .order_by(col(MemberRow.person_id))
        .limit(limit)
    ).all()


def changes(session: Session, people: Sequence[str]) -> dict[str, int]:
    """Return person → how often something landed that his line on the board rests on."""
    rows = session.exec(
        select(MemberRow.person_id, MemberRow.changes).where(col(MemberRow.person_id).in_(people))
    ).all()
    return dict(rows)


def keep_rollups(session: Session, lines: Mapping[str, tuple[int, str]], today: date) -> None:
    """Keep lines of a board (person → changes, line), each unless something has landed since it was worked out."""
    member = METADATA.tables["member"]
    session.connection().execute(
        update(member)
        .where(member.c.person_id == bindparam("who"), member.c.changes == bindparam("before"))
        .values(rollup=bindparam("line"), rolled_on=today),
        [{"who": who, "before": before, "line": line} for who, (before, line) in lines.items()],
    )


def absences(session: Session, people: Sequence[str]) -> Sequence[AbsenceRow]:
    """Return the absences of some people."""
    return session.exec(select(AbsenceRow).where(col(AbsenceRow.person_id).in_(people))).all()


def signatures(session: Session, people: Sequence[str]) -> Sequence[tuple[SignatureRow, str]]:
    """Return signatures under gates with their authors' names, the oldest first."""
    return session.exec(
        select(SignatureRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(SignatureRow.author_id))
        .where(col(SignatureRow.person_id).in_(people))
        .order_by(col(SignatureRow.at))
    ).all()


def withdrawals(session: Session, people: Sequence[str]) -> dict[str, tuple[WithdrawalRow, str]]:
    """Return signature → its withdrawal and who withdrew it, of some people."""
    question = (
        select(WithdrawalRow, PersonRow.name)
        .join(SignatureRow, col(SignatureRow.id) == col(WithdrawalRow.signature_id))
        .join(PersonRow, col(PersonRow.id) == col(WithdrawalRow.author_id))
        .where(col(SignatureRow.person_id).in_(people))
    )
    return {row.signature_id: (row, name) for row, name in session.exec(question).all()}


def log_of(session: Session, person_id: str) -> Sequence[LogRow]:
    """Return somebody's learning log, the newest first."""
    return session.exec(
        select(LogRow).where(LogRow.person_id == person_id).order_by(col(LogRow.at).desc()).limit(100)
    ).all()


def trainees_of(session: Session, lead_id: str | None) -> Sequence[PersonRow]:
    """Return active trainees (of one lead, or all)."""
    question = select(PersonRow).where(PersonRow.role == "trainee", col(PersonRow.is_active).is_(True))
    if lead_id is not None:
        question = question.where(PersonRow.lead_id == lead_id)
    return session.exec(question.order_by(col(PersonRow.name))).all()


def places(
    session: Session, people: Sequence[str]
) -> tuple[dict[str, MemberRow], dict[str, CohortRow], dict[str, str]]:
    """Return person → membership, cohort → row, and buddy → name, for some people."""
    members = {
        row.person_id: row
        for row in session.exec(select(MemberRow).where(col(MemberRow.person_id).in_(people))).all()
    }
    ids = {row.cohort_id for row in members.values()}
    found = {row.id: row for row in session.exec(select(CohortRow).where(col(CohortRow.id).in_(ids))).all()}
    buddies = {row.buddy_id for row in members.values() if row.buddy_id}
    known = session.exec(select(PersonRow).where(col(PersonRow.id).in_(buddies))).all()
    return members, found, {row.id: row.name for row in known}


def use_notes(session: Session, person_id: str) -> Sequence[UseNoteRow]:
    """Return somebody's use notes, the newest first."""
    return session.exec(
        select(UseNoteRow).where(UseNoteRow.person_id == person_id).order_by(col(UseNoteRow.at).desc())
    ).all()
