"""How a person is reached, and the links by which one sets a password."""

from sqlmodel import Field

from simulator.db.columns import Moment, Row, one_of


class ContactRow(Row, table=True):
    """A person's address and how he wants to be reminded. Who has no row has no address and the defaults."""

    __tablename__ = "contact"
    __table_args__ = (one_of("reminders", "mail", "page", "none"),)

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32, ondelete="CASCADE")
    email: str = Field(max_length=200, default="")
    reminders: str = Field(max_length=8, default="mail")
    """In the app and by mail, in the app only, or not at all."""


class PasswordLinkRow(Row, table=True):
    """A link that sets a password, once. Only the hash of its token is kept."""

    __tablename__ = "password_link"
    __table_args__ = (one_of("purpose", "invitation", "reset"),)

    id: str = Field(primary_key=True, max_length=32)
    token_hash: str = Field(unique=True, max_length=64)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    purpose: str = Field(max_length=16)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    created_at: Moment
    expires_at: Moment
    used_at: Moment | None = None
    revoked_at: Moment | None = None


class AddressChangeRow(Row, table=True):
    """A new address that its person has to confirm by a link, once. Only the hash of its token is kept."""

    __tablename__ = "address_change"

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    token_hash: str = Field(unique=True, max_length=64)
    email: str = Field(max_length=200)
    created_at: Moment
    expires_at: Moment
    used_at: Moment | None = None
    revoked_at: Moment | None = None
