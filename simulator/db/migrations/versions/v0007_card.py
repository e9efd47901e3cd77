"""Cards written in the product.

Revision: 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "card",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("scenario_id", AutoString(length=16), nullable=False),
        sa.Column("stage", AutoString(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("stage IN ('draft', 'published', 'withdrawn')", name=op.f("ck_card_stage_known")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_card_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("scenario_id", name=op.f("uq_card_scenario_id")),
    )
    op.create_table(
        "card_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", AutoString(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("digest", AutoString(length=64), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("note", AutoString(length=400), nullable=False),
        sa.Column("tried_run", AutoString(length=32), nullable=False),
        sa.CheckConstraint("n >= 1", name=op.f("ck_card_version_n_positive")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_card_version_author_id_person")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_card_version_card_id_card"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_version")),
        sa.UniqueConstraint("card_id", "n", name=op.f("uq_card_version_card_id_n")),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("card_version")
    op.drop_table("card")
