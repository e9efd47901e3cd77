"""Career cards: what later roles ask for and what of it a person has proven. The same for employee and lead."""

from dataclasses import dataclass

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.domain.career import Competency, NextRole
from simulator.domain.person import Person
from simulator.readiness.roles import AskState, role_state
from simulator.services.onboarding import Onboarding


@dataclass(frozen=True)
class RoleCard:
    """One role in three lists; no total and no rank."""

    role: NextRole
    proven: tuple[AskState, ...]
    trainable: tuple[AskState, ...]
    at_work: tuple[AskState, ...]


@dataclass(frozen=True)
class CareerPage:
    """All cards of one person."""

    person: str
    person_id: str
    cards: tuple[RoleCard, ...]
    competencies: dict[str, Competency]


class Careers:
    """What comes after the first line."""

    def __init__(self, database: Database, clock: Clock, content: Library, onboarding: Onboarding) -> None:
        self._database = database
        self._content = content
        self._clock = clock
        self._onboarding = onboarding

    def cards(self, viewer: Person, person_id: str) -> CareerPage:
        """Return the cards of a person: one's own, or one's people's.

        Raises:
            NotFound: the person is not the viewer's to see.
        """
        now = self._clock()
        with self._database.reading() as session:
            known = self._onboarding.known(session, viewer, person_id, now)
        record = self._onboarding.record(known, now)
        helped = len({proof.ref for proof in known.proofs if proof.helped})
        return CareerPage(
            person=known.person,
            person_id=person_id,
            cards=tuple(_card(role, role_state(role, record, helped)) for role in self._content.next_roles),
            competencies={one.id: one for one in self._onboarding.competencies},
        )


def _card(role: NextRole, states: tuple[AskState, ...]) -> RoleCard:
    return RoleCard(
        role,
        proven=tuple(one for one in states if one.holds),
        trainable=tuple(one for one in states if not one.holds and one.found is not None),
        at_work=tuple(one for one in states if one.found is None),
    )
