"""Assignments, talks, thanks, the pulse, what a lead puts off.

Revision: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = (
    "snooze",
    "pulse",
    "pulse_asked",
    "thanks",
    "assignment_run",
    "assignment",
    "coaching_focus",
    "coaching",
)


def upgrade() -> None:
    """Create the tables."""
    _talks()
    _assignments()
    _rest()


def _talks() -> None:
    op.create_table(
        "coaching",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("form_key", AutoString(length=80), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("strongest", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("rewritten", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_coaching_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_coaching_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching")),
        sa.UniqueConstraint("author_id", "form_key", name=op.f("uq_coaching_author_id_form_key")),
    )
    op.create_index(op.f("ix_coaching_person_id_at"), "coaching", ["person_id", "at"], unique=False)
    op.create_table(
        "coaching_focus",
        sa.Column("coaching_id", AutoString(length=32), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("criterion", AutoString(length=8), nullable=False),
        sa.Column("level", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coaching_id"], ["coaching.id"], name=op.f("fk_coaching_focus_coaching_id_coaching")
        ),
        sa.ForeignKeyConstraint(
            ["simulation_id"], ["simulation.id"], name=op.f("fk_coaching_focus_simulation_id_simulation")
        ),
        sa.PrimaryKeyConstraint("coaching_id", "simulation_id", "criterion", name=op.f("pk_coaching_focus")),
    )


def _assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("coaching_id", AutoString(length=32), nullable=True),
        sa.Column("form_key", AutoString(length=80), nullable=False),
        sa.Column("kind", AutoString(length=16), nullable=False),
        sa.Column("item_id", AutoString(length=16), nullable=False),
        sa.Column("mode", AutoString(length=16), nullable=False),
        sa.Column("hints", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('scenario', 'quiz', 'lab', 'triage', 'writing', 'draft')",
            name=op.f("ck_assignment_kind_known"),
        ),
        sa.CheckConstraint("mode IN ('practice', 'exam')", name=op.f("ck_assignment_mode_known")),
        sa.CheckConstraint("attempts IS NULL OR attempts >= 1", name=op.f("ck_assignment_attempts_positive")),
        sa.CheckConstraint("seed IS NULL OR seed >= 1", name=op.f("ck_assignment_seed_positive")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_assignment_author_id_person")),
        sa.ForeignKeyConstraint(
            ["coaching_id"], ["coaching.id"], name=op.f("fk_assignment_coaching_id_coaching")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "person_id",
            "form_key",
            "kind",
            "item_id",
            name=op.f("uq_assignment_person_id_form_key_kind_item_id"),
        ),
    )
    op.create_index(op.f("ix_assignment_coaching_id"), "assignment", ["coaching_id"], unique=False)
    op.create_index(op.f("ix_assignment_person_id_due"), "assignment", ["person_id", "due"], unique=False)
    op.create_table(
        "assignment_run",
        sa.Column("assignment_id", AutoString(length=32), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_assignment_run_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["simulation_id"], ["simulation.id"], name=op.f("fk_assignment_run_simulation_id_simulation")
        ),
        sa.PrimaryKeyConstraint("assignment_id", "simulation_id", name=op.f("pk_assignment_run")),
        sa.UniqueConstraint("simulation_id", name=op.f("uq_assignment_run_simulation_id")),
    )


def _rest() -> None:
    op.create_table(
        "thanks",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("form_key", AutoString(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_thanks_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_thanks_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thanks")),
        sa.UniqueConstraint("author_id", "form_key", name=op.f("uq_thanks_author_id_form_key")),
    )
    op.create_index(op.f("ix_thanks_person_id_at"), "thanks", ["person_id", "at"], unique=False)
    op.create_table(
        "pulse_asked",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pulse_asked_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "week", name=op.f("pk_pulse_asked")),
    )
    op.create_table(
        "pulse",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("cohort_id", AutoString(length=32), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.Column("help", sa.Integer(), nullable=False),
        sa.Column("candour", sa.Integer(), nullable=False),
        sa.CheckConstraint("candour >= 1 AND candour <= 5", name=op.f("ck_pulse_candour_range")),
        sa.CheckConstraint("help >= 1 AND help <= 5", name=op.f("ck_pulse_help_range")),
        sa.CheckConstraint("load >= 1 AND load <= 5", name=op.f("ck_pulse_load_range")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_pulse_cohort_id_cohort")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
    )
    op.create_index(op.f("ix_pulse_cohort_id_week"), "pulse", ["cohort_id", "week"], unique=False)
    op.create_table(
        "snooze",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("need", AutoString(length=120), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_snooze_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "need", name=op.f("pk_snooze")),
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in TABLES:
        op.drop_table(name)
