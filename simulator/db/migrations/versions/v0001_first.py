"""Everything of the first version.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table, those that are referred to first."""
    _attempt()
    _job()
    _person()
    _pin()
    _session()
    _simulation()
    _draft()
    _event()
    _grade()
    _receipt()


def downgrade() -> None:
    """Drop every table."""
    for table in (
        "receipt",
        "grade",
        "event",
        "draft",
        "simulation",
        "session",
        "pin",
        "person",
        "job",
        "attempt",
    ):
        op.drop_table(table)


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", AutoString(length=80), nullable=False),
        sa.Column("ip", AutoString(length=64), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    op.create_index("ix_attempt_at", "attempt", ["at"])
    op.create_index("ix_attempt_ip", "attempt", ["ip"])


def _job() -> None:
    op.create_table(
        "job",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("key", AutoString(length=160), nullable=False),
        sa.Column("kind", AutoString(length=32), nullable=False),
        sa.Column("subject", AutoString(length=32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("status", AutoString(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("holder", AutoString(length=64), nullable=True),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("status IN ('queued', 'running', 'done', 'failed')", name=op.f("ck_job_status_known")),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_job_progress_percent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    op.create_index("ix_job_status_lease_until", "job", ["status", "lease_until"])
    op.create_index("ix_job_subject", "job", ["subject"])


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("login", AutoString(length=80), nullable=False),
        sa.Column("name", AutoString(length=120), nullable=False),
        sa.Column("role", AutoString(length=16), nullable=False),
        sa.Column("language", AutoString(length=2), nullable=False),
        sa.Column("lead_id", AutoString(length=32), nullable=True),
        sa.Column("password_hash", AutoString(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ru')", name=op.f("ck_person_language_known")),
        sa.CheckConstraint("role IN ('trainee', 'lead', 'interviewer', 'admin')", name=op.f("ck_person_role_known")),
        sa.CheckConstraint("lead_id IS NULL OR lead_id <> id", name=op.f("ck_person_not_own_lead")),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"], name=op.f("fk_person_lead_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_index("ix_person_lead_id", "person", ["lead_id"])


def _pin() -> None:
    op.create_table(
        "pin",
        sa.Column("digest", AutoString(length=64), nullable=False),
        sa.Column("kind", AutoString(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_pin")),
    )


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("token_hash", AutoString(length=64), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_session_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_index("ix_session_expires_at", "session", ["expires_at"])
    op.create_index("ix_session_person_id", "session", ["person_id"])


def _simulation() -> None:
    op.create_table(
        "simulation",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("start_key", AutoString(length=80), nullable=False),
        sa.Column("scenario_id", AutoString(length=16), nullable=False),
        sa.Column("digest", AutoString(length=80), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("lang", AutoString(length=2), nullable=False),
        sa.Column("mode", AutoString(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("scenario_pin", AutoString(length=64), nullable=False),
        sa.Column("persona_pin", AutoString(length=64), nullable=False),
        sa.Column("voice_pin", AutoString(length=64), nullable=False),
        sa.Column("provider_pin", AutoString(length=64), nullable=False),
        sa.Column("rubrics_pin", AutoString(length=64), nullable=False),
        sa.Column("status", AutoString(length=16), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("touched_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("answer_until", UTCDateTime(), nullable=True),
        sa.Column("total", sa.Float(), nullable=True),
        sa.Column("result", AutoString(length=16), nullable=True),
        sa.CheckConstraint("lang IN ('en', 'ru')", name=op.f("ck_simulation_lang_known")),
        sa.CheckConstraint("mode IN ('practice', 'exam')", name=op.f("ck_simulation_mode_known")),
        sa.CheckConstraint(
            "status IN ('open', 'waiting', 'escalated', 'resolved', 'closed', 'abandoned')",
            name=op.f("ck_simulation_status_known"),
        ),
        sa.CheckConstraint("event_count >= 0", name=op.f("ck_simulation_event_count_natural")),
        sa.CheckConstraint("seed >= 1", name=op.f("ck_simulation_seed_positive")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_simulation_person_id_person")),
        sa.ForeignKeyConstraint(["persona_pin"], ["pin.digest"], name=op.f("fk_simulation_persona_pin_pin")),
        sa.ForeignKeyConstraint(["provider_pin"], ["pin.digest"], name=op.f("fk_simulation_provider_pin_pin")),
        sa.ForeignKeyConstraint(["rubrics_pin"], ["pin.digest"], name=op.f("fk_simulation_rubrics_pin_pin")),
        sa.ForeignKeyConstraint(["scenario_pin"], ["pin.digest"], name=op.f("fk_simulation_scenario_pin_pin")),
        sa.ForeignKeyConstraint(["voice_pin"], ["pin.digest"], name=op.f("fk_simulation_voice_pin_pin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_simulation")),
        sa.UniqueConstraint("person_id", "start_key", name=op.f("uq_simulation_person_id_start_key")),
    )
    op.create_index("ix_simulation_person_id_scenario_id", "simulation", ["person_id", "scenario_id"])
    op.create_index("ix_simulation_person_id_started_at_id", "simulation", ["person_id", "started_at", "id"])
    op.create_index("ix_simulation_result_ended_at", "simulation", ["result", "ended_at"])
    op.create_index("ix_simulation_started_at_id", "simulation", ["started_at", "id"])


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["simulation_id"], ["simulation.id"], name=op.f("fk_draft_simulation_id_simulation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("simulation_id", name=op.f("pk_draft")),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", AutoString(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("wall_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("n >= 1", name=op.f("ck_event_n_positive")),
        sa.ForeignKeyConstraint(
            ["simulation_id"], ["simulation.id"], name=op.f("fk_event_simulation_id_simulation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("simulation_id", "n", name=op.f("pk_event")),
    )


def _grade() -> None:
    op.create_table(
        "grade",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("rubrics_pin", AutoString(length=64), nullable=False),
        sa.Column("grader", AutoString(length=80), nullable=False),
        sa.Column("total", sa.Float(), nullable=True),
        sa.Column("result", AutoString(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("kpis", sa.Text(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("result IN ('pass', 'fail', 'unsafe', 'ungraded')", name=op.f("ck_grade_result_known")),
        sa.ForeignKeyConstraint(["rubrics_pin"], ["pin.digest"], name=op.f("fk_grade_rubrics_pin_pin")),
        sa.ForeignKeyConstraint(
            ["simulation_id"], ["simulation.id"], name=op.f("fk_grade_simulation_id_simulation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade")),
        sa.UniqueConstraint(
            "simulation_id", "rubrics_pin", "grader", name=op.f("uq_grade_simulation_id_rubrics_pin_grader")
        ),
    )


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("key", AutoString(length=80), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["simulation_id", "n"],
            ["event.simulation_id", "event.n"],
            name=op.f("fk_receipt_simulation_id_n_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("simulation_id", "key", name=op.f("pk_receipt")),
    )
