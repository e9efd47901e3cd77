"""Figures over many runs, kept ready.

Revision: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables. Runs that are graded already are added by the worker."""
    op.create_table(
        "rollup",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("mode", AutoString(length=16), nullable=False),
        sa.Column("measure", AutoString(length=16), nullable=False),
        sa.Column("n", sa.Float(), nullable=False),
        sa.Column("total", sa.Float(), nullable=False),
        sa.Column("squares", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rollup_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "week", "mode", "measure", name=op.f("pk_rollup")),
    )
    op.create_table(
        "rollup_card",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("scenario_id", AutoString(length=16), nullable=False),
        sa.Column("n", sa.Float(), nullable=False),
        sa.Column("total", sa.Float(), nullable=False),
        sa.Column("squares", sa.Float(), nullable=False),
        sa.Column("passed", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rollup_card_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "scenario_id", name=op.f("pk_rollup_card")),
    )
    op.create_index(op.f("ix_rollup_card_scenario_id"), "rollup_card", ["scenario_id"], unique=False)
    op.create_table(
        "run_fact",
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("scenario_id", AutoString(length=16), nullable=False),
        sa.Column("mode", AutoString(length=16), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_run_fact_person_id_person")),
        sa.ForeignKeyConstraint(
            ["simulation_id"], ["simulation.id"], name=op.f("fk_run_fact_simulation_id_simulation")
        ),
        sa.PrimaryKeyConstraint("simulation_id", name=op.f("pk_run_fact")),
    )
    op.create_index(
        op.f("ix_run_fact_person_id_ended_at_simulation_id"),
        "run_fact",
        ["person_id", "ended_at", "simulation_id"],
        unique=False,
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in ("rollup_card", "rollup", "run_fact"):
        op.drop_table(name)
