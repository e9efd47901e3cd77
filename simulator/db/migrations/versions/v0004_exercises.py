"""Attempts at exercises.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "exercise",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("kind", AutoString(length=16), nullable=False),
        sa.Column("item_id", AutoString(length=16), nullable=False),
        sa.Column("start_key", AutoString(length=80), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("lang", AutoString(length=2), nullable=False),
        sa.Column("mode", AutoString(length=16), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("touched_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('quiz', 'lab', 'triage', 'writing')", name=op.f("ck_exercise_kind_known")),
        sa.CheckConstraint("mode IN ('practice', 'exam')", name=op.f("ck_exercise_mode_known")),
        sa.CheckConstraint("score IS NULL OR (score >= 0 AND score <= 1)", name=op.f("ck_exercise_score_range")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_exercise_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise")),
        sa.UniqueConstraint("person_id", "start_key", name=op.f("uq_exercise_person_id_start_key")),
    )
    op.create_index("ix_exercise_person_id_kind_item_id", "exercise", ["person_id", "kind", "item_id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("exercise")
