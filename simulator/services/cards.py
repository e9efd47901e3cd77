"""Rows of cards that are written in the product, as the authors' pages tell them."""

from dataclasses import dataclass

from sqlmodel import Session

from simulator.content.manuscript import fields_of
from simulator.db.queries import cards as find
from simulator.db.tables import CardRow, CardVersionRow, PersonRow, SimulationRow
from simulator.domain.manuscript import Stage, Version
from simulator.domain.text import Text
from simulator.errors import NotFound


@dataclass(frozen=True)
class CardLine:
    """A card in the authors' list."""

    id: str
    scenario_id: str
    title: Text
    stage: Stage
    version: int
    published_version: int | None
    author: str


@dataclass(frozen=True)
class TwinLine:
    """A twin in the authors' list."""

    id: str
    parent: str
    title: Text
    cause: Text


def line_of(session: Session, row: CardRow) -> CardLine:
    """Return a card as a line of the list."""
    fields = fields_of(version_of(session, row, row.version).body)
    title = Text(en=fields.title_en or row.scenario_id, ru=fields.title_ru or row.scenario_id)
    return CardLine(
        row.id, row.scenario_id, title, row.stage,  # type: ignore[arg-type]
        row.version, row.published_version, _name(session, row.author_id),
    )  # fmt: skip


def told(session: Session, row: CardRow, one: CardVersionRow) -> Version:
    """Return a saved text as the history tells it."""
    return Version(
        n=one.n, digest=one.digest[:12], author=_name(session, one.author_id), at=one.at,
        published=one.n == row.published_version, note=one.note,
    )  # fmt: skip


def _name(session: Session, person_id: str) -> str:
    person = session.get(PersonRow, person_id)
    return person.name if person is not None else ""


def version_of(session: Session, row: CardRow, n: int) -> CardVersionRow:
    """Return one saved text; raise ``NotFound``."""
    found = find.version(session, row.id, n)
    if found is None:
        raise NotFound(f"{row.id} {n}")
    return found


def known(row: CardRow | None, card_id: str) -> CardRow:
    """Return the row there is; raise ``NotFound``."""
    if row is None:
        raise NotFound(card_id)
    return row


def was_tried(session: Session, newest: CardVersionRow) -> bool:
    """Tell whether a run of this very text was played to its end."""
    run = session.get(SimulationRow, newest.tried_run) if newest.tried_run else None
    return run is not None and run.ended_at is not None
