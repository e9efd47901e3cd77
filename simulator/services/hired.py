"""What somebody proved when he was hired becomes the first entries of his matrix."""

from collections.abc import Sequence

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import onboarding as find
from simulator.domain.person import Person
from simulator.domain.proof import Proof
from simulator.errors import InvalidInput
from simulator.services.cohorts import led
from simulator.services.proofs import row_of

LONGEST_REF = 48


class Hired:
    """Brings evidence of hiring into the onboarding."""

    def __init__(self, database: Database, content: Library, clock: Clock) -> None:
        self._database = database
        self._content = content
        self._clock = clock

    def import_hired(self, viewer: Person, person_id: str, proofs: Sequence[Proof]) -> int:
        """Store proofs of kind ``hiring`` for a person the viewer leads; return how many there are.

        Proofs of one ``ref`` are replaced as a whole, so that importing again changes nothing.

        Raises:
            InvalidInput: another kind, an unknown competency, one competency twice under a ``ref``, a moment that
                lies ahead, or no ``ref``.
            NotFound: the person is not the viewer's to see.
            NotAllowed: the viewer is no lead, or it is the viewer himself.
        """
        known = {one.id for one in self._content.career_paths[0].competencies}
        by_ref: dict[str, dict[str, Proof]] = {}
        for proof in proofs:
            if proof.kind != "hiring":
                raise InvalidInput("kind-unknown", name="kind", kind=proof.kind)
            if proof.competency not in known:
                raise InvalidInput("competency-unknown", name="competency", competency=proof.competency)
            if not 0 < len(proof.ref) <= LONGEST_REF or proof.at > self._clock():
                raise InvalidInput("form-wrong", name="ref", ref=proof.ref)
            own = by_ref.setdefault(proof.ref, {})
            if proof.competency in own:
                raise InvalidInput("form-wrong", name="competency", competency=proof.competency)
            own[proof.competency] = proof
        with self._database.writing() as session:
            led(session, viewer, person_id)
            for ref, own in by_ref.items():
                rows = [row_of(proof, person_id, viewer.id) for proof in own.values()]
                find.replace_proofs(session, person_id, ref, rows)
        return len(proofs)
