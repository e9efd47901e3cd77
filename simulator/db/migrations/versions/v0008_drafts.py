"""Attempts at drafts of the assistant.

Revision: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS = "'quiz', 'lab', 'triage', 'writing'"


def upgrade() -> None:
    """Let an attempt be one at a draft."""
    _allow(f"{KINDS}, 'draft'")


def downgrade() -> None:
    """Forget attempts at drafts, and what only they proved."""
    op.execute("DELETE FROM proof WHERE ref LIKE 'draft:%'")
    op.execute("DELETE FROM exercise WHERE kind = 'draft'")
    _allow(KINDS)


def _allow(kinds: str) -> None:
    with op.batch_alter_table("exercise") as table:
        table.drop_constraint(op.f("ck_exercise_kind_known"), type_="check")
        table.create_check_constraint(op.f("ck_exercise_kind_known"), f"kind IN ({kinds})")
