"""Letters on their way: written with the change they tell of, sent by the worker."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class MailRow(Row, table=True):
    """A letter. Its text is sealed, and wiped once a server has taken it."""

    __tablename__ = "mail"
    __table_args__ = (
        one_of("status", "waiting", "sending", "sent", "failed", "unclear"),
        CheckConstraint("attempts >= 0", name="attempts_counted"),
        Index(None, "status", "next_at"),
    )

    id: str = Field(primary_key=True, max_length=32)
    key: str = Field(unique=True, max_length=160)
    """The same letter is written once."""
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    kind: str = Field(max_length=24)
    address: str = Field(max_length=200)
    link: str = Field(default="", index=True, max_length=32)
    """Id of what the link in it opens, once."""
    expires_at: Moment | None = None
    """When that link ends; its text is wiped then at the latest."""
    sealed: str = long_text()
    """Subject and texts under the secret of the installation: a copy of the database opens no link."""
    status: str = Field(max_length=8, default="waiting")
    attempts: int = 0
    next_at: Moment
    problem: str = Field(max_length=16, default="")
    """Code of what went wrong last."""
    detail: str = Field(max_length=300, default="")
    """What the server said."""
    created_at: Moment
    sent_at: Moment | None = None
