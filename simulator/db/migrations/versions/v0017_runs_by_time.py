"""Analytics: the runs behind a number are read by time.

Revision: 0017
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INDEX = "ix_run_fact_ended_at_simulation_id_person_id_mode"


def upgrade() -> None:
    """Create the index."""
    op.create_index(op.f(INDEX), "run_fact", ["ended_at", "simulation_id", "person_id", "mode"], unique=False)


def downgrade() -> None:
    """Drop the index."""
    op.drop_index(op.f(INDEX), table_name="run_fact")
