"""Twins: which of its card's faults a run was about.

Revision: 0019
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the letter; runs so far were of cards themselves."""
    with op.batch_alter_table("simulation") as table:
        table.add_column(sa.Column("twin", AutoString(length=1), nullable=False, server_default=""))


def downgrade() -> None:
    """Take it back; runs of twins become runs of their cards, with the content they were played with."""
    with op.batch_alter_table("simulation") as table:
        table.drop_column("twin")
