"""Sheets that help desks export: bytes → a table → tickets with everything personal and secret covered. Pure."""
