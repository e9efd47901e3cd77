"""What was asked of language models and what it cost."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from simulator.db.columns import Moment, Row


class ModelCallRow(Row, table=True):
    """One call. Budgets and the operator's costs are sums over these; no text is kept."""

    __tablename__ = "model_call"
    __table_args__ = (
        CheckConstraint("prompt_tokens >= 0 AND completion_tokens >= 0", name="tokens_natural"),
        Index(None, "subject", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: Moment = Field(index=True)
    purpose: str = Field(max_length=16)
    model: str = Field(max_length=120)
    subject: str = Field(max_length=64, default="")
    """Id of the run that pays."""
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cost: float = 0.0
    """In the operator's currency, by the prices of the settings."""
    prompt_digest: str = Field(max_length=64, default="")
    fault: str = Field(max_length=200, default="")
    """Empty: the answer was of use."""
