"""Reviews, disputes, the gold set and calibration rounds.

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("review", "review_draft", "comment", "dispute", "gold", "round", "round_score")


def upgrade() -> None:
    """Create the tables."""
    op.add_column("simulation", sa.Column("reviewed_at", UTCDateTime(), nullable=True))
    op.create_table(
        "review",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("target", AutoString(length=8), nullable=False),
        sa.Column("level", sa.Float(), nullable=True),
        sa.Column("stands", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("machine", sa.Float(), nullable=True),
        sa.Column("rubrics", AutoString(length=64), nullable=False),
        sa.Column("grader", AutoString(length=16), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("level IS NULL OR (level >= 0 AND level <= 4)", name=op.f("ck_review_level_range")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_review_author_id_person")),
        sa.ForeignKeyConstraint(["simulation_id"], ["simulation.id"], name=op.f("fk_review_simulation_id_simulation"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index("ix_review_simulation_id_at", "review", ["simulation_id", "at"])
    op.create_table(
        "review_draft",
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_review_draft_author_id_person")),
        sa.ForeignKeyConstraint(["simulation_id"], ["simulation.id"], name=op.f("fk_review_draft_simulation_id_simulation"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("simulation_id", "author_id", name=op.f("pk_review_draft")),
    )
    op.create_table(
        "comment",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_comment_author_id_person")),
        sa.ForeignKeyConstraint(["simulation_id"], ["simulation.id"], name=op.f("fk_comment_simulation_id_simulation"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index("ix_comment_simulation_id_event", "comment", ["simulation_id", "event"])
    op.create_table(
        "dispute",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("target", AutoString(length=8), nullable=False),
        sa.Column("expected", sa.Float(), nullable=False),
        sa.Column("machine", sa.Float(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("verdict", AutoString(length=16), nullable=True),
        sa.Column("level", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ruled_by", AutoString(length=32), nullable=True),
        sa.Column("ruled_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("expected >= 0 AND expected <= 4", name=op.f("ck_dispute_expected_range")),
        sa.CheckConstraint("verdict IN ('accepted', 'partly', 'rejected')", name=op.f("ck_dispute_verdict_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dispute_person_id_person")),
        sa.ForeignKeyConstraint(["ruled_by"], ["person.id"], name=op.f("fk_dispute_ruled_by_person")),
        sa.ForeignKeyConstraint(["simulation_id"], ["simulation.id"], name=op.f("fk_dispute_simulation_id_simulation"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint("simulation_id", "target", name=op.f("uq_dispute_simulation_id_target")),
    )
    op.create_index("ix_dispute_person_id", "dispute", ["person_id"])
    op.create_index("ix_dispute_verdict", "dispute", ["verdict"])
    op.create_table(
        "gold",
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("target", AutoString(length=8), nullable=False),
        sa.Column("level", sa.Float(), nullable=False),
        sa.Column("source", AutoString(length=8), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("source IN ('review', 'ruling', 'round')", name=op.f("ck_gold_source_known")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_gold_author_id_person")),
        sa.ForeignKeyConstraint(["simulation_id"], ["simulation.id"], name=op.f("fk_gold_simulation_id_simulation"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("simulation_id", "target", name=op.f("pk_gold")),
    )
    op.create_table(
        "round",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("title", AutoString(length=120), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_round_author_id_person")),
        sa.ForeignKeyConstraint(["simulation_id"], ["simulation.id"], name=op.f("fk_round_simulation_id_simulation"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    op.create_index("ix_round_at", "round", ["at"])
    op.create_table(
        "round_score",
        sa.Column("round_id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("target", AutoString(length=8), nullable=False),
        sa.Column("level", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_round_score_person_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_score_round_id_round"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", "person_id", "target", name=op.f("pk_round_score")),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("simulation", "reviewed_at")
