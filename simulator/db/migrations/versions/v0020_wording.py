"""The words a model found for the feedback of a grade.

Revision: 0020
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "wording",
        sa.Column("grade_id", AutoString(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grade_id"], ["grade.id"], name=op.f("fk_wording_grade_id_grade"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("grade_id", name=op.f("pk_wording")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("wording")
