"""Hiring: vacancies, candidates, their stages, scores, decisions and the record.

Revision: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ROLES = "'trainee', 'lead', 'interviewer', 'admin'"
TABLES = (
    "audit", "declaration", "decision", "interview", "score", "signal", "stage", "invitation", "candidate", "panel",
    "vacancy",
)  # fmt: skip


def upgrade() -> None:
    """Create the tables and let a person be a candidate."""
    _allow(f"{ROLES}, 'candidate'")
    _vacancies()
    _candidates()
    _work()
    _record()


def _vacancies() -> None:
    op.create_table(
        "vacancy",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("title", AutoString(length=160), nullable=False),
        sa.Column("template", AutoString(length=40), nullable=False),
        sa.Column("harder", sa.Boolean(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_vacancy_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
    )
    op.create_index(op.f("ix_vacancy_author_id"), "vacancy", ["author_id"])
    op.create_table(
        "panel",
        sa.Column("vacancy_id", AutoString(length=32), nullable=False),
        sa.Column("assessor_id", AutoString(length=32), nullable=False),
        sa.ForeignKeyConstraint(["assessor_id"], ["person.id"], name=op.f("fk_panel_assessor_id_person")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_panel_vacancy_id_vacancy"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("vacancy_id", "assessor_id", name=op.f("pk_panel")),
    )


def _candidates() -> None:
    op.create_table(
        "declaration",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("question", AutoString(length=16), nullable=False),
        sa.Column("answer", AutoString(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_declaration_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "question", name=op.f("pk_declaration")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("token_hash", AutoString(length=64), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_invitation_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_person_id"), "invitation", ["person_id"])
    op.create_table(
        "candidate",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("vacancy_id", AutoString(length=32), nullable=False),
        sa.Column("code", AutoString(length=12), nullable=False),
        sa.Column("name", AutoString(length=120), nullable=False),
        sa.Column("email", AutoString(length=200), nullable=False),
        sa.Column("source", AutoString(length=80), nullable=False),
        sa.Column("state", AutoString(length=16), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("time_factor", sa.Float(), nullable=False),
        sa.Column("no_tracking", sa.Boolean(), nullable=False),
        sa.Column("consent", AutoString(length=40), nullable=False),
        sa.Column("consent_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("retain_until", UTCDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('invited', 'begun', 'finished', 'decided', 'withdrawn')", name=op.f("ck_candidate_state_known")),
        sa.CheckConstraint("time_factor >= 1 AND time_factor <= 3", name=op.f("ck_candidate_time_factor_range")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_candidate_person_id_person")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_candidate_vacancy_id_vacancy")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("code", name=op.f("uq_candidate_code")),
    )
    op.create_index(op.f("ix_candidate_vacancy_id"), "candidate", ["vacancy_id"])


def _work() -> None:
    op.create_table(
        "signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("stage", AutoString(length=16), nullable=False),
        sa.Column("kind", AutoString(length=16), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("ruling", AutoString(length=16), nullable=False),
        sa.Column("ruled_by", AutoString(length=32), nullable=True),
        sa.Column("note", AutoString(length=1000), nullable=False),
        sa.CheckConstraint("kind IN ('paste', 'focus', 'gap', 'alike', 'contradiction', 'split')", name=op.f("ck_signal_kind_known")),
        sa.CheckConstraint("ruling IN ('open', 'confirmed', 'dismissed')", name=op.f("ck_signal_ruling_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signal_person_id_person")),
        sa.ForeignKeyConstraint(["ruled_by"], ["person.id"], name=op.f("fk_signal_ruled_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
    )
    op.create_index(op.f("ix_signal_person_id_at"), "signal", ["person_id", "at"])
    op.create_table(
        "stage",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("name", AutoString(length=16), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("deadline", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("ran_out", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("run_id", AutoString(length=32), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("name IN ('foundations', 'case', 'triage', 'note', 'trap')", name=op.f("ck_stage_name_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stage_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_stage_person_id_name")),
    )


def _record() -> None:
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", AutoString(length=32), nullable=False),
        sa.Column("kind", AutoString(length=24), nullable=False),
        sa.Column("subject", AutoString(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", AutoString(length=64), nullable=False),
        sa.Column("digest", AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"])
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("verdict", AutoString(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("is_appeal", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(evidence) > 2", name=op.f("ck_decision_evidence_cited")),
        sa.CheckConstraint("length(reason) >= 60", name=op.f("ck_decision_reason_written")),
        sa.CheckConstraint("verdict IN ('offer', 'training', 'second', 'no')", name=op.f("ck_decision_verdict_known")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_decision_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_person_id"), "decision", ["person_id"])
    op.create_table(
        "interview",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_interview_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_interview_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "author_id", name=op.f("pk_interview")),
    )
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("dimension", AutoString(length=16), nullable=False),
        sa.Column("level", sa.Float(), nullable=False),
        sa.Column("reason", AutoString(length=2000), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("level >= 0 AND level <= 4", name=op.f("ck_score_level_range")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_score_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_score_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
    )
    op.create_index(op.f("ix_score_person_id_dimension"), "score", ["person_id", "dimension"])


def downgrade() -> None:
    """Drop the tables and everybody who is only a candidate."""
    for table in TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM person WHERE role = 'candidate'")
    _allow(ROLES)


def _allow(roles: str) -> None:
    with op.batch_alter_table("person") as table:
        table.drop_constraint(op.f("ck_person_role_known"), type_="check")
        table.create_check_constraint(op.f("ck_person_role_known"), f"role IN ({roles})")
