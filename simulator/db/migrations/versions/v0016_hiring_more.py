"""Hiring: questions about one's own case, siblings, references, who is alike, forms that are sent twice.

Revision: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STAGES = "'foundations', 'case', 'triage', 'note', 'trap'"


def upgrade() -> None:
    """Let there be the stage and the columns; create the table."""
    _allow(f"{STAGES}, 'explain'")
    with op.batch_alter_table("candidate") as table:
        table.add_column(sa.Column("form_key", AutoString(length=48), nullable=True))
        table.add_column(sa.Column("sibling_of", AutoString(length=12), nullable=False, server_default=""))
        table.create_unique_constraint(op.f("uq_candidate_form_key"), ["form_key"])
    with op.batch_alter_table("signal") as table:
        table.add_column(sa.Column("about", AutoString(length=12), nullable=False, server_default=""))
    op.create_table(
        "reference_check",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("kind", AutoString(length=8), nullable=False),
        sa.Column("who", AutoString(length=200), nullable=False),
        sa.Column("consent", AutoString(length=400), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("outcome", AutoString(length=16), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('fact', 'referee')", name=op.f("ck_reference_check_kind_known")),
        sa.CheckConstraint(
            "outcome IN ('confirmed', 'unconfirmed', 'differs')", name=op.f("ck_reference_check_outcome_known")
        ),
        sa.CheckConstraint("length(consent) >= 10", name=op.f("ck_reference_check_consent_written")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_reference_check_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reference_check_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_check")),
    )  # fmt: skip
    op.create_index(op.f("ix_reference_check_person_id"), "reference_check", ["person_id"])


def downgrade() -> None:
    """Take it all back; the questions about the own case go."""
    op.drop_table("reference_check")
    with op.batch_alter_table("signal") as table:
        table.drop_column("about")
    with op.batch_alter_table("candidate") as table:
        table.drop_constraint(op.f("uq_candidate_form_key"), type_="unique")
        table.drop_column("sibling_of")
        table.drop_column("form_key")
    op.execute("DELETE FROM stage WHERE name = 'explain'")
    _allow(STAGES)


def _allow(names: str) -> None:
    with op.batch_alter_table("stage") as table:
        table.drop_constraint(op.f("ck_stage_name_known"), type_="check")
        table.create_check_constraint(op.f("ck_stage_name_known"), f"name IN ({names})")
