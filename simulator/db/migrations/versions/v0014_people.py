"""How people are reached: addresses, links that set a password, letters, reminders, feeds; badges; lines of boards.

Revision: 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("badge", "withdrawal", "feed", "pledge", "reminder", "mail", "password_link", "contact")


def upgrade() -> None:
    """Create the tables."""
    _people()
    _mail()
    _milestones()
    _badges()
    op.add_column("member", sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("member", sa.Column("rolled_on", sa.Date(), nullable=True))
    op.add_column("member", sa.Column("rollup", sa.Text(), nullable=False, server_default=""))


def _people() -> None:
    op.create_table(
        "contact",
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("email", AutoString(length=200), nullable=False),
        sa.Column("reminders", AutoString(length=8), nullable=False),
        sa.CheckConstraint("reminders IN ('mail', 'page', 'none')", name=op.f("ck_contact_reminders_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_contact")),
    )
    op.create_table(
        "password_link",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("token_hash", AutoString(length=64), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("purpose", AutoString(length=16), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("purpose IN ('invitation', 'reset')", name=op.f("ck_password_link_purpose_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_password_link_person_id_person")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_password_link_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_link_token_hash")),
    )
    op.create_index(op.f("ix_password_link_person_id"), "password_link", ["person_id"])


def _mail() -> None:
    op.create_table(
        "mail",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("key", AutoString(length=160), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("kind", AutoString(length=24), nullable=False),
        sa.Column("address", AutoString(length=200), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("status", AutoString(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=False),
        sa.Column("problem", AutoString(length=16), nullable=False),
        sa.Column("detail", AutoString(length=300), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('waiting', 'sending', 'sent', 'failed', 'unclear')", name=op.f("ck_mail_status_known")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_mail_attempts_counted")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    op.create_index(op.f("ix_mail_person_id"), "mail", ["person_id"])
    op.create_index(op.f("ix_mail_status_next_at"), "mail", ["status", "next_at"])


def _milestones() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("kind", AutoString(length=16), nullable=False),
        sa.Column("ref", AutoString(length=96), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("about", AutoString(length=300), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('gate-soon', 'gate-due', 'repeat', 'pledge')", name=op.f("ck_reminder_kind_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("person_id", "kind", "ref", name=op.f("uq_reminder_person_id_kind_ref")),
    )
    op.create_table(
        "pledge",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kept_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pledge_person_id_person")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_pledge_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
    )
    op.create_index(op.f("ix_pledge_person_id"), "pledge", ["person_id"])
    op.create_index(op.f("ix_pledge_author_id"), "pledge", ["author_id"])
    op.create_table(
        "feed",
        sa.Column("token_hash", AutoString(length=64), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("cohort_id", AutoString(length=32), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_feed_person_id_person")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_feed_cohort_id_cohort")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_feed")),
    )
    op.create_index(op.f("ix_feed_person_id"), "feed", ["person_id"])


def _badges() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("signature_id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["signature_id"], ["signature.id"], name=op.f("fk_withdrawal_signature_id_signature")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_withdrawal_author_id_person")),
        sa.PrimaryKeyConstraint("signature_id", name=op.f("pk_withdrawal")),
    )
    op.create_table(
        "badge",
        sa.Column("id", AutoString(length=36), nullable=False),
        sa.Column("person_id", AutoString(length=32), nullable=False),
        sa.Column("signature_id", AutoString(length=32), nullable=False),
        sa.Column("credential", sa.Text(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_badge_person_id_person")),
        sa.ForeignKeyConstraint(["signature_id"], ["signature.id"], name=op.f("fk_badge_signature_id_signature")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge")),
        sa.UniqueConstraint("signature_id", name=op.f("uq_badge_signature_id")),
    )
    op.create_index(op.f("ix_badge_person_id"), "badge", ["person_id"])


def downgrade() -> None:
    """Drop the tables and columns."""
    for column in ("rollup", "rolled_on", "changes"):
        with op.batch_alter_table("member") as batch:
            batch.drop_column(column)
    for table in TABLES:
        op.drop_table(table)
