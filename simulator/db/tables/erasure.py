"""The proof that somebody's data was erased."""

from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text


class ErasureRow(Row, table=True):
    """One erasure: when, by whose order and how much; whose data it was can only be checked, not read."""

    __tablename__ = "erasure"

    id: str = Field(primary_key=True, max_length=32)
    at: Moment
    subject_digest: str = Field(max_length=64, index=True)
    """SHA-256 of the person's id."""
    ordered_by: str = Field(max_length=120)
    reason: str = Field(max_length=400)
    rows: str = long_text()
    """JSON: table → number of rows that went."""
