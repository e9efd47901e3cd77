"""Where runs, people, grades and jobs are kept: SQLite by default, PostgreSQL by ``DATABASE_URL``."""
