"""Who may come near a candidate: the panel of the vacancy, and the candidate himself."""

from sqlmodel import Session

from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow, VacancyRow
from simulator.domain.person import HIRERS, Person, Role
from simulator.errors import NotAllowed, NotFound


def must_hire(viewer: Person) -> None:
    """Raise ``NotAllowed`` unless the viewer is an interviewer or an admin."""
    if viewer.role not in HIRERS:
        raise NotAllowed


def vacancy_seen(session: Session, viewer: Person, vacancy_id: str) -> VacancyRow:
    """Return a vacancy on whose panel the viewer is (an admin sees all); otherwise it does not exist for him."""
    must_hire(viewer)
    row = session.get(VacancyRow, vacancy_id)
    if row is None or not (viewer.role is Role.ADMIN or find.is_on_panel(session, vacancy_id, viewer.id)):
        raise NotFound(vacancy_id)
    return row


def candidate_seen(session: Session, viewer: Person, code: str) -> tuple[CandidateRow, VacancyRow]:
    """Return a candidate of the viewer's vacancies by code, with the vacancy."""
    must_hire(viewer)
    row = find.by_code(session, code)
    if row is None:
        raise NotFound(code)
    return row, vacancy_seen(session, viewer, row.vacancy_id)


def own(session: Session, viewer: Person) -> CandidateRow:
    """Return the candidate the viewer is."""
    row = session.get(CandidateRow, viewer.id) if viewer.role is Role.CANDIDATE else None
    if row is None:
        raise NotFound(viewer.id)
    return row


def own_to_change(session: Session, viewer: Person) -> CandidateRow:
    """Return the candidate the viewer is, held against other writers."""
    row = find.candidate_to_change(session, viewer.id) if viewer.role is Role.CANDIDATE else None
    if row is None:
        raise NotFound(viewer.id)
    return row
