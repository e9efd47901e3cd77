"""The one door to a person's data."""

from sqlmodel import Session

from simulator.db.queries import simulations as find
from simulator.db.queries.opinions import opinion_by
from simulator.db.tables import PersonRow, SimulationRow
from simulator.domain.person import LEADS, Person, Role
from simulator.errors import NotAllowed, NotFound


def run_to_read(session: Session, viewer: Person, simulation_id: str) -> SimulationRow:
    """Return a run the viewer may see; otherwise it does not exist for him."""
    row = find.simulation(session, simulation_id)
    if row is None or not (sees(session, viewer, row.person_id) or is_lent(session, viewer, simulation_id)):
        raise NotFound(simulation_id)
    return row


def is_lent(session: Session, viewer: Person, simulation_id: str) -> bool:
    """Tell whether a reviewer of another team was asked for a second opinion on a run."""
    return viewer.role in LEADS and opinion_by(session, simulation_id, viewer.id) is not None


def run_to_change(session: Session, viewer: Person, simulation_id: str) -> SimulationRow:
    """Return the viewer's own run, held against other writers. Nobody acts in another person's run."""
    row = find.simulation_to_change(session, simulation_id)
    if row is None or row.person_id != viewer.id:
        raise NotFound(simulation_id)
    return row


def sees(session: Session, viewer: Person, person_id: str) -> bool:
    """Tell whether ``viewer`` may see the runs of a person: own, one's people's, or all for an admin.

    A candidate's runs are seen by the panel of the vacancy only, through the candidate's file.
    """
    if viewer.id == person_id:
        return True
    if viewer.role not in LEADS:
        return False
    person = session.get(PersonRow, person_id)
    if person is None or person.role == Role.CANDIDATE:
        return False
    return viewer.role is Role.ADMIN or person.lead_id == viewer.id


def must_lead(viewer: Person) -> None:
    """Raise ``NotAllowed`` unless the viewer is a lead or an admin."""
    if viewer.role not in LEADS:
        raise NotAllowed


def must_administer(viewer: Person) -> None:
    """Raise ``NotAllowed`` unless the viewer is an admin."""
    if viewer.role is not Role.ADMIN:
        raise NotAllowed


def people_seen(session: Session, viewer: Person) -> list[str] | None:
    """Return ids of everybody whose runs ``viewer`` may list; None means everybody's."""
    if viewer.role is Role.ADMIN:
        return None
    if viewer.role is Role.LEAD:
        return [viewer.id, *find.people_led_by(session, viewer.id)]
    return [viewer.id]
