"""A card that begins as an old ticket: a skeleton at once, a model's proposal as its second version."""

import secrets
from functools import cached_property
from hashlib import sha256
from typing import Protocol

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.content.skeleton import skeleton
from simulator.db.engine import Database
from simulator.db.queries import cards as find
from simulator.db.tables import CardRow, CardVersionRow, OldTicketRow
from simulator.domain.person import Person
from simulator.domain.ticket import Guess, OldTicket, Suggestion
from simulator.errors import InvalidInput, ModelUnavailable, NotFound
from simulator.rehearsal.likeness import Likeness
from simulator.services.authoring import FIRST_FREE, LAST
from simulator.services.jobs import Job, Jobs, NewJob

KIND = "propose"
"""Kind of the job that asks a model."""
BY_MODEL = "proposed by a model from the ticket; to be checked by a person"


class Drafter(Protocol):
    """Proposes the texts of a card."""

    def suggest(self, ticket: OldTicket) -> Suggestion:
        """Return a proposal that code has checked; raise ``ModelUnavailable``."""
        ...


class Beginnings:
    """Makes cards out of imported tickets. None of them is published without a person."""

    def __init__(
        self, database: Database, content: Library, jobs: Jobs, clock: Clock, drafter: Drafter | None
    ) -> None:
        self._database = database
        self._content = content
        self._jobs = jobs
        self._clock = clock
        self._drafter = drafter

    @cached_property
    def _likeness(self) -> Likeness:
        vignettes = (one for each in self._content.triage_sets for one in each.vignettes)
        return Likeness(self._content.scenarios, vignettes)

    def guess(self, ticket: OldTicket) -> Guess:
        """Return what a ticket is probably about."""
        return self._likeness.guess(ticket)

    def begin(self, viewer: Person, ticket_id: str) -> str:
        """Begin a card from a ticket, once, and return its id.

        Raises:
            NotFound: no such ticket.
            InvalidInput: ``cards-full`` without a free id.
        """
        with self._database.writing() as session:
            row = session.get(OldTicketRow, ticket_id, with_for_update=True)
            if row is None:
                raise NotFound(ticket_id)
            if row.card_id is not None:
                return row.card_id
            card = CardRow(
                id=secrets.token_hex(8),
                scenario_id=_free(session),
                version=1,
                author_id=viewer.id,
                updated_at=self._clock(),
            )
            session.add(card)
            session.flush()
            ticket = OldTicket.model_validate_json(row.body)
            session.add(self._version(card, self._text(card.scenario_id, ticket), viewer.id, ""))
            row.card_id = card.id
            job_id = ""
            if self._drafter is not None:
                job_id = self._jobs.add(
                    session, NewJob(f"propose:{card.id}", KIND, card.id, {"ticket": ticket_id})
                )
            card_id = card.id
        if job_id:
            self._jobs.ring(job_id)
        return card_id

    def propose(self, job: Job) -> None:
        """Work a job off: ask the model and append what it proposes, unless a person has gone on writing."""
        with self._database.reading() as session:
            row, card = session.get(OldTicketRow, job.payload["ticket"]), session.get(CardRow, job.subject)
            ticket = OldTicket.model_validate_json(row.body) if row else None
            scenario_id = card.scenario_id if card else ""
        text = ""
        if self._drafter is not None and ticket is not None and scenario_id:
            try:
                text = self._text(scenario_id, ticket, self._drafter.suggest(ticket))
            except ModelUnavailable:
                text = ""  # the skeleton stays: everything in it can be written by hand
        with self._database.writing() as session:
            card = find.to_change(session, job.subject)
            if self._jobs.finish(session, job) and text and card is not None and card.version == 1:
                card.version, card.updated_at = 2, self._clock()
                session.add(self._version(card, text, card.author_id, BY_MODEL))

    def _text(self, scenario_id: str, ticket: OldTicket, proposed: Suggestion | None = None) -> str:
        guess = self.guess(ticket)
        near = next((one for one in self._content.scenarios if one.id in guess.near[:1]), None)
        return skeleton(scenario_id, ticket, guess, near, proposed)

    def _version(self, card: CardRow, text: str, author_id: str, note: str) -> CardVersionRow:
        return CardVersionRow(
            card_id=card.id, n=card.version, body=text, digest=sha256(text.encode()).hexdigest(), author_id=author_id,
            at=card.updated_at, note=note,
        )  # fmt: skip


def _free(session: Session) -> str:
    taken = {row.scenario_id for row in find.cards(session)}
    found = next((f"SC-{n}" for n in range(FIRST_FREE, LAST + 1) if f"SC-{n}" not in taken), None)
    if found is None:
        raise InvalidInput("cards-full", name="ticket")
    return found
