"""Old tickets brought in from a help desk, second opinions and questions of reviews.

Revision: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0016"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "sheet",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_sheet_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
    )
    op.create_table(
        "old_ticket",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("digest", AutoString(length=64), nullable=False),
        sa.Column("subject", AutoString(length=200), nullable=False),
        sa.Column("lang", AutoString(length=2), nullable=False),
        sa.Column("category", AutoString(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("card_id", AutoString(length=32), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_old_ticket_author_id_person")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_old_ticket_card_id_card"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_old_ticket")),
        sa.UniqueConstraint("digest", name=op.f("uq_old_ticket_digest")),
    )
    for column in ("at", "card_id", "category"):
        op.create_index(f"ix_old_ticket_{column}", "old_ticket", [column])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("old_ticket")
    op.drop_table("sheet")
