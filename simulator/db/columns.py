"""Column kinds shared by the tables, and the names of constraints."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, MetaData, Text
from sqlmodel import Field, SQLModel

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Alembic's batch mode can only change constraints it can name."""


class Row(SQLModel):
    """Base of every table."""

    metadata = METADATA


def long_text(*, default: str | None = None) -> Any:
    """Return a field for text of any length."""
    if default is None:
        return Field(sa_type=Text)
    return Field(default=default, sa_type=Text)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return a constraint that ``column`` holds one of ``values``."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


Moment = datetime
"""Wall time, always aware and in UTC (the column type refuses naive values)."""
