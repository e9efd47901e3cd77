"""Old tickets brought in from a help desk, second opinions and questions of reviews.

Revision: 0015
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "sheet",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_sheet_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
    )
    op.create_table(
        "old_ticket",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("digest", AutoString(length=64), nullable=False),
        sa.Column("subject", AutoString(length=200), nullable=False),
        sa.Column("lang", AutoString(length=2), nullable=False),
        sa.Column("category", AutoString(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("card_id", AutoString(length=32), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_old_ticket_author_id_person")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_old_ticket_card_id_card"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_old_ticket")),
        sa.UniqueConstraint("digest", name=op.f("uq_old_ticket_digest")),
    )
    for column in ("at", "card_id", "category"):
        op.create_index(f"ix_old_ticket_{column}", "old_ticket", [column])
    op.create_table(
        "opinion",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("asked_by", AutoString(length=32), nullable=False),
        sa.Column("reviewer_id", AutoString(length=32), nullable=False),
        sa.Column("note", AutoString(length=400), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("apart", AutoString(length=400), nullable=False),
        _of_run("opinion"),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_opinion_asked_by_person")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_opinion_reviewer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("simulation_id", "reviewer_id", name=op.f("uq_opinion_simulation_id_reviewer_id")),
    )
    op.create_index("ix_opinion_reviewer_id", "opinion", ["reviewer_id"])
    op.create_table(
        "question",
        sa.Column("id", AutoString(length=32), nullable=False),
        sa.Column("simulation_id", AutoString(length=32), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("author_id", AutoString(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        _of_run("question"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_question_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index("ix_question_simulation_id_event", "question", ["simulation_id", "event"])


def _of_run(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_simulation_id_simulation")
    return sa.ForeignKeyConstraint(["simulation_id"], ["simulation.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("question")
    op.drop_table("opinion")
    op.drop_table("old_ticket")
    op.drop_table("sheet")
