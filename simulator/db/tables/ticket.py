"""Old tickets brought in from a help desk. Nothing here was ever seen unmasked by the database."""

from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text


class SheetRow(Row, table=True):
    """A sheet that waits for a person to confirm what its columns hold. Masked before it was stored; gone afterwards."""

    __tablename__ = "sheet"

    id: str = Field(primary_key=True, max_length=32)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    body: str = long_text()
    """JSON: headings, roles of the columns, masked rows with counts of what was covered."""
    at: Moment


class OldTicketRow(Row, table=True):
    """One imported ticket."""

    __tablename__ = "old_ticket"

    id: str = Field(primary_key=True, max_length=32)
    digest: str = Field(max_length=64, unique=True)
    """SHA-256 of the masked ticket: the same one is not kept twice."""
    subject: str = Field(max_length=200)
    lang: str = Field(max_length=2)
    category: str = Field(max_length=32, index=True)
    """Guessed from what it resembles."""
    body: str = long_text()
    author_id: str = Field(foreign_key="person.id", max_length=32)
    """Who imported it."""
    card_id: str | None = Field(
        default=None, foreign_key="card.id", max_length=32, ondelete="SET NULL", index=True
    )
    """The card that was begun from it."""
    at: Moment = Field(index=True)
