"""Cohorts, absences, proofs, signatures under gates, the learning log.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("cohort", "member", "absence", "proof", "signature", "log")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "cohort",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("name", AutoString(length=120), nullable=False),
        sa.Column("path", AutoString(length=32), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("lead_id", AutoString(length=32), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"], name=op.f("fk_cohort_lead_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
    )
    op.create_index("ix_cohort_lead_id", "cohort", ["lead_id"])
    op.create_table(
        "member",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("cohort_id", AutoString(length=32), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("buddy_id", AutoString(length=32), nullable=True),
        sa.ForeignKeyConstraint(["buddy_id"], ["person.id"], name=op.f("fk_member_buddy_id_person")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_member_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_member")),
    )
    op.create_index("ix_member_cohort_id", "member", ["cohort_id"])
    op.create_table(
        "absence",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_absence_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_person_id", "absence", ["person_id"])
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("competency", AutoString(length=8), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("ref", AutoString(length=48), nullable=False),
        sa.Column("kind", AutoString(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("difficulty", sa.Integer(), nullable=False),
        sa.Column("independence", AutoString(length=8), nullable=False),
        sa.Column("family", AutoString(length=32), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("red", sa.Boolean(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=True),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_proof_score_range")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_proof_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_proof_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
        sa.UniqueConstraint("person_id", "ref", "competency", name=op.f("uq_proof_person_id_ref_competency")),
    )
    op.create_index("ix_proof_person_id_at", "proof", ["person_id", "at"])
    op.create_table(
        "signature",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("gate", AutoString(length=2), nullable=False),
        sa.Column("verdict", AutoString(length=16), nullable=False),
        sa.Column("recommended", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("disagreement", sa.Text(), nullable=False),
        sa.CheckConstraint("gate IN ('G0', 'G1', 'G2', 'G3')", name=op.f("ck_signature_gate_known")),
        sa.CheckConstraint("verdict IN ('passed', 'extended')", name=op.f("ck_signature_verdict_known")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_signature_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    op.create_index("ix_signature_person_id_at", "signature", ["person_id", "at"])
    op.create_table(
        "log",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_log_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
    )
    op.create_index("ix_log_person_id_at", "log", ["person_id", "at"])


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
