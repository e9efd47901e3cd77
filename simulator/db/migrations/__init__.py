"""Alembic's scripts. They travel in the wheel."""
