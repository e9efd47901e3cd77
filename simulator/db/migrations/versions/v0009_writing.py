"""Versions of written answers and their reviews.

Revision: 0009
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = ("writing_version", "writing_review")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "writing_version",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("exercise_id", AutoString(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("appraisal", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_writing_version_score_range")),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercise.id"], name=op.f("fk_writing_version_exercise_id_exercise"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writing_version")),
        sa.UniqueConstraint("exercise_id", "n", name=op.f("uq_writing_version_exercise_id_n")),
    )
    op.create_table(
        "writing_review",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("exercise_id", AutoString(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("verdict", AutoString(length=16), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("levels", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("verdict IN ('accepted', 'returned')", name=op.f("ck_writing_review_verdict_known")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_writing_review_author_id_person")),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercise.id"], name=op.f("fk_writing_review_exercise_id_exercise"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writing_review")),
        sa.UniqueConstraint("exercise_id", "n", name=op.f("uq_writing_review_exercise_id_n")),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
