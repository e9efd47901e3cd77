"""Proofs of erasure.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "erasure",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("subject_digest", AutoString(length=64), nullable=False),
        sa.Column("ordered_by", AutoString(length=120), nullable=False),
        sa.Column("reason", AutoString(length=400), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_subject_digest"), "erasure", ["subject_digest"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("erasure")
