"""Run by Alembic with the connection (and transaction) that ``db.migrate`` opened."""

from alembic import context

from simulator.db import tables  # noqa: F401 — fills the metadata
from simulator.db.columns import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
context.run_migrations()
