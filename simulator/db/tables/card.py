"""Cards that people write in the product."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class CardRow(Row, table=True):
    """A card on the authors' table. Its texts are in ``card_version``."""

    __tablename__ = "card"
    __table_args__ = (one_of("stage", "draft", "published", "withdrawn"),)

    id: str = Field(primary_key=True, max_length=32)
    scenario_id: str = Field(max_length=16, unique=True)
    stage: str = Field(max_length=16, default="draft")
    version: int
    """Number of the newest text; compared and set by every save."""
    published_version: int | None = None
    """Number of the text that trainees are given, also while a newer one is being written."""
    author_id: str = Field(foreign_key="person.id", max_length=32)
    """Who saved last."""
    updated_at: Moment


class CardVersionRow(Row, table=True):
    """One saved text of a card. Appended, never changed."""

    __tablename__ = "card_version"
    __table_args__ = (CheckConstraint("n >= 1", name="n_positive"), UniqueConstraint("card_id", "n"))

    id: int | None = Field(default=None, primary_key=True)
    card_id: str = Field(foreign_key="card.id", max_length=32, ondelete="CASCADE")
    n: int
    body: str = long_text()
    digest: str = Field(max_length=64)
    """SHA-256 of ``body``."""
    author_id: str = Field(foreign_key="person.id", max_length=32)
    at: Moment
    note: str = Field(max_length=400, default="")
    tried_run: str = Field(max_length=32, default="")
    """Id of the newest run of this text."""
