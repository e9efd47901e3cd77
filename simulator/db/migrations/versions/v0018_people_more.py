"""Working days of cohorts; addresses that wait to be confirmed; what the link in a letter opens.

Revision: 0018
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create tables and columns."""
    op.create_table(
        "cohort_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", AutoString(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", AutoString(length=8), nullable=False),
        sa.Column("note", AutoString(length=200), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'on', 'usual')", name=op.f("ck_cohort_day_kind_known")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_day_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_cohort_day_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_day")),
    )
    op.create_index(op.f("ix_cohort_day_cohort_id_day"), "cohort_day", ["cohort_id", "day"])
    op.create_table(
        "address_change",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("token_hash", AutoString(length=64), nullable=False),
        sa.Column("email", AutoString(length=200), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_address_change_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_change")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_address_change_token_hash")),
    )
    op.create_index(op.f("ix_address_change_person_id"), "address_change", ["person_id"])
    with op.batch_alter_table("mail") as table:
        table.add_column(sa.Column("link", AutoString(length=32), nullable=False, server_default=""))
        table.add_column(sa.Column("expires_at", UTCDateTime(), nullable=True))
        table.create_index(op.f("ix_mail_link"), ["link"])


def downgrade() -> None:
    """Take it all back."""
    with op.batch_alter_table("mail") as table:
        table.drop_index(op.f("ix_mail_link"))
        table.drop_column("expires_at")
        table.drop_column("link")
    op.drop_table("address_change")
    op.drop_table("cohort_day")
