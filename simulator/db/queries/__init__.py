"""Questions to the tables, each in one place. They take a session and return rows or plain values."""
