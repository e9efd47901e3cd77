"""Use notes of readings.

Revision: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "use_note",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("book_id", AutoString(length=32), nullable=False),
        sa.Column("note_key", AutoString(length=80), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("mark", AutoString(length=8), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("mark IN ('easy', 'normal', 'hard')", name=op.f("ck_use_note_mark_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_use_note_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_use_note")),
        sa.UniqueConstraint("person_id", "note_key", name=op.f("uq_use_note_person_id_note_key")),
    )
    op.create_index("ix_use_note_person_id_at", "use_note", ["person_id", "at"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("use_note")
