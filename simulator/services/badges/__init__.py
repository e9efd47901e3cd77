"""Badges for a signed G3: issued once a signature, revoked when it is withdrawn."""

import uuid
from dataclasses import dataclass
from datetime import UTC

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import badges as find
from simulator.db.tables import BadgeRow, PersonRow, SignatureRow
from simulator.domain.person import Person
from simulator.domain.text import Language
from simulator.errors import NotFound
from simulator.services.access import sees
from simulator.services.badges.credential import Award, Issuer, drawn, signed

GATE = "G3"


@dataclass(frozen=True)
class Badge:
    """A badge as its person gets it."""

    id: str
    token: str
    picture: str


class Badges:
    """Issues badges and says which are revoked."""

    def __init__(self, database: Database, issuer: Issuer, clock: Clock) -> None:
        self._database = database
        self._issuer = issuer
        self._clock = clock

    @property
    def public_key(self) -> dict[str, object]:
        """The key by which badges of this installation are verified."""
        return {**self._issuer.key.as_dict(private=False), "kid": f"{self._issuer.did}#0"}

    @property
    def did(self) -> str:
        """Who signs badges here."""
        return self._issuer.did

    def of(self, viewer: Person, person_id: str) -> bool:
        """Tell whether a person has a signed G3 that stands."""
        with self._database.reading() as session:
            if not sees(session, viewer, person_id):
                raise NotFound(person_id)
            return find.standing_signature(session, person_id, GATE) is not None

    def badge(self, viewer: Person, person_id: str) -> Badge:
        """Return a person's badge, issued at the first look: one's own, or one's people's.

        Raises:
            NotFound: no G3 is signed, its signature was withdrawn, or the person is not the viewer's to see.
        """
        with self._database.writing() as session:
            if not sees(session, viewer, person_id):
                raise NotFound(person_id)
            signature = find.standing_signature(session, person_id, GATE)
            if signature is None:
                raise NotFound(person_id)
            row = find.of_signature(session, signature.id)
            badge_id = row.id if row else str(uuid.uuid4())
            award = self._award(session, badge_id, signature)
            if row is None:
                row = BadgeRow(
                    id=badge_id, person_id=person_id, signature_id=signature.id, issued_at=self._clock(),
                    credential=signed(award, self._issuer),
                )  # fmt: skip
                session.add(row)
            return Badge(row.id, row.credential, drawn(row.credential, award))

    def _award(self, session: Session, badge_id: str, signature: SignatureRow) -> Award:
        person, author = (
            session.get(PersonRow, signature.person_id),
            session.get(PersonRow, signature.author_id),
        )
        assert person is not None
        assert author is not None
        lang: Language = "ru" if person.language == "ru" else "en"
        return Award(badge_id, person.name, signature.at.astimezone(UTC), author.name, lang)

    def revoked(self) -> dict[str, object]:
        """Return the list of revoked badges, without a name, as Open Badges have it."""
        with self._database.reading() as session:
            ids = find.revoked(session)
        return {
            "issuer": self._issuer.did,
            "revokedCredential": [{"id": f"urn:uuid:{one}", "revoked": True} for one in ids],
        }

    def standing(self, badge_id: str) -> str:
        """Return ``good`` or ``revoked`` for a badge of this installation, else ``unknown``."""
        with self._database.reading() as session:
            if session.get(BadgeRow, badge_id) is None:
                return "unknown"
            return "revoked" if badge_id in find.revoked(session) else "good"
